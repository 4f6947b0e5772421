namespace HmRnnInk.Torch.Training;

/// <summary>How a run turns gradients into steps.</summary>
public enum OptimiserKind
{
    /// <summary>Adam for all weights; the default of checkpoints that do not name an optimiser.</summary>
    Adam,

    /// <summary><see cref="Torch.Muon"/> for the matrices of the recurrent layers, and Adam for the others.</summary>
    Muon,
}
