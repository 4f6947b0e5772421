using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// Draws the boundary rate of a layer to a target from both sides: a layer's time scale is chosen, and where it fires remains the
/// likelihood's choice. Its gradient is that of the ratio loss of Hwang, Wang and Gu 2025 (arXiv 2507.07955, eq. 10).
/// </summary>
internal static class BoundaryRatePrior
{
    /// <summary>Weight · Σ (rate − target)² / (2 · target · (1 − target)) over the layers that have a target.</summary>
    /// <param name="boundaries">z, [time, batch], of each layer with a detector; its gradient is the straight-through one.</param>
    /// <param name="mask">[time, batch]: 1 where there is a target.</param>
    /// <param name="targets">Boundaries a point; 0 for a layer without a prior; may be shorter than <paramref name="boundaries"/>.</param>
    /// <param name="weight">Nats a point.</param>
    /// <returns>Nats a point, to be added to the loss; null where no layer has a target.</returns>
    public static Tensor? Penalty(IReadOnlyList<Tensor> boundaries, Tensor mask, IReadOnlyList<double> targets, double weight)
    {
        Tensor? penalty = null;
        foreach ((Tensor boundary, double target) in boundaries.Zip(targets))
        {
            if (target == 0) continue;
            Tensor rate = (boundary * mask).sum() / mask.sum().clamp_min(1);
            Tensor missed = (rate - target).square() * (weight / (2 * target * (1 - target)));
            penalty = penalty is null ? missed : penalty + missed;
        }

        return penalty;
    }
}
