using System.Runtime.InteropServices;
using HmRnnInk.App.Canvas.Hulls;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// The picture of a page for the screen and for exports: its coloured ink, its ghosts, and indexes of its rows and segments.
/// </summary>
internal sealed class PagePicture
{
    private readonly LiveInk _ink;

    public PagePicture(LiveInk ink)
    {
        _ink = ink;
        Paint = new InkPaint(Segments.Number, ink.Hiddens);
        Hulls = new HullPicture(Segments);
        Ink = new InkPicture(InkPen.Of(ink.Settings));
        Ghosts = new GhostPicture(ink.Ghosts, Ink.Pen.Width, IsFree);
    }

    public LayerSegments Segments { get; } = new();

    public RowIndex Index { get; } = new();

    public InkPaint Paint { get; }

    public HullPicture Hulls { get; }

    public InkPicture Ink { get; }

    public GhostPicture Ghosts { get; }

    /// <summary>Updates everything but the ghosts.</summary>
    /// <param name="seconds">The time, for the pulses of hulls.</param>
    /// <returns>The number of capsules at the start that are unchanged.</returns>
    public int Update(Palette palette, ColourScheme colours, double seconds = 0)
    {
        int changed = _ink.TakeChanges();
        Segments.Update(_ink.Rows, changed, _ink.Layers);
        Index.Update(_ink.RowSpan, changed);
        Paint.Hiddens = _ink.Hiddens; // the model may have been replaced
        Hulls.Update(_ink.RowSpan, changed, colours.Mode == ColourMode.Nested ? _ink.Layers : 0, palette, seconds);
        if (Paint.Choose(palette, colours, _ink.TracedRows)) changed = 0;
        if (Ink.Choose(InkPen.Of(_ink.Settings))) changed = 0;
        return Ink.Update(_ink.RowSpan, changed, _ink.Unsettled, Paint);
    }

    /// <returns>The ink of some rows as it is drawn.</returns>
    public ReadOnlySpan<Capsule> Of(int first, int end) => Ink.Of(_ink.RowSpan, first, end, Paint);

    public ReadOnlySpan<Capsule> FirstCapsules(int count) => CollectionsMarshal.AsSpan(Ink.Capsules)[..count];

    /// <returns>Whether an area of the page has no ink. Only the newest ink is searched, which is more than a window shows.</returns>
    private bool IsFree(PageArea area)
    {
        const int Newest = 4000;
        foreach (ref readonly PageRow row in _ink.RowSpan[Math.Max(0, _ink.Rows.Count - Newest)..])
            if (area.Contains(row.X, row.Y)) return false;
        return true;
    }
}
