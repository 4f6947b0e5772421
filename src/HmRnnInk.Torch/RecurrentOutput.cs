using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>The output of the recurrent layers for a window of a batch.</summary>
/// <param name="Hidden">h, a tensor [time, batch, d] for each layer.</param>
/// <param name="Boundaries">z, a tensor [time, batch] of 0 and 1 for each layer with a detector.</param>
/// <param name="State">The state after the last step.</param>
public sealed record RecurrentOutput(Tensor[] Hidden, Tensor[] Boundaries, RecurrentState State)
{
    /// <summary>w of the text window, [time, batch, alphabet]; null (meaning 0) without texts.</summary>
    public Tensor? TextVector { get; init; }
}
