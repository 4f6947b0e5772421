namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>Figures of a model as a whole. The ghosts are the continuations that the app generates ahead of the pen.</summary>
/// <param name="BoundaryRates">Boundary rate of each layer on the ink of the measurement.</param>
/// <param name="LstmHidden">Width of the LSTM that it is compared with.</param>
/// <param name="LstmParameters">Number of parameters of the LSTM that it is compared with.</param>
/// <param name="LoadMilliseconds">
/// Time from the file's path to packed weights in a separate process, including just-in-time compilation.
/// </param>
/// <param name="SnapshotMicroseconds">Time to save and restore the engine's state.</param>
/// <param name="GhostMilliseconds">
/// Time to generate <paramref name="Ghosts"/> continuations of <paramref name="GhostSteps"/> rows with int16 weights.
/// </param>
internal sealed record StepModelFigures(
    string Model,
    int Parameters,
    double[] BoundaryRates,
    int LstmHidden,
    int LstmParameters,
    double LoadMilliseconds,
    double SnapshotMicroseconds,
    int Ghosts,
    int GhostSteps,
    double GhostMilliseconds);
