using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// The window's paper with the ink on it, kept as a picture: a frame draws only the ink that is new, or the box around ink that changed,
/// or what a scrolled page brings into sight, and shows the picture. So a frame costs the same however full the page is.
/// </summary>
/// <remarks>
/// What needs more than <see cref="WorkPerFrame"/>, another zoom or other colours of a full page, is drawn beside it in as many frames
/// as that takes; meanwhile the old picture is shown, at its new place and size, with the newest ink over it.
/// </remarks>
public sealed class InkCanvas : IDisposable
{
    private const int ExportTile = 2048;
    private const long MostExportedPixels = 400_000_000;

    private readonly GL _gl;
    private readonly PageRenderer _page;
    private readonly InkRenderer _ink;
    private readonly ShaderFolder _shaders;
    private CanvasPicture _shown, _next;
    private bool _draws;

    public InkCanvas(GL gl, ShaderFolder shaders)
    {
        _gl = gl;
        _shaders = shaders;
        _page = new PageRenderer(gl, shaders);
        _ink = new InkRenderer(gl, shaders);
        _shown = new CanvasPicture(gl, _page, _ink);
        _next = new CanvasPicture(gl, _page, _ink);
    }

    /// <summary>The most that a frame may draw anew, in pixels of paper; a segment counts as <see cref="CanvasPicture.SegmentPixels"/> of them.</summary>
    public int WorkPerFrame { get; set; } = int.MaxValue;

    /// <summary>Whether the picture is what it is to be, as of the last <see cref="Draw"/>.</summary>
    public bool IsSettled => !_draws && !_shown.Waits;

    /// <summary>Whether another picture is drawn beside it, as much of it as a frame may draw.</summary>
    public bool DrawsAnew => _draws;

    public int Count => _ink.Count;

    /// <summary>Valid until the next change.</summary>
    public ReadOnlySpan<InkSegment> Segments => _ink.Segments;

    public void Append(ReadOnlySpan<InkSegment> segments) => _ink.Append(segments);

    public void Append(InkSegment segment) => _ink.Append(new ReadOnlySpan<InkSegment>(in segment));

    /// <inheritdoc cref="InkRenderer.Replace"/>
    public void Replace(int index, ReadOnlySpan<InkSegment> segments)
    {
        _shown.NoticeReplaced(index, segments);
        _next.NoticeReplaced(index, segments);
        _ink.Replace(index, segments);
    }

    /// <inheritdoc cref="InkRenderer.TruncateTo"/>
    public void TruncateTo(int count)
    {
        _shown.NoticeTruncated(count);
        _next.NoticeTruncated(count);
        _ink.TruncateTo(count);
    }

    /// <summary>Brings the picture up to date and puts it into the framebuffer that is bound, all over it.</summary>
    public void Draw(in PageView view, PageLayout layout, Palette palette)
    {
        int target = _gl.GetInteger(GetPName.DrawFramebufferBinding);
        var wanted = new CanvasLook(view with { TopDown = true }, layout, palette, _shaders.Version);
        if (_draws && !_next.Look.IsSheetOf(wanted)) _draws = false;
        if (!_draws && !Update(wanted))
        {
            _draws = true;
            _next.Begin(wanted);
        }

        if (_draws)
        {
            // Of another size it is of no use meanwhile.
            bool whole = _shown.Look.View.Width != view.Width || _shown.Look.View.Height != view.Height;
            if (_next.Advance(wanted, whole ? int.MaxValue : WorkPerFrame))
            {
                (_shown, _next) = (_next, _shown);
                _next.Forget();
                _draws = false;
            }
        }

        if (!_draws)
        {
            _shown.CopyTo((uint)target);
            return;
        }

        _shown.CopyTo((uint)target, wanted);
        KeepToPaper();
        _ink.Draw(view, _next.Drawn, _ink.Count, wanted.Seen);
        LeavePaper();
    }

    /// <summary>Keeps what is drawn next to the paper that was drawn last, until <see cref="LeavePaper"/>.</summary>
    public void KeepToPaper() => (_draws ? _next : _shown).Look.Paper.Scissor(_gl, (_draws ? _next : _shown).Look.View with { TopDown = false });

    public void LeavePaper() => _gl.Disable(EnableCap.ScissorTest);

    /// <summary>The sheet with its ink and ruled lines, without desk, guides and panels: for a file.</summary>
    /// <param name="scale">Pixels in a page unit.</param>
    /// <exception cref="IOException">That would be a picture too large for any program.</exception>
    public Screenshot Export(PageLayout layout, Palette palette, float scale)
    {
        float width = MathF.Round(layout.SheetWidth * scale), height = MathF.Round(layout.SheetHeight * scale);
        if (!(width >= 1 && height >= 1 && width * (double)height <= MostExportedPixels))
            throw new IOException($"At this scale the page has {width:0} x {height:0} pixels; a PNG here has at most {MostExportedPixels / 1_000_000} million. Choose a smaller scale.");
        int target = _gl.GetInteger(GetPName.DrawFramebufferBinding);
        Screenshot shot = Screenshot.Blank((int)width, (int)height);
        // In tiles: no driver has to have a framebuffer as large as a page.
        for (int y = 0; y < shot.Bitmap.Height; y += ExportTile)
            for (int x = 0; x < shot.Bitmap.Width; x += ExportTile)
                ExportTo(shot, x, y, layout, palette, scale);
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, (uint)target);
        return shot;
    }

    private void ExportTo(Screenshot shot, int x, int y, PageLayout layout, Palette palette, float scale)
    {
        using var picture = new RenderTexture(_gl);
        var view = new PageView(
            layout.X + x / scale, layout.Y + y / scale, 1, scale, Math.Min(ExportTile, shot.Bitmap.Width - x), Math.Min(ExportTile, shot.Bitmap.Height - y));
        picture.Bind(view.Width, view.Height);

        // The paper reaches over the picture's edges, so that neither its round corners nor the desk show.
        const float Margin = 40;
        var all = new PageArea(-Margin, -Margin, layout.SheetWidth + Margin, layout.SheetHeight + Margin);
        _page.DrawSheet(
            view, layout with { X = layout.X - Margin, Width = layout.SheetWidth + 2 * Margin, Breadth = 0, ActiveLine = -1 }, palette, all);
        _ink.Draw(view);
        shot.Fill(_gl, x, y, view.Width, view.Height);
    }

    public void Dispose()
    {
        _page.Dispose();
        _ink.Dispose();
        _shown.Dispose();
        _next.Dispose();
    }

    /// <summary>Brings the picture that is shown up to date.</summary>
    /// <returns>False where that is too much for a frame, or not to be had by small changes.</returns>
    private bool Update(in CanvasLook wanted)
    {
        if (!_shown.Look.IsSheetOf(wanted) || !_shown.CanMoveTo(wanted)) return false;
        if (_shown.Work(wanted) > WorkPerFrame) return false;
        _shown.MoveTo(wanted);
        _shown.DrawChanges(WorkPerFrame / 2);
        return true;
    }
}
