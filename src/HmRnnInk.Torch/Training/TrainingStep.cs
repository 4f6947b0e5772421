using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>One update: forward pass over a window, likelihood, backward pass, gradient clipping and Adam.</summary>
public sealed class TrainingStep(HandwritingModel model, Adam adam, TrainingOptions options)
{
    /// <param name="batch">The batch that contains the window.</param>
    /// <param name="start">The window's first row.</param>
    /// <param name="length">The window's number of rows.</param>
    /// <param name="state">The state before the window.</param>
    /// <param name="slope">The slope a of the boundary detectors' hard sigmoid.</param>
    /// <param name="learningRate">Adam's learning rate.</param>
    /// <param name="taughtBoundaryWeight">Weight of <see cref="TaughtBoundaryLoss"/>; 0 for no teaching.</param>
    public Result Take(
        LineBatch batch, long start, long length, RecurrentState state, float slope, double learningRate, double taughtBoundaryWeight)
    {
        using var scope = NewDisposeScope();
        (Tensor head, RecurrentOutput output) = model.Forward(batch.Rows.narrow(0, start, length), state, slope, Dropped(),
            options.ForcedBoundaries.Count > 0 ? batch.BoundariesIn(start, length) : null, batch.Texts?.Slice(start, length));
        Tensor likelihood = model.LogLikelihood(head, batch.Targets.narrow(0, start, length), options.LogDeviationFloor);
        Tensor mask = batch.Mask.narrow(0, start, length);
        Tensor total = (likelihood * mask).sum(ScalarType.Float64);
        double nats = total.ToDouble();
        // Divided by the window's full size including padding, so that all rows have the same weight.
        Tensor loss = -total / ((double)length * batch.Ids.Count);
        if (BoundaryRatePrior.Penalty(output.Boundaries, mask, options.BoundaryRates, options.BoundaryRateWeight) is { } prior)
            loss += prior;
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

    /// <summary>Dropout that is different in each update, but the same after a resume.</summary>
    private Dropout? Dropped() => options is { RecurrentDropout: 0, OutputDropout: 0 }
        ? null
        : new(1 - options.RecurrentDropout, 1 - options.OutputDropout, StableHash.Of("dropout", options.Seed, (int)adam.Steps));

    /// <param name="Nats">Log-likelihood of the window's rows.</param>
    /// <param name="GradientNorm">
    /// Norm before clipping. It is not finite if the norm or the likelihood was not finite; then no weight was changed.
    /// </param>
    /// <param name="State">The state after the window. The caller must dispose it.</param>
    public readonly record struct Result(double Nats, double GradientNorm, RecurrentState State);
}
