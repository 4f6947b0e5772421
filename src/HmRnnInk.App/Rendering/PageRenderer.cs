using Silk.NET.OpenGL;

namespace HmRnnInk.App.Rendering;

/// <summary>Draws the sheet on its desk over the whole framebuffer. Costly for its grain and shadow: <see cref="InkCanvas"/> keeps the result.</summary>
public sealed class PageRenderer : IDisposable
{
    private readonly GL _gl;
    private readonly ShaderProgram _shader;

    // Core profile draws nothing without a vertex array, though this one holds no attribute.
    private readonly uint _vertexArray;

    public PageRenderer(GL gl, ShaderFolder shaders)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, shaders, "page");
        _vertexArray = gl.GenVertexArray();
    }

    public void Draw(in PageView view, PageLayout layout, Palette palette)
    {
        _shader.Use();
        _shader.Set("viewport", view.Width, view.Height);
        _shader.Set("view", view.OriginX, view.OriginY, view.PixelsPerUnit, view.Scale);
        _shader.Set("sheet", layout.X, layout.Y, layout.Width, layout.Height);
        _shader.Set("slip", layout.X, layout.SlipY, layout.Width, layout.SlipHeight);
        _shader.Set("rules", layout.FirstBaseline, layout.LineSpacing, layout.Lines, layout.ActiveLine);
        _shader.Set("guides", layout.XHeight, layout.Ascender, layout.Descender, layout.ShowGuides ? 1 : 0);
        _shader.Set("margins", layout.LeftMargin, layout.RightMargin);
        _shader.SetColour("deskColour", palette.Desk);
        _shader.SetColour("paperColour", palette.Paper);
        _shader.SetColour("shadowColour", palette.Shadow);
        _shader.SetColour("ruleColour", palette.Rule);
        _shader.SetColour("activeRuleColour", palette.ActiveRule);
        _shader.SetColour("guideColour", palette.Guide);
        _shader.SetColour("bandColour", palette.Band);
        _shader.SetColour("marginColour", palette.Margin);
        _shader.Set("grain", palette.GrainSteps / 255);
        _gl.BindVertexArray(_vertexArray);
        _gl.Disable(EnableCap.Blend);
        _gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
    }

    public void Dispose()
    {
        _shader.Dispose();
        _gl.DeleteVertexArray(_vertexArray);
    }
}
