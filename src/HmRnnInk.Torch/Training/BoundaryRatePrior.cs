using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// Pulls the boundary rate of a layer towards a target. The rate determines the layer's time scale, but not where the layer fires. The
/// gradient is that of the ratio loss of Hwang, Wang and Gu 2025 (arXiv 2507.07955, eq. 10).
/// </summary>
internal static class BoundaryRatePrior
{
    /// <summary>Weight · Σ (rate − target)² / (2 · target · (1 − target)) over the layers that have a target.</summary>
    /// <param name="boundaries">z of each layer with a detector, [time, batch], with the straight-through gradient.</param>
    /// <param name="mask">[time, batch]: 0 for padding, else 1.</param>
    /// <param name="targets">
    /// Boundaries per point; 0 for a layer without a prior. May be shorter than <paramref name="boundaries"/>.
    /// </param>
    /// <param name="weight">In nats per point.</param>
    /// <returns>Nats per point, to be added to the loss; null if no layer has a target.</returns>
    public static Tensor? Penalty(IReadOnlyList<Tensor> boundaries, Tensor mask, IReadOnlyList<double> targets, double weight)
    {
        Tensor? penalty = null;
        foreach ((Tensor boundary, double target) in boundaries.Zip(targets))
        {
            if (target == 0) continue;
            Tensor rate = (boundary * mask).sum() / mask.sum().clamp_min(1);
            Tensor deviation = (rate - target).square() * (weight / (2 * target * (1 - target)));
            penalty = penalty is null ? deviation : penalty + deviation;
        }

        return penalty;
    }
}
