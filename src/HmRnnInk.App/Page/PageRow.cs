using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>One row of the writing on the page. The rows are in the order in which the model reads them.</summary>
/// <param name="Offset">The offset that the model reads, IAM units.</param>
/// <param name="X">The position of its point, page units.</param>
/// <param name="Stroke">
/// The number of the stroke on the page, as <see cref="PageInk"/> counts them. The rows of one stroke are drawn as one curve.
/// </param>
/// <param name="Line">The ruled line that the row is on.</param>
/// <param name="Trace">
/// What the layers did at the row. Until the model has read the row, it is the trace of the previous reading, or null.
/// </param>
/// <param name="Layer">
/// The deepest layer that flushed, from 1 at the bottom; 0 for none. It is that of the trace, or of the previous reading.
/// </param>
/// <param name="PixelsPerUnit">Page units per IAM unit when the row was written.</param>
/// <param name="HoldsTop">Whether the model's top layer is held at this row.</param>
internal readonly record struct PageRow(
    PenOffset Offset, float X, float Y, RowOwner Owner, int Stroke, int Line, RowTrace? Trace = null, int Layer = 0,
    float PixelsPerUnit = 0.2f, bool HoldsTop = false)
{
    /// <summary>How much further the row leans than what the model reads; see <see cref="UnitMap"/>.</summary>
    public float Slant { get; init; }

    public UnitMap Map => new(PixelsPerUnit, Slant);

    /// <summary>
    /// When the person's pen was there. Every page may start its own clock. NaN for the model's rows, which have an order but no time.
    /// </summary>
    public double TimeSeconds { get; init; } = double.NaN;

    /// <summary>
    /// The pressure of the person's pen, 0 to 1. Null if the device reports none, and for the model's rows. Only the drawing uses it.
    /// </summary>
    public float? Pressure { get; init; }

    /// <summary>
    /// The recorded points of opened ink, page units: those after the previous row of the stroke, up to this one. The ink is drawn through
    /// them, while the model reads the row. Null for ink written here, which is drawn through the rows.
    /// </summary>
    public InkPoint[]? Recorded { get; init; }

    /// <summary>How the text that the model sees changes at this row; null if it does not.</summary>
    public RowText? Text { get; init; }

    /// <summary>A row of the person's ink.</summary>
    /// <param name="place">The place of its stroke, whose shift leads from the endless line to the page.</param>
    public static PageRow Of(EncodedRow row, PenPlace place, PenScale scale) =>
        new(row.Offset, row.X + place.ShiftX, row.Y + place.ShiftY, RowOwner.Person, row.Stroke, place.Line,
            PixelsPerUnit: scale.PixelsPerUnit)
        {
            Slant = scale.Slant,
            TimeSeconds = row.TimeSeconds,
            Pressure = row.Pressure,
        };

    /// <summary>A row of the model's ink, without a trace. <see cref="PageInk"/> numbers its stroke.</summary>
    /// <param name="place">Where the pen is after the row.</param>
    public static PageRow ByModel(PenOffset offset, PenPlace place, UnitMap map) =>
        new(offset, place.PageX, place.PageY, RowOwner.Model, 0, place.Line, PixelsPerUnit: map.PixelsPerUnit) { Slant = map.Slant };

    /// <returns>The row and its recorded points, moved on the page.</returns>
    public PageRow MovedBy(float x, float y)
    {
        InkPoint[]? recorded = Recorded is null ? null
            : [.. Recorded.Select(point => point with { X = point.X + x, Y = point.Y + y })];
        return this with { X = X + x, Y = Y + y, Recorded = recorded };
    }
}
