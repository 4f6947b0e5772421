using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Rendering;

/// <summary>
/// The page with all the ink on it, kept as a picture: a frame draws only the ink that is new, or the box around ink that changed,
/// and shows the picture. So a frame costs the same however full the page is.
/// </summary>
public sealed class InkCanvas : IDisposable
{
    private readonly GL _gl;
    private readonly PageRenderer _page;
    private readonly InkRenderer _ink;
    private readonly RenderTexture _picture;
    private readonly ShaderFolder _shaders;

    private PageView _view;
    private PageLayout? _layout;
    private Palette? _palette;
    private int _shaderVersion;
    private int _drawn;
    private PageArea _changed = PageArea.Empty;

    public InkCanvas(GL gl, ShaderFolder shaders)
    {
        _gl = gl;
        _shaders = shaders;
        _page = new PageRenderer(gl, shaders);
        _ink = new InkRenderer(gl, shaders);
        _picture = new RenderTexture(gl);
    }

    public int Count => _ink.Count;

    /// <summary>Valid until the next change.</summary>
    public ReadOnlySpan<InkSegment> Segments => _ink.Segments;

    public void Append(ReadOnlySpan<InkSegment> segments) => _ink.Append(segments);

    public void Append(InkSegment segment) => _ink.Append(new ReadOnlySpan<InkSegment>(in segment));

    /// <inheritdoc cref="InkRenderer.Replace"/>
    public void Replace(int index, ReadOnlySpan<InkSegment> segments)
    {
        if (index < _drawn)
        {
            int shown = Math.Min(segments.Length, _drawn - index);
            _changed = _changed.Union(PageArea.Of(_ink.Segments.Slice(index, shown))).Union(PageArea.Of(segments[..shown]));
        }

        _ink.Replace(index, segments);
    }

    /// <inheritdoc cref="InkRenderer.TruncateTo"/>
    public void TruncateTo(int count)
    {
        if (count < _drawn) _changed = _changed.Union(PageArea.Of(_ink.Segments[count.._drawn]));
        _ink.TruncateTo(count);
        _drawn = Math.Min(_drawn, count);
    }

    /// <summary>Brings the picture up to date and puts it into the framebuffer that is bound, all over it.</summary>
    public void Draw(in PageView view, PageLayout layout, Palette palette)
    {
        int target = _gl.GetInteger(GetPName.DrawFramebufferBinding);
        _picture.Bind(view.Width, view.Height);
        if (layout != _layout) NoticeLines(layout);
        bool anew = view != _view || layout != _layout || palette != _palette || _shaderVersion != _shaders.Version;
        (_view, _layout, _palette, _shaderVersion) = (view, layout, palette, _shaders.Version);
        if (anew)
            DrawAll();
        else if (!_changed.IsEmpty)
            DrawChanged();
        _changed = PageArea.Empty;

        _ink.Draw(view, _drawn, _ink.Count);
        _drawn = _ink.Count;
        _picture.CopyTo((uint)target);
    }

    /// <summary>The sheet with its ink and ruled lines, without desk, guides and panels: for a file.</summary>
    /// <param name="scale">Pixels in a page unit.</param>
    public Screenshot Export(PageLayout layout, Palette palette, float scale)
    {
        int target = _gl.GetInteger(GetPName.DrawFramebufferBinding);
        using var picture = new RenderTexture(_gl);
        var view = new PageView(
            layout.X, layout.Y, 1, scale, (int)MathF.Round(layout.Width * scale), (int)MathF.Round(layout.Height * scale));
        picture.Bind(view.Width, view.Height);

        // The sheet reaches over the picture's edges, so that neither its round corners nor the desk show.
        const float Margin = 40;
        _page.Draw(
            view,
            layout with
            {
                X = layout.X - Margin,
                Y = layout.Y - Margin,
                Width = layout.Width + 2 * Margin,
                Height = layout.Height + 2 * Margin,
                SlipHeight = 0,
                ActiveLine = -1,
            },
            palette);
        _ink.Draw(view);
        Screenshot shot = Screenshot.Take(_gl, view.Width, view.Height);
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, (uint)target);
        return shot;
    }

    public void Dispose()
    {
        _page.Dispose();
        _ink.Dispose();
        _picture.Dispose();
    }

    /// <summary>Where only the guides move to another line, only these two lines are drawn again.</summary>
    private void NoticeLines(PageLayout layout)
    {
        if (_layout is null || layout with { ActiveLine = _layout.ActiveLine } != _layout) return;
        foreach (int line in (ReadOnlySpan<int>)[_layout.ActiveLine, layout.ActiveLine])
        {
            if (line < 0) continue;
            float baseline = layout.Baseline(line);
            _changed = _changed.Union(new PageArea(
                layout.X, baseline - layout.Ascender - 2, layout.X + layout.Width, baseline + layout.Descender + 2));
        }

        _layout = layout;
    }

    private void DrawAll()
    {
        _page.Draw(_view, _layout!, _palette!);
        _drawn = 0;
    }

    private void DrawChanged()
    {
        // A pixel of soft edge and one for rounding.
        (float left, float top) = _view.ToPixels(_changed.MinX, _changed.MinY);
        (float right, float bottom) = _view.ToPixels(_changed.MaxX, _changed.MaxY);
        int x = (int)MathF.Floor(left) - 2, y = (int)MathF.Floor(top) - 2;
        int width = (int)MathF.Ceiling(right) + 2 - x, height = (int)MathF.Ceiling(bottom) + 2 - y;
        float margin = 3 / _view.PixelsPerUnit;
        var area = new PageArea(_changed.MinX - margin, _changed.MinY - margin, _changed.MaxX + margin, _changed.MaxY + margin);

        _gl.Enable(EnableCap.ScissorTest);
        _gl.Scissor(x, _view.Height - y - height, (uint)width, (uint)height);
        _page.Draw(_view, _layout!, _palette!);
        _ink.Draw(_view, area, _drawn);
        _gl.Disable(EnableCap.ScissorTest);
    }
}
