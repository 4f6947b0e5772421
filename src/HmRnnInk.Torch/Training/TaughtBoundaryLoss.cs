using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// What detectors lose for not firing where a rule says so, and for firing elsewhere. By the straight-through gradient it corrects a detector
/// only where it errs, as a perceptron is, and is silent about those that are right.
/// </summary>
internal static class TaughtBoundaryLoss
{
    /// <summary>Weight · Σ (z − rule)² / points, over the layers that have a rule.</summary>
    /// <param name="boundaries">z, [time, batch], of each layer with a detector.</param>
    /// <param name="rules">[time, batch] of 0 and 1: where each layer should fire; null for one that is not taught.</param>
    /// <param name="mask">[time, batch]: 1 where there is a target.</param>
    /// <param name="weight">Nats an error.</param>
    /// <returns>Nats a point.</returns>
    public static Tensor Of(IReadOnlyList<Tensor> boundaries, IReadOnlyList<Tensor?> rules, Tensor mask, double weight)
    {
        Tensor errors = zeros_like(mask);
        foreach ((Tensor fired, Tensor? rule) in boundaries.Zip(rules))
            if (rule is not null) errors += (fired - rule).square();
        return (errors * mask).sum() * weight / mask.sum().clamp_min(1);
    }
}
