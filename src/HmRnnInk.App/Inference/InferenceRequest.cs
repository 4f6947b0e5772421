using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference;

/// <summary>One request to the model.</summary>
/// <param name="Epoch">Returned with the answer. A rewind begins a new epoch, and answers of older epochs are ignored.</param>
/// <param name="Offset">For Feed and Follow.</param>
/// <param name="Rows">For Rewind: the number of rows that remain read.</param>
/// <param name="Bias">For Write.</param>
/// <param name="HoldsTop">For Feed, Follow and Write: whether the top layer is held at this row.</param>
/// <param name="Ghosts">For Ghosts.</param>
internal readonly record struct InferenceRequest(
    InferenceKind Kind, int Epoch, PenOffset Offset = default, int Rows = 0, double Bias = 0,
    bool HoldsTop = false, GhostRequest? Ghosts = null)
{
    /// <summary>For Feed, and for a Write that begins the page: how the text that the model sees changes before the row.</summary>
    public RowText? Text { get; init; }

    /// <summary>For Resume: the rows, and the state after the last row.</summary>
    public (ReadRow[] Rows, ModelSnapshot Snapshot)? Saved { get; init; }
}
