using HmRnnInk.App.Page;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>A cached picture of the page in the window, and what still has to be drawn on it.</summary>
internal sealed class CanvasPicture(GL gl, PageRenderer page, HullRenderer hulls, InkRenderer ink) : IDisposable
{
    /// <summary>The cost of a capsule, in pixels of paper (measured with llvmpipe).</summary>
    public const int CapsulePixels = 48;

    /// <summary>A new picture is drawn in bands of this height, pixels.</summary>
    private const int BandHeight = 32;

    // The width of the soft edge and the round corners of the paper, window units. They stay in place in the window while the page scrolls.
    private const float EdgeUnits = 6;

    // If more areas wait than this, they are all drawn in one frame.
    private const int MaximumPendingRules = 3 * RuleChanges.MaximumAreas;

    private RenderTexture _picture = new(gl), _spare = new(gl);
    private readonly ChangedAreas _changed = new();

    // Areas of ruled lines and guide lines that still have to be redrawn.
    private readonly List<PageArea> _pendingRules = [];

    // How much of a new picture is drawn, from the top, pixels.
    private int _drawnHeight;

    public CanvasLook Look { get; private set; }

    /// <summary>The number of capsules that are on the picture, or will be when it is finished.</summary>
    public int Drawn { get; private set; }

    private int Edge => (int)MathF.Ceiling(EdgeUnits * Look.View.Scale);

    /// <summary>Notes that the capsules from <paramref name="count"/> on are about to be removed.</summary>
    public void NoteTruncation(int count)
    {
        if (count >= Drawn) return;
        _changed.Add(ink.Capsules[count..Drawn]);
        Drawn = count;
    }

    public void NoteHulls(ChangedAreas areas) => _changed.Add(areas);

    /// <summary>Whether some of this picture is still visible with another look.</summary>
    public bool CanMoveTo(in CanvasLook wanted)
    {
        (int x, int y) = ShiftTo(wanted);
        return Math.Abs(x) < Look.Paper.Width - 2 * Edge && Math.Abs(y) < Look.Paper.Height - 2 * Edge || x == 0 && y == 0;
    }

    /// <returns>The minimum work of <see cref="MoveTo"/> and <see cref="DrawChanges"/>, in pixels of paper.</returns>
    public long Work(in CanvasLook wanted)
    {
        PixelBox paper = wanted.Paper;
        (int x, int y) = ShiftTo(wanted);
        long work = 0;
        if (x != 0 || y != 0)
        {
            work += (long)(Math.Abs(x) + 2 * Edge) * paper.Height + (long)(Math.Abs(y) + 2 * Edge) * paper.Width;
            // Assumes that the ink is evenly distributed.
            work += InkWork(wanted.VisiblePage, wanted) * work / Math.Max(1, paper.Pixels);
        }

        return work + ChangedWork(wanted) + CapsulePixels * ink.CountIn(wanted.VisiblePage, Drawn, ink.Count);
    }

    /// <summary>Scrolls the picture: shifts what is visible already, and draws the rest.</summary>
    public void MoveTo(in CanvasLook wanted)
    {
        (int x, int y) = ShiftTo(wanted);
        NoteRules(wanted.Layout);
        PixelBox paper = Look.Paper, inner = paper.Grown(-Edge);
        Look = wanted;
        _picture.Bind(wanted.View.Width, wanted.View.Height);
        if (x == 0 && y == 0) return;
        PixelBox shifted = inner.And(inner.Moved(x, y));
        _spare.Bind(wanted.View.Width, wanted.View.Height);
        _picture.CopyTo(_spare, new PixelBox(0, 0, wanted.View.Width, wanted.View.Height), 0, 0);
        _picture.CopyTo(_spare, shifted.Moved(-x, -y), shifted.X, shifted.Y);
        (_picture, _spare) = (_spare, _picture);
        _picture.Bind(wanted.View.Width, wanted.View.Height);

        // Draws around the shifted part: above, below, left and right.
        Redraw(new PixelBox(paper.X, paper.Y, paper.Width, shifted.Y - paper.Y));
        Redraw(new PixelBox(paper.X, shifted.Bottom, paper.Width, paper.Bottom - shifted.Bottom));
        Redraw(new PixelBox(paper.X, shifted.Y, shifted.X - paper.X, shifted.Height));
        Redraw(new PixelBox(shifted.Right, shifted.Y, paper.Right - shifted.Right, shifted.Height));
    }

    /// <summary>Draws changed and new ink, and pending ruled lines and guide lines.</summary>
    /// <param name="maximumRuleWork">
    /// The maximum work for ruled lines and guide lines, pixels. At least one area is drawn; the others wait for later frames.
    /// </param>
    public void DrawChanges(long maximumRuleWork = long.MaxValue)
    {
        foreach (PageArea area in _changed.Areas) Redraw(PixelBox.Of(area, Look.View));
        _changed.Clear();
        int drawn = 0;
        for (bool all = _pendingRules.Count > MaximumPendingRules; drawn < _pendingRules.Count; drawn++)
        {
            maximumRuleWork -= WorkIn(_pendingRules[drawn], Look);
            if (maximumRuleWork < 0 && drawn > 0 && !all) break;
            Redraw(PixelBox.Of(_pendingRules[drawn], Look.View));
        }

        _pendingRules.RemoveRange(0, drawn);
        if (Drawn == ink.Count) return;
        Look.Paper.Scissor(gl, Look.View);
        ink.Draw(Look.View, Drawn, ink.Count, Look.VisiblePage);
        gl.Disable(EnableCap.ScissorTest);
        Drawn = ink.Count;
    }

    /// <summary>Marks the picture as unused until <see cref="Begin"/>.</summary>
    public void Forget() => Drawn = 0;

    public void Begin(in CanvasLook wanted)
    {
        (Look, _drawnHeight, Drawn) = (wanted, 0, ink.Count);
        _changed.Clear();
        _pendingRules.Clear();
    }

    /// <summary>Continues to draw a new picture.</summary>
    /// <param name="wanted">A look of the same sheet as in <see cref="Begin"/>.</param>
    /// <param name="work">The maximum work, pixels. At least one band is drawn.</param>
    /// <returns>Whether the picture is finished.</returns>
    public bool Advance(in CanvasLook wanted, long work)
    {
        if (wanted.View != Look.View) Begin(wanted);
        NoteRules(wanted.Layout);
        Look = wanted;
        PageView view = Look.View;
        _picture.Bind(view.Width, view.Height);
        bool progress = false;
        while (_drawnHeight < view.Height)
        {
            // Without a limit the whole picture is one band.
            int height = Math.Min(work == int.MaxValue ? view.Height : BandHeight, view.Height - _drawnHeight);
            var band = new PixelBox(0, _drawnHeight, view.Width, height);
            work -= band.Pixels + InkWork(band.ToPage(view), Look);
            if (work < 0 && progress) return false;
            Redraw(band);
            _drawnHeight = band.Bottom;
            progress = true;
        }

        if (progress && ChangedWork(wanted) > work) return false;
        DrawChanges();
        return true;
    }

    public void CopyTo(uint framebuffer) => _picture.CopyTo(framebuffer);

    /// <summary>Copies the picture to a framebuffer, moved and scaled to fit another look.</summary>
    public void CopyTo(uint framebuffer, in CanvasLook look)
    {
        _picture.CopyTo(framebuffer);
        PixelBox from = Look.Paper, to = look.Paper;
        if (from.IsEmpty || Look.View == look.View) return;
        PageView bottomUp = look.View with { TopDown = false }; // as the framebuffer is
        from.Scissor(gl, bottomUp);
        Clear(look.Palette.Desk);
        to.Scissor(gl, bottomUp);
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

    /// <returns>How far the content of the picture moves in the window, pixels.</returns>
    private (int X, int Y) ShiftTo(in CanvasLook wanted)
    {
        (int fromX, int fromY) = Look.View.Shift;
        (int toX, int toY) = wanted.View.Shift;
        return (fromX - toX, fromY - toY);
    }

    private long WorkIn(PageArea area, in CanvasLook wanted)
    {
        PixelBox box = PixelBox.Of(area, wanted.View).And(wanted.Paper);
        if (box.IsEmpty) return 0;
        return box.Pixels + InkWork(box.ToPage(wanted.View), wanted);
    }

    private long ChangedWork(in CanvasLook wanted)
    {
        long work = 0;
        foreach (PageArea area in _changed.Areas) work += WorkIn(area, wanted);
        return work;
    }

    private long InkWork(PageArea area, in CanvasLook wanted) =>
        CapsulePixels * ink.CountIn(area, 0, Drawn) + hulls.Work(wanted.View, area);

    private void NoteRules(PageLayout layout)
    {
        Span<PageArea> areas = stackalloc PageArea[RuleChanges.MaximumAreas];
        _pendingRules.AddRange(areas[..RuleChanges.Find(Look.Layout, layout, areas)]);
    }

    /// <summary>Draws desk, sheet and ink within a box.</summary>
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
            hulls.Draw(Look.View, inked.ToPage(Look.View));
            ink.Draw(Look.View, 0, Drawn, inked.ToPage(Look.View));
        }

        gl.Disable(EnableCap.ScissorTest);
    }
}
