using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference;

/// <summary>A row that the model has read or written.</summary>
/// <param name="Epoch">Of the request.</param>
/// <param name="Row">Its index among the rows read.</param>
/// <param name="Written">Whether the model wrote it.</param>
/// <param name="HeldTop">Whether the top layer was held.</param>
public readonly record struct InferenceResult(int Epoch, int Row, PenOffset Offset, RowTrace Trace, bool Written, bool HeldTop = false)
{
    /// <summary>Whether this answers a Remember; no row was read then.</summary>
    public bool Remembered { get; init; }

    /// <summary>Of a Remember; null of an engine whose state cannot be had.</summary>
    public ModelMoment? Moment { get; init; }
}
