using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// Caches the paper with its ink as a picture. A frame draws only new ink, the box around ink that changed, or the strip that scrolling
/// reveals, and copies the picture to the window. So the cost of a frame does not depend on the amount of ink.
/// </summary>
/// <remarks>
/// If a change, such as another zoom or other colours of a full page, needs more than <see cref="WorkPerFrame"/>, a second picture is drawn
/// over several frames. Meanwhile the old picture is shown at its new place and size, with the newest ink over it.
/// </remarks>
internal sealed class InkCanvas : IDisposable
{
    private const int ExportTile = 2048;
    private const long MaximumExportedPixels = 400_000_000;

    private readonly GL _gl;
    private readonly PageRenderer _page;
    private readonly HullRenderer _hulls;
    private readonly InkRenderer _ink;
    private readonly ShaderFolder _shaders;
    private readonly ChangedAreas _changedHulls = new();
    private CanvasPicture _shown, _next;

    public InkCanvas(GL gl, ShaderFolder shaders)
    {
        _gl = gl;
        _shaders = shaders;
        _page = new PageRenderer(gl, shaders);
        _hulls = new HullRenderer(gl, shaders);
        _ink = new InkRenderer(gl, shaders);
        _shown = new CanvasPicture(gl, _page, _hulls, _ink);
        _next = new CanvasPicture(gl, _page, _hulls, _ink);
    }

    /// <summary>
    /// The maximum work of a frame, in pixels of paper. A capsule counts as <see cref="CanvasPicture.CapsulePixels"/> pixels.
    /// </summary>
    public int WorkPerFrame { get; set; } = int.MaxValue;

    /// <summary>Whether a second picture is being drawn over several frames.</summary>
    public bool IsRedrawing { get; private set; }

    public int Count => _ink.Count;

    public void Append(ReadOnlySpan<Capsule> capsules) => _ink.Append(capsules);

    /// <inheritdoc cref="InkRenderer.TruncateTo"/>
    public void TruncateTo(int count)
    {
        _shown.NoteTruncation(count);
        _next.NoteTruncation(count);
        _ink.TruncateTo(count);
    }

    /// <summary>Replaces the capsules of a level of hulls from an index on. Hulls lie under the ink.</summary>
    public void ReplaceHulls(int level, int unchanged, ReadOnlySpan<Capsule> capsules)
    {
        _changedHulls.Clear();
        _hulls.Replace(level, unchanged, capsules, _changedHulls);
        _shown.NoteHulls(_changedHulls);
        _next.NoteHulls(_changedHulls);
    }

    /// <summary>Brings the picture up to date and copies it to the bound framebuffer, which it covers.</summary>
    public void Draw(in PageView view, PageLayout layout, Palette palette)
    {
        int target = _gl.GetInteger(GetPName.DrawFramebufferBinding);
        var wanted = new CanvasLook(view with { TopDown = true }, layout, palette, _shaders.Version);
        if (IsRedrawing && !_next.Look.ShowsSameSheetAs(wanted)) IsRedrawing = false;
        if (!IsRedrawing && !Update(wanted))
        {
            IsRedrawing = true;
            _next.Begin(wanted);
        }

        if (IsRedrawing)
        {
            // The old picture cannot be shown meanwhile if the window has another size.
            bool whole = _shown.Look.View.Width != view.Width || _shown.Look.View.Height != view.Height;
            if (_next.Advance(wanted, whole ? int.MaxValue : WorkPerFrame))
            {
                (_shown, _next) = (_next, _shown);
                _next.Forget();
                IsRedrawing = false;
            }
        }

        if (!IsRedrawing)
        {
            _shown.CopyTo((uint)target);
            return;
        }

        _shown.CopyTo((uint)target, wanted);
        ClipToPaper();
        _ink.Draw(view, _next.Drawn, _ink.Count, wanted.VisiblePage);
        EndClip();
    }

    /// <summary>Clips the following drawing to the paper, until <see cref="EndClip"/>.</summary>
    public void ClipToPaper()
    {
        CanvasLook look = (IsRedrawing ? _next : _shown).Look;
        look.Paper.Scissor(_gl, look.View with { TopDown = false });
    }

    public void EndClip() => _gl.Disable(EnableCap.ScissorTest);

    /// <summary>Draws the sheet with its ink and ruled lines, without desk, guide lines and panels.</summary>
    /// <param name="area">The part of the page in the picture: the sheet, or more if ink lies beyond it.</param>
    /// <param name="scale">Pixels per page unit.</param>
    /// <exception cref="IOException">The image would be too large.</exception>
    public Screenshot Export(PageLayout layout, PageArea area, Palette palette, float scale)
    {
        float width = MathF.Round(area.Width * scale), height = MathF.Round(area.Height * scale);
        if (!(width >= 1 && height >= 1 && width * (double)height <= MaximumExportedPixels))
            throw new IOException(
                $"At this scale the image would have {width:0} x {height:0} pixels. "
                + $"The maximum is {MaximumExportedPixels / 1_000_000} million pixels. Choose a smaller scale.");
        int target = _gl.GetInteger(GetPName.DrawFramebufferBinding);
        Screenshot shot = Screenshot.Blank((int)width, (int)height);
        // In tiles, because a driver may not support a framebuffer as large as a page.
        for (int y = 0; y < shot.Bitmap.Height; y += ExportTile)
            for (int x = 0; x < shot.Bitmap.Width; x += ExportTile)
                ExportTo(shot, x, y, layout, area, palette, scale);
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, (uint)target);
        return shot;
    }

    public void Dispose()
    {
        _page.Dispose();
        _hulls.Dispose();
        _ink.Dispose();
        _shown.Dispose();
        _next.Dispose();
    }

    private void ExportTo(Screenshot shot, int x, int y, PageLayout layout, PageArea area, Palette palette, float scale)
    {
        using var picture = new RenderTexture(_gl);
        var view = new PageView(
            area.MinX + x / scale, area.MinY + y / scale, 1, scale, Math.Min(ExportTile, shot.Bitmap.Width - x),
            Math.Min(ExportTile, shot.Bitmap.Height - y));
        picture.Bind(view.Width, view.Height);

        // The paper extends beyond the image, so that neither its round corners nor the desk show.
        const float Margin = 40;
        var all = new PageArea(-Margin, -Margin, area.Width + Margin, area.Height + Margin);
        PageLayout sheet = layout with { X = area.MinX - Margin, Width = area.Width + 2 * Margin, MinimumSheetWidth = 0, ActiveLine = -1 };
        _page.DrawSheet(view, sheet, palette, all);
        _hulls.Draw(view, area);
        _ink.Draw(view);
        shot.Fill(_gl, x, y, view.Width, view.Height);
    }

    /// <summary>Updates the shown picture with small changes.</summary>
    /// <returns>False if that is not possible, or too much work for one frame.</returns>
    private bool Update(in CanvasLook wanted)
    {
        if (!_shown.Look.ShowsSameSheetAs(wanted) || !_shown.CanMoveTo(wanted)) return false;
        if (_shown.Work(wanted) > WorkPerFrame) return false;
        _shown.MoveTo(wanted);
        _shown.DrawChanges(WorkPerFrame / 2);
        return true;
    }
}
