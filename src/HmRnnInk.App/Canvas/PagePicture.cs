using System.Runtime.InteropServices;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>What is drawn of a page, on the screen and in every export: its ink in its colours, its ghosts, and where rows and segments are.</summary>
public sealed class PagePicture
{
    private readonly LiveInk _ink;

    public PagePicture(LiveInk ink)
    {
        _ink = ink;
        Paint = new InkPaint(Segments, ink.Hiddens);
        Ink = new InkPicture(InkPen.Of(ink.Settings));
        Ghosts = new GhostPicture(ink.Ghosts, Ink.Pen.Width);
    }

    public LayerSegments Segments { get; } = new();

    public RowIndex Index { get; } = new();

    public InkPaint Paint { get; }

    public InkPicture Ink { get; }

    public GhostPicture Ghosts { get; }

    /// <summary>Brings everything but the ghosts up to date.</summary>
    /// <returns>How many segments of the ink are unchanged: what follows them is new.</returns>
    public int Update(Palette palette, ColourScheme colours)
    {
        int changed = _ink.TakeChanges();
        Segments.Update(_ink.Rows, changed, _ink.Layers);
        Index.Update(_ink.RowSpan, changed);
        Paint.Hiddens = _ink.Hiddens; // the model may be another
        if (Paint.Choose(palette, colours, _ink.Traced)) changed = 0;
        if (Ink.Choose(InkPen.Of(_ink.Settings))) changed = 0;
        return Ink.Update(_ink.RowSpan, changed, _ink.Unsettled, Paint);
    }

    /// <returns>The ink of some rows, as it is drawn.</returns>
    public ReadOnlySpan<InkSegment> Of(int first, int end) => Ink.Of(_ink.RowSpan, first, end, Paint);

    /// <summary>The first segments, as many as are shown.</summary>
    public ReadOnlySpan<InkSegment> First(int count) => CollectionsMarshal.AsSpan(Ink.Segments)[..count];
}
