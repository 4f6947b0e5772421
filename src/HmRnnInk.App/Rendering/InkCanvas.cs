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
    private InkBounds _changed = InkBounds.Empty;

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
            _changed = _changed.Union(InkBounds.Of(_ink.Segments.Slice(index, shown))).Union(InkBounds.Of(segments[..shown]));
        }

        _ink.Replace(index, segments);
    }

    /// <inheritdoc cref="InkRenderer.TruncateTo"/>
    public void TruncateTo(int count)
    {
        if (count < _drawn) _changed = _changed.Union(InkBounds.Of(_ink.Segments[count.._drawn]));
        _ink.TruncateTo(count);
        _drawn = Math.Min(_drawn, count);
    }

    /// <summary>Brings the picture up to date and puts it into the framebuffer that is bound, all over it.</summary>
    public void Draw(in PageView view, PageLayout layout, Palette palette)
    {
        int target = _gl.GetInteger(GetPName.DrawFramebufferBinding);
        _picture.Bind(view.Width, view.Height);
        bool anew = view != _view || layout != _layout || palette != _palette || _shaderVersion != _shaders.Version;
        (_view, _layout, _palette, _shaderVersion) = (view, layout, palette, _shaders.Version);
        if (anew)
            DrawAll();
        else if (!_changed.IsEmpty)
            DrawChanged();
        _changed = InkBounds.Empty;

        _ink.Draw(view, _drawn, _ink.Count);
        _drawn = _ink.Count;
        _picture.CopyTo((uint)target);
    }

    public void Dispose()
    {
        _page.Dispose();
        _ink.Dispose();
        _picture.Dispose();
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
        var area = new InkBounds(_changed.MinX - margin, _changed.MinY - margin, _changed.MaxX + margin, _changed.MaxY + margin);

        _gl.Enable(EnableCap.ScissorTest);
        _gl.Scissor(x, _view.Height - y - height, (uint)width, (uint)height);
        _page.Draw(_view, _layout!, _palette!);
        _ink.Draw(_view, area, _drawn);
        _gl.Disable(EnableCap.ScissorTest);
    }
}
