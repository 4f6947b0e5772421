using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>One row of what is written on the page, in the order the model reads it.</summary>
/// <param name="Offset">As fed, IAM units.</param>
/// <param name="X">Where its point is, page units.</param>
/// <param name="Y">Page units.</param>
/// <param name="Owner">Who wrote it.</param>
/// <param name="Stroke">Counts strokes over the whole page, as <see cref="PageInk"/> does; its rows are drawn as one.</param>
/// <param name="Line">The ruled line it is on.</param>
/// <param name="Trace">What the layers did: until the model has read the row, in the reading before, or null.</param>
/// <param name="Layer">The deepest layer that flushed: from the trace, or until then from the reading before.</param>
/// <param name="PixelsPerUnit">Page units that an IAM unit was when it was written.</param>
/// <param name="HoldsTop">Whether the model's top layer stays as it is at this row.</param>
public readonly record struct PageRow(
    PenOffset Offset, float X, float Y, RowOwner Owner, int Stroke, int Line, RowTrace? Trace = null, int Layer = 0, float PixelsPerUnit = 0.2f,
    bool HoldsTop = false)
{
    /// <summary>When the person's pen was there, on a clock that every page may begin anew; not a number for the model's rows, which have
    /// no time but their order.</summary>
    public double TimeSeconds { get; init; } = double.NaN;

    /// <summary>How the person's pen pressed there, 0 to 1; null where its device did not tell, and for the model's rows. For drawing alone.</summary>
    public float? Pressure { get; init; }
}
