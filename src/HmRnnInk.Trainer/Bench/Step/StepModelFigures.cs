namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>What is told of a model besides its rows.</summary>
/// <param name="BoundaryRates">On the ink that was timed; a layer each.</param>
/// <param name="LstmHidden">Width of the LSTM beside it.</param>
/// <param name="LstmParameters">Of the LSTM beside it.</param>
/// <param name="LoadMilliseconds">From the file's path to packed weights, in a process of its own, just-in-time compiling included.</param>
/// <param name="SnapshotMicroseconds">To copy a state out and back in.</param>
/// <param name="GhostMilliseconds">For <paramref name="Ghosts"/> alternatives of <paramref name="GhostSteps"/> rows, sampled, int16.</param>
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
    double GhostMilliseconds)
{
    public static StepModelFigures Of(StepModel model) => new(
        model.Name, model.Config.ParameterCount(), model.BoundaryRates, model.LstmConfig.Hidden, model.LstmConfig.ParameterCount(),
        model.LoadMilliseconds, model.SnapshotMicroseconds, StepModel.Ghosts, StepModel.GhostSteps, model.GhostMilliseconds);
}
