using HmRnnInk.App.Page;
using HmRnnInk.App.Ui;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>One picture of the page as the window shows it, and what it lacks.</summary>
internal sealed class CanvasPicture(GL gl, PageRenderer page, InkRenderer ink) : IDisposable
{
    /// <summary>A segment of ink costs as much as about so many pixels of paper (llvmpipe).</summary>
    public const int SegmentPixels = 128;

    /// <summary>A sheet is drawn anew in bands of so many rows of pixels.</summary>
    private const int BandRows = 64;

    // The soft edge and the round corners of the paper, pen units: they stay where they are while the page moves.
    private const float EdgeUnits = 6;

    // Half of a ruled line and more, page units; and as many places as RulesThatChange can tell.
    private const float RuleUnits = 2;
    private const int MostRuled = 7, MostWaiting = 3 * MostRuled;

    private RenderTexture _picture = new(gl), _spare = new(gl);
    private PageArea _changed = PageArea.Empty;

    // Of ruled lines and guides, not drawn anew yet.
    private readonly List<PageArea> _ruled = [];

    // Rows of pixels from the top that are drawn.
    private int _rows;

    public CanvasLook Look { get; private set; }

    /// <summary>Segments that are on it.</summary>
    public int Drawn { get; private set; }

    /// <summary>Whether ruled lines or guides are left to draw.</summary>
    public bool Waits => _ruled.Count > 0;

    private int Edge => (int)MathF.Ceiling(EdgeUnits * Look.View.Scale);

    public void NoticeReplaced(int index, ReadOnlySpan<InkSegment> segments)
    {
        if (index >= Drawn) return;
        int shown = Math.Min(segments.Length, Drawn - index);
        _changed = _changed.Union(PageArea.Of(ink.Segments.Slice(index, shown))).Union(PageArea.Of(segments[..shown]));
    }

    public void NoticeTruncated(int count)
    {
        if (count >= Drawn) return;
        _changed = _changed.Union(PageArea.Of(ink.Segments[count..Drawn]));
        Drawn = count;
    }

    /// <summary>Whether the page, where it is wanted, still shows some of what this picture has.</summary>
    public bool CanMoveTo(in CanvasLook wanted)
    {
        (int x, int y) = Move(wanted);
        return Math.Abs(x) < Look.Paper.Width - 2 * Edge && Math.Abs(y) < Look.Paper.Height - 2 * Edge || x == 0 && y == 0;
    }

    /// <returns>What <see cref="MoveTo"/> and <see cref="DrawChanges"/> will cost at least, pixels.</returns>
    public long Work(in CanvasLook wanted)
    {
        PixelBox paper = wanted.Paper;
        (int x, int y) = Move(wanted);
        long work = 0;
        if (x != 0 || y != 0)
        {
            work += (long)(Math.Abs(x) + 2 * Edge) * paper.Height + (long)(Math.Abs(y) + 2 * Edge) * paper.Width;
            // Ink is everywhere about as dense.
            work += SegmentPixels * ink.CountIn(wanted.Seen, Drawn) * work / Math.Max(1, paper.Pixels);
        }

        return work + WorkIn(_changed, wanted) + SegmentPixels * ink.CountIn(wanted.Seen, Drawn, ink.Count);
    }

    /// <summary>Moves the page behind its frame to where it is wanted: what is seen already is shifted.</summary>
    public void MoveTo(in CanvasLook wanted)
    {
        (int x, int y) = Move(wanted);
        NoteRules(wanted.Layout);
        PixelBox paper = Look.Paper, inner = paper.Grown(-Edge);
        Look = wanted;
        _picture.Bind(wanted.View.Width, wanted.View.Height);
        if (x == 0 && y == 0) return;
        PixelBox kept = inner.And(inner.Moved(x, y));
        _spare.Bind(wanted.View.Width, wanted.View.Height);
        _picture.CopyTo(_spare, 0, 0, wanted.View.Width, wanted.View.Height, 0, 0);
        _picture.CopyTo(_spare, kept.X - x, kept.Y - y, kept.Width, kept.Height, kept.X, kept.Y);
        (_picture, _spare) = (_spare, _picture);
        _picture.Bind(wanted.View.Width, wanted.View.Height);

        // Around what was kept: above, below, and on the sides between.
        Redraw(new PixelBox(paper.X, paper.Y, paper.Width, kept.Y - paper.Y));
        Redraw(new PixelBox(paper.X, kept.Bottom, paper.Width, paper.Bottom - kept.Bottom));
        Redraw(new PixelBox(paper.X, kept.Y, kept.X - paper.X, kept.Height));
        Redraw(new PixelBox(kept.Right, kept.Y, paper.Right - kept.Right, kept.Height));
    }

    /// <summary>Draws ink that changed, and what is new; and ruled lines and guides, the rest of which may come with later frames.</summary>
    /// <param name="ruledWork">The most to draw of those, pixels; at least one is.</param>
    public void DrawChanges(long ruledWork = long.MaxValue)
    {
        Redraw(PixelBox.Of(_changed, Look.View));
        _changed = PageArea.Empty;
        int ruled = 0;
        for (bool all = _ruled.Count > MostWaiting; ruled < _ruled.Count; ruled++)
        {
            ruledWork -= WorkIn(_ruled[ruled], Look);
            if (ruledWork < 0 && ruled > 0 && !all) break;
            Redraw(PixelBox.Of(_ruled[ruled], Look.View));
        }

        _ruled.RemoveRange(0, ruled);
        if (Drawn == ink.Count) return;
        Look.Paper.Scissor(gl, Look.View);
        ink.Draw(Look.View, Drawn, ink.Count, Look.Seen);
        gl.Disable(EnableCap.ScissorTest);
        Drawn = ink.Count;
    }

    /// <summary>Is not needed until it begins anew.</summary>
    public void Forget() => Drawn = 0;

    /// <summary>Begins anew.</summary>
    public void Begin(in CanvasLook wanted)
    {
        (Look, _rows, Drawn, _changed) = (wanted, 0, ink.Count, PageArea.Empty);
        _ruled.Clear();
    }

    /// <summary>Goes on with a picture that is drawn anew.</summary>
    /// <param name="wanted">The same sheet as it began with.</param>
    /// <param name="work">The most to draw, pixels; at least a band is.</param>
    /// <returns>Whether it is finished.</returns>
    public bool Advance(in CanvasLook wanted, long work)
    {
        if (wanted.View != Look.View) Begin(wanted);
        NoteRules(wanted.Layout);
        Look = wanted;
        PageView view = Look.View;
        _picture.Bind(view.Width, view.Height);
        bool progress = false;
        while (_rows < view.Height)
        {
            // With nothing to wait for the whole is one band. Of ink that reaches into two bands about a half is drawn in each.
            var band = new PixelBox(0, _rows, view.Width, Math.Min(work == int.MaxValue ? view.Height : BandRows, view.Height - _rows));
            work -= band.Pixels + SegmentPixels / 2 * ink.CountIn(band.ToPage(view), Drawn);
            if (work < 0 && progress) return false;
            Redraw(band);
            _rows = band.Bottom;
            progress = true;
        }

        DrawChanges();
        return true;
    }

    public void CopyTo(uint framebuffer) => _picture.CopyTo(framebuffer);

    /// <summary>Shows it where another look has what is on it.</summary>
    public void CopyTo(uint framebuffer, in CanvasLook look)
    {
        _picture.CopyTo(framebuffer);
        PixelBox from = Look.Paper, to = look.Paper;
        if (from.IsEmpty || Look.View == look.View) return;
        PageView window = look.View with { TopDown = false };
        from.Scissor(gl, window);
        Clear(look.Palette.Desk);
        to.Scissor(gl, window);
        Clear(look.Palette.Paper);
        PageView old = Look.View, now = look.View;
        (float left, float top) = now.ToPixels(from.X / old.PixelsPerUnit + old.OriginX, from.Y / old.PixelsPerUnit + old.OriginY);
        float ratio = now.PixelsPerUnit / old.PixelsPerUnit;
        var place = new PageArea(left, top, left + from.Width * ratio, top + from.Height * ratio);
        _picture.CopyScaledTo(framebuffer, from, PixelBox.Around(place, 1));
        gl.Disable(EnableCap.ScissorTest);
    }

    public void Dispose()
    {
        _picture.Dispose();
        _spare.Dispose();
    }

    private void Clear(uint colour)
    {
        gl.ClearColor((colour >> 24) / 255f, ((colour >> 16) & 255) / 255f, ((colour >> 8) & 255) / 255f, 1);
        gl.Clear(ClearBufferMask.ColorBufferBit);
    }

    private (int X, int Y) Move(in CanvasLook wanted)
    {
        (int fromX, int fromY) = Look.View.Shift;
        (int toX, int toY) = wanted.View.Shift;
        return (fromX - toX, fromY - toY);
    }

    private long WorkIn(PageArea area, in CanvasLook wanted)
    {
        PixelBox box = PixelBox.Of(area, wanted.View).And(wanted.Paper);
        return box.IsEmpty ? 0 : box.Pixels + SegmentPixels * ink.CountIn(box.ToPage(wanted.View), Drawn);
    }

    private void NoteRules(PageLayout layout)
    {
        Span<PageArea> ruled = stackalloc PageArea[MostRuled];
        _ruled.AddRange(ruled[..RulesThatChange(layout, ruled)]);
    }

    /// <summary>Where the guides leave one line for another, and where ruled lines are new, or gone.</summary>
    /// <returns>How many.</returns>
    private int RulesThatChange(PageLayout layout, Span<PageArea> areas)
    {
        PageLayout before = Look.Layout;
        int count = 0;
        if (before.ActiveLine != layout.ActiveLine) count = Guides(layout, areas, Guides(before, areas, 0));
        if (before.Lines == layout.Lines) return count;
        int first = Math.Min(before.Lines, layout.Lines), last = Math.Max(before.Lines, layout.Lines);
        areas[count++] = Across(layout, layout.Baseline(first), layout.Baseline(last - 1));
        return count;
    }

    /// <summary>The two dotted lines, and the band on the baseline between them.</summary>
    private static int Guides(PageLayout layout, Span<PageArea> areas, int count)
    {
        if (layout.ActiveLine < 0) return count;
        float baseline = layout.Baseline(layout.ActiveLine), ascender = baseline - layout.Ascender, descender = baseline + layout.Descender;
        areas[count++] = Across(layout, ascender, ascender);
        areas[count++] = Across(layout, baseline - layout.XHeight, baseline);
        areas[count++] = Across(layout, descender, descender);
        return count;
    }

    private static PageArea Across(PageLayout layout, float top, float bottom) =>
        new(layout.X, top - RuleUnits, layout.X + layout.SheetWidth, bottom + RuleUnits);

    /// <summary>Draws all that belongs into a box.</summary>
    private void Redraw(PixelBox box)
    {
        box = box.Within(Look.View.Width, Look.View.Height);
        if (box.IsEmpty) return;
        PixelBox paper = Look.Paper, inked = box.And(paper);
        PageArea seen = Look.Layout.PaperIn(Look.View);
        if (!paper.Grown(-Edge).Contains(box))
        {
            box.Scissor(gl, Look.View);
            page.DrawDesk(Look.View, Look.Layout, Look.Palette, seen);
        }

        if (!inked.IsEmpty)
        {
            inked.Scissor(gl, Look.View);
            page.DrawSheet(Look.View, Look.Layout, Look.Palette, seen);
            ink.Draw(Look.View, inked.ToPage(Look.View), Drawn);
        }

        gl.Disable(EnableCap.ScissorTest);
    }
}
