using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference;

/// <summary>One thing for the model to do.</summary>
/// <param name="Epoch">Comes back with the answer; a rewind begins a new one, and answers of an old one are void.</param>
/// <param name="Offset">Of a Feed or a Follow.</param>
/// <param name="Rows">Of a Rewind: how many rows stay read.</param>
/// <param name="Bias">Of a Write.</param>
/// <param name="HoldsTop">Of a Feed, a Follow or a Write: whether the top layer stays as it is at this row.</param>
/// <param name="Ghosts">Of an Imagine.</param>
public readonly record struct InferenceRequest(
    InferenceKind Kind, int Epoch, PenOffset Offset = default, int Rows = 0, double Bias = 0, bool HoldsTop = false, GhostRequest? Ghosts = null)
{
    /// <summary>Of a Resume: the rows, at which of them the top layer was held, and the state behind the last.</summary>
    public (PenOffset[] Rows, bool[] HeldTops, ModelSnapshot Moment)? Kept { get; init; }
}
