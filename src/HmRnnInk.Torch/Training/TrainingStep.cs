using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>One update: forward pass over a window, likelihood, backward pass, gradient clipping and the optimiser's step.</summary>
public sealed class TrainingStep(HandwritingModel model, Optimiser optimiser, TrainingOptions options)
{
    /// <param name="window">A slice of a batch.</param>
    /// <param name="state">The state before the window.</param>
    /// <param name="slope">The slope a of the boundary detectors' hard sigmoid.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="taughtBoundaryWeight">Weight of <see cref="TaughtBoundaryLoss"/>; 0 for no teaching.</param>
    public Result Take(LineBatch window, RecurrentState state, float slope, double learningRate, double taughtBoundaryWeight)
    {
        using var scope = NewDisposeScope();
        (Tensor head, RecurrentOutput output) = model.Forward(
            window.Rows, state, slope, CreateDropout(), options.ForcedBoundaries.Count > 0 ? window.Boundaries : null, window.Texts);
        Tensor total = (model.LogLikelihood(head, window.Targets, options.LogDeviationFloor) * window.Mask).sum(ScalarType.Float64);
        double nats = total.ToDouble();
        // Divided by the window's full size including padding, so that all rows have the same weight.
        Tensor loss = -total / ((double)window.Steps * window.Ids.Count);
        if (BoundaryRatePrior.Penalty(output.Boundaries, window.Mask, options.BoundaryRates, options.BoundaryRateWeight) is { } prior)
            loss += prior;
        if (taughtBoundaryWeight > 0)
            loss += TaughtBoundaryLoss.Of(output.Boundaries, Taught(window.Boundaries), window.Mask, taughtBoundaryWeight);
        loss.backward();
        double norm = double.NaN;
        if (double.IsFinite(nats)) norm = optimiser.Step(learningRate, options.ClipNorm);
        else optimiser.ClearGradient();
        return new(nats, norm, output.State.Detach());
    }

    /// <summary>The rules in the form that <see cref="TaughtBoundaryLoss"/> takes.</summary>
    private Tensor?[] Taught(Tensor[] rules) =>
        [.. rules.Zip(options.TaughtBoundaries, (rule, name) => name == BoundaryRule.None ? null : rule)];

    /// <summary>Dropout that is different in each update, but the same after a resume; null for none.</summary>
    private Dropout? CreateDropout() => options is { RecurrentDropout: 0, OutputDropout: 0 }
        ? null
        : new(1 - options.RecurrentDropout, 1 - options.OutputDropout, StableHash.Of("dropout", options.Seed, (int)optimiser.Steps));

    /// <param name="Nats">Log-likelihood of the window's rows.</param>
    /// <param name="GradientNorm">
    /// Norm before clipping. It is not finite if the norm or the likelihood was not finite; then no weight was changed.
    /// </param>
    /// <param name="State">The state after the window. The caller must dispose it.</param>
    public readonly record struct Result(double Nats, double GradientNorm, RecurrentState State);
}
