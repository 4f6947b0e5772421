using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference;

/// <summary>An answer of the model: a row that it has read or written, or a snapshot.</summary>
/// <param name="Epoch">That of the request: a counter that increases with each rewind. Answers with an older one are ignored.</param>
/// <param name="Row">Its index among the rows read.</param>
/// <param name="Written">Whether the model wrote it.</param>
/// <param name="HeldTop">Whether the top layer was held.</param>
internal readonly record struct InferenceResult(int Epoch, int Row, PenOffset Offset, RowTrace Trace, bool Written, bool HeldTop = false)
{
    /// <summary>How the text that the model sees changed before the row; null if it did not.</summary>
    public RowText? Text { get; init; }

    /// <summary>
    /// Whether this row ends the text that the model sees. Always false for an engine without <see cref="HmRnnInk.Model.WordCandidates"/>.
    /// </summary>
    public bool EndsText { get; init; }

    /// <summary>
    /// The model's probability that a word gap comes next. Only computed for the last row of a stroke that the model has read.
    /// </summary>
    public float WordEndProbability { get; init; }

    /// <summary>Whether this is the answer to a request for a snapshot. No row was read then.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>The requested snapshot; null if the engine's state cannot be copied.</summary>
    public ModelSnapshot? Snapshot { get; init; }
}
