using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>One update: a window forward, its likelihood, backward, clipping and Adam. What the trainer repeats and the bench times.</summary>
public sealed class TrainingStep(HandwritingModel model, Adam adam, TrainingOptions options)
{
    /// <param name="batch">Of which the window is a part.</param>
    /// <param name="start">The window's first row.</param>
    /// <param name="length">The window's rows.</param>
    /// <param name="state">Before the window.</param>
    /// <param name="slope">a, of the boundary detectors' hard sigmoid.</param>
    /// <param name="learningRate">Of Adam.</param>
    /// <param name="taughtBoundaryWeight">Of <see cref="TaughtBoundaryLoss"/>; 0 teaches nothing.</param>
    public Result Take(LineBatch batch, long start, long length, RecurrentState state, float slope, double learningRate, double taughtBoundaryWeight)
    {
        using var scope = NewDisposeScope();
        (Tensor head, RecurrentOutput output) = model.Forward(batch.Rows.narrow(0, start, length), state, slope, Dropped(),
            options.ForcedBoundaries.Count > 0 ? batch.BoundariesIn(start, length) : null, batch.Texts?.Over(start, length));
        Tensor likelihood = model.LogLikelihood(head, batch.Targets.narrow(0, start, length), options.LogDeviationFloor);
        Tensor mask = batch.Mask.narrow(0, start, length);
        Tensor total = (likelihood * mask).sum(ScalarType.Float64);
        double nats = total.ToDouble();
        // Over the window's full size, so that the last rows of a batch weigh no more than any others.
        Tensor loss = -total / ((double)length * batch.Ids.Count);
        if (BoundaryRatePrior.Penalty(output.Boundaries, mask, options.BoundaryRates, options.BoundaryRateWeight) is { } prior) loss += prior;
        if (taughtBoundaryWeight > 0)
            loss += TaughtBoundaryLoss.Of(output.Boundaries, Taught(batch.BoundariesIn(start, length)!), mask, taughtBoundaryWeight);
        loss.backward();
        double norm = double.NaN;
        if (double.IsFinite(nats)) norm = adam.Step(learningRate, options.ClipNorm);
        else adam.ClearGradient();
        return new(nats, norm, output.State.Detach());
    }

    private Tensor?[] Taught(Tensor[] rules) =>
        [.. rules.Zip(options.TaughtBoundaries, (rule, name) => name == BoundaryRule.None ? null : rule)];

    /// <summary>Anew at each update, and the same after a resume.</summary>
    private Dropout? Dropped() => options is { RecurrentDropout: 0, OutputDropout: 0 }
        ? null
        : new(1 - options.RecurrentDropout, 1 - options.OutputDropout, StableHash.Of("dropout", options.Seed, (int)adam.Steps));

    /// <param name="Nats">Log-likelihood of the window's rows.</param>
    /// <param name="GradientNorm">Before clipping. Not finite where that or the likelihood was not; then nothing was changed.</param>
    /// <param name="State">After the window, the caller's to dispose.</param>
    public readonly record struct Result(double Nats, double GradientNorm, RecurrentState State);
}
