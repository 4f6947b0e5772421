using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// The loss of detectors that do not fire where their rule does, or fire elsewhere. With the straight-through gradient it corrects a
/// detector only where it is wrong, like the perceptron rule.
/// </summary>
internal static class TaughtBoundaryLoss
{
    /// <summary>Weight · Σ (z − rule)² / points, over the layers that have a rule.</summary>
    /// <param name="boundaries">z of each layer with a detector, [time, batch].</param>
    /// <param name="rules">[time, batch] of 0 and 1: whether each layer should fire; null for a layer that is not taught.</param>
    /// <param name="mask">[time, batch]: 0 for padding, else 1.</param>
    /// <param name="weight">In nats per error.</param>
    /// <returns>In nats per point.</returns>
    public static Tensor Of(IReadOnlyList<Tensor> boundaries, IReadOnlyList<Tensor?> rules, Tensor mask, double weight)
    {
        Tensor errors = zeros_like(mask);
        foreach ((Tensor fired, Tensor? rule) in boundaries.Zip(rules))
            if (rule is not null) errors += (fired - rule).square();
        return (errors * mask).sum() * weight / mask.sum().clamp_min(1);
    }
}
