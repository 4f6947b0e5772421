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
    /// <summary>Whether this answers a request for a snapshot; no row was read then.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>The snapshot that was asked for; null from an engine whose state cannot be copied.</summary>
    public ModelSnapshot? Snapshot { get; init; }
}
