using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Draws the desk and the sheet on it. <see cref="InkCanvas"/> caches the result.</summary>
internal sealed class PageRenderer : IDisposable
{
    private readonly GL _gl;
    private readonly ShaderProgram _desk, _sheet;
    private readonly PaperGrain _grain;

    // The core profile requires a vertex array, although this one has no attributes.
    private readonly uint _vertexArray;

    public PageRenderer(GL gl, ShaderFolder shaders)
    {
        _gl = gl;
        _desk = new ShaderProgram(gl, shaders, "desk", vertex: "page");
        _sheet = new ShaderProgram(gl, shaders, "sheet", vertex: "page");
        _grain = new PaperGrain(gl, shaders);
        _vertexArray = gl.GenVertexArray();
    }

    /// <summary>Draws the desk, with the shadow of the sheet, and the slip of the score.</summary>
    /// <param name="paper">The visible paper in window units.</param>
    public void DrawDesk(in PageView view, PageLayout layout, Palette palette, PageArea paper)
    {
        Use(_desk, view, palette, paper);
        float scale = view.Scale;
        _desk.Set("ui", scale);
        _desk.Set("slip", layout.X * scale, layout.SlipY * scale, layout.Width * scale, layout.SlipHeight * scale);
        _desk.SetColour("deskColour", palette.Desk);
        _desk.SetColour("shadowColour", palette.Shadow);
        _gl.Disable(EnableCap.Blend);
        _gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
    }

    /// <summary>Draws the sheet. Its soft edge is blended with what is already there.</summary>
    /// <inheritdoc cref="DrawDesk"/>
    public void DrawSheet(in PageView view, PageLayout layout, Palette palette, PageArea paper)
    {
        if (paper.IsEmpty) return;
        Use(_sheet, view, palette, paper);
        _sheet.Set("view", view.OriginX, view.OriginY, view.PixelsPerUnit, view.Scale);
        (int shiftX, int shiftY) = view.Shift;
        _sheet.Set("shift", shiftX, shiftY);
        _sheet.Set("sheet", layout.X, layout.X + layout.SheetWidth);
        _sheet.Set("rules", layout.FirstBaseline, layout.LineSpacing, layout.Lines, layout.ActiveLine);
        _sheet.Set("guides", layout.XHeight, layout.Ascender, layout.Descender);
        _sheet.Set("margins", layout.LeftMargin, layout.RightMargin);
        _sheet.SetColour("ruleColour", palette.Rule);
        _sheet.SetColour("activeRuleColour", palette.ActiveRule);
        _sheet.SetColour("guideColour", palette.GuideLines);
        _sheet.SetColour("bandColour", palette.Band);
        _sheet.SetColour("marginColour", palette.Margin);
        _gl.Enable(EnableCap.Blend);
        _gl.BlendFuncSeparate(BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One,
            BlendingFactor.OneMinusSrcAlpha);
        _gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _sheet.Dispose();
        _grain.Dispose();
        _gl.DeleteVertexArray(_vertexArray);
    }

    /// <summary>Makes a shader current and sets what both have in common.</summary>
    private void Use(ShaderProgram shader, in PageView view, Palette palette, PageArea paper)
    {
        float scale = view.Scale;
        _gl.BindVertexArray(_vertexArray);
        _grain.Bind(scale);
        shader.Use();
        shader.Set("viewport", view.Width, view.Height);
        shader.Set("up", view.TopDown ? -1f : 1);
        shader.Set("grainTexture", 0);
        shader.Set("grain", palette.GrainSteps / 255);
        shader.SetColour("paperColour", palette.Paper);
        shader.Set("paper", paper.MinX * scale, paper.MinY * scale, Math.Max(0, paper.Width) * scale, Math.Max(0, paper.Height) * scale);
    }
}
