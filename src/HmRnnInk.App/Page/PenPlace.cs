using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// The position of a pen on the page and on the one endless line that the model reads. The model was trained on single lines, so a new line
/// on the page is an ordinary word gap on the endless line.
/// </summary>
/// <param name="X">On the endless line, page units.</param>
/// <param name="Y">On the endless line, page units downwards.</param>
/// <param name="ShiftX">Added to X to get the position on the page.</param>
/// <param name="ShiftY">Added to Y to get the position on the page.</param>
/// <param name="Line">The ruled line, from 0; −1 before the first stroke.</param>
internal readonly record struct PenPlace(float X, float Y, float ShiftX, float ShiftY, int Line)
{
    /// <summary>
    /// The distance from the last point of a word to the first point of the next, IAM units. The median over 5,146 word gaps of IAM-OnDB is
    /// 334.
    /// </summary>
    public const float WordGap = 330;

    /// <summary>Nine in ten word gaps are longer than this, IAM units.</summary>
    public const float ShortWordGap = 203;

    /// <summary>The minimum travel that counts as a word gap, IAM units.</summary>
    public const float MinimumWordGap = 130;

    /// <summary>
    /// Travel beyond these, IAM units, is not writing on the same line: it goes further than to the next word, or further back than to
    /// cross a t.
    /// </summary>
    private const float MaximumForward = 700, MaximumBack = -1500;

    public static PenPlace Nowhere { get; } = new(0, 0, 0, 0, -1);

    /// <summary>
    /// The position at the end of a page's ink. Only differences matter on the endless line, so it may continue at the position itself.
    /// </summary>
    public static PenPlace AtEndOf(ReadOnlySpan<PageRow> rows) => rows.IsEmpty ? Nowhere : new(rows[^1].X, rows[^1].Y, 0, 0, rows[^1].Line);

    public float PageX => X + ShiftX;

    public float PageY => Y + ShiftY;

    /// <returns>Another position on the endless line, with the same shift and ruled line.</returns>
    public PenPlace At(float x, float y) => this with { X = x, Y = y };

    /// <summary>Moves to where the person touches the pen to the page.</summary>
    /// <param name="pageX">Where, page units.</param>
    /// <param name="pageY">Where, page units.</param>
    /// <param name="pixelsPerUnit">Scale of the person's handwriting, page units per IAM unit.</param>
    /// <returns>The position, with the shift that holds for the stroke that begins.</returns>
    public PenPlace Touch(float pageX, float pageY, PageLayout layout, float pixelsPerUnit)
    {
        if (Line < 0) return new(pageX, pageY, 0, 0, layout.LineAt(pageY));
        // Large handwriting reaches beyond its ruled line. Only a touch well outside of it begins another line.
        float reach = Math.Max(layout.LineSpacing, TrainingPen.LineHeight * pixelsPerUnit) * 0.72f;
        float middle = layout.Baseline(Line) - layout.XHeight / 2;
        int line = Math.Abs(pageY - middle) > reach ? layout.LineAt(pageY) : Line;
        if (line == Line) return MovedTo(pageX, pageY, pixelsPerUnit, begins: false);
        PenPlace other = this with { Line = line, ShiftY = ShiftY + layout.Baseline(line) - layout.Baseline(Line) };
        return other.MovedTo(pageX, pageY, pixelsPerUnit, begins: true);
    }

    /// <summary>Like <see cref="Touch"/>, for a stroke of opened ink, whose line of text is known.</summary>
    /// <param name="shiftY">How far the baseline of its line of text lies below that of the first one, page units.</param>
    /// <param name="begins">Whether it is the first stroke of its line of text.</param>
    public PenPlace TouchText(float pageX, float pageY, float shiftY, bool begins, float pixelsPerUnit) =>
        (this with { ShiftY = shiftY }).MovedTo(pageX, pageY, pixelsPerUnit, begins);

    /// <summary>The movement of the pen from one row to another, as the model reads it.</summary>
    /// <returns>
    /// The offset of the second row. A movement to another ruled line, or over a long distance on one, becomes a word gap.
    /// </returns>
    public static PenOffset Travel(in PageRow from, in PageRow to, PageLayout layout)
    {
        float down = to.Y - layout.Baseline(to.Line) - (from.Y - layout.Baseline(from.Line));
        PenOffset travel = to.Map.ToUnits(to.X - from.X, down, to.Offset.PenUp);
        bool elsewhere = from.Offset.PenUp && (to.Line != from.Line || travel.DeltaX is > MaximumForward or < MaximumBack);
        return elsewhere ? travel with { DeltaX = WordGap } : travel;
    }

    /// <summary>The model's carriage return: the same position on the endless line, at the left margin of another ruled line.</summary>
    /// <param name="drift">How far below its ruled line the writing stands, page units. The new line starts without it.</param>
    public PenPlace OnLine(int line, PageLayout layout, float drift) => this with
    {
        Line = line,
        ShiftX = layout.FirstPointX - X,
        ShiftY = ShiftY + layout.Baseline(line) - layout.Baseline(Line) - drift,
    };

    /// <summary>Moves the pen on the page. On the endless line, a new line of text or long travel becomes a word gap.</summary>
    /// <param name="begins">Whether a line of text begins.</param>
    private PenPlace MovedTo(float pageX, float pageY, float pixelsPerUnit, bool begins)
    {
        bool elsewhere = begins || (pageX - PageX) / pixelsPerUnit is > MaximumForward or < MaximumBack;
        float shiftX = elsewhere ? pageX - (X + WordGap * pixelsPerUnit) : ShiftX;
        return this with { X = pageX - shiftX, Y = pageY - ShiftY, ShiftX = shiftX };
    }
}
