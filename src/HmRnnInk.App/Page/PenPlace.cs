using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// Where the pen is: on the page, and on the one endless line that the model reads. A new line on the page is an ordinary word gap
/// on the endless line, since the model was trained on single lines.
/// </summary>
/// <param name="X">On the endless line, page units.</param>
/// <param name="Y">On the endless line, downwards.</param>
/// <param name="ShiftX">From the endless line to the page.</param>
/// <param name="ShiftY">From the endless line to the page.</param>
/// <param name="Line">The ruled line, from 0; −1 before the first stroke.</param>
public readonly record struct PenPlace(float X, float Y, float ShiftX, float ShiftY, int Line)
{
    /// <summary>
    /// How far the pen travels from a word's last point to the next word's first, IAM units: the median over 5,146 word gaps of IAM-OnDB is
    /// 334, nine in ten are above 203.
    /// </summary>
    public const float WordGap = 330;

    /// <summary>Travel within a line that still is writing: to the next word, or back to cross a t. IAM units.</summary>
    private const float FarthestForward = 700, FarthestBack = -1500;

    public static PenPlace Nowhere { get; } = new(0, 0, 0, 0, -1);

    /// <summary>At the end of what is on a page; only steps count, so the endless line may as well go on at the place itself.</summary>
    public static PenPlace Behind(ReadOnlySpan<PageRow> rows) => rows.IsEmpty ? Nowhere : new(rows[^1].X, rows[^1].Y, 0, 0, rows[^1].Line);

    public float PageX => X + ShiftX;

    public float PageY => Y + ShiftY;

    public PenPlace At(float x, float y) => this with { X = x, Y = y };

    /// <summary>The person puts the pen down.</summary>
    /// <param name="pageX">Where, page units.</param>
    /// <param name="pageY">Page units.</param>
    /// <param name="pixelsPerUnit">Scale of the hand.</param>
    /// <returns>The place, its shift as it holds for the stroke that begins.</returns>
    public PenPlace PutDown(float pageX, float pageY, PageLayout layout, float pixelsPerUnit)
    {
        if (Line < 0) return new(pageX, pageY, 0, 0, layout.LineAt(pageY));
        // A large hand reaches over its ruled line; only well outside of it begins another.
        float reach = Math.Max(layout.LineSpacing, TrainingPen.LineHeight * pixelsPerUnit) * 0.72f;
        float middle = layout.Baseline(Line) - layout.XHeight / 2;
        int line = Math.Abs(pageY - middle) > reach ? layout.LineAt(pageY) : Line;
        float travel = (pageX - PageX) / pixelsPerUnit;
        PenPlace place = this;
        if (line != Line)
            place = place with { Line = line, ShiftY = ShiftY + layout.Baseline(line) - layout.Baseline(Line) };
        if (line != Line || travel > FarthestForward || travel < FarthestBack)
            place = place with { ShiftX = pageX - (X + WordGap * pixelsPerUnit) };
        return place.At(pageX - place.ShiftX, pageY - place.ShiftY);
    }

    /// <summary>How the pen comes from one row's place to another's, as the model reads it.</summary>
    /// <returns>IAM units. To another ruled line, and from far away on one, it is a word gap.</returns>
    public static (float DeltaX, float DeltaY) Travel(in PageRow from, in PageRow to, PageLayout layout)
    {
        float x = (to.X - from.X) / to.PixelsPerUnit;
        float y = (to.Y - layout.Baseline(to.Line) - (from.Y - layout.Baseline(from.Line))) / to.PixelsPerUnit;
        bool elsewhere = from.Offset.PenUp && (to.Line != from.Line || x > FarthestForward || x < FarthestBack);
        return (elsewhere ? WordGap : x, y);
    }

    /// <summary>The model's carriage return: the same place on the endless line, at the left margin of the next ruled line.</summary>
    public PenPlace NextLine(PageLayout layout) => this with
    {
        Line = Line + 1,
        ShiftX = layout.LeftMargin + layout.XHeight / 2 - X, // a first letter's bow goes left of where it begins
        ShiftY = ShiftY + layout.LineSpacing,
    };
}
