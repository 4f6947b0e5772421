using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// Keeps boundaries alive, where the likelihood would trade them away: a flush costs its layer the memory it had, at once, while the layers
/// above learn only later to make use of it. Where to fire remains the likelihood's choice. docs/results.md tells which recipes need it.
/// </summary>
public static class BoundaryRatePrior
{
    /// <summary>Weight · Σ max(0, least − rate)² / least over the layers that have a least rate.</summary>
    /// <param name="boundaries">z, [time, batch], of each layer with a detector; its gradient is the straight-through one.</param>
    /// <param name="mask">[time, batch]: 1 where there is a target.</param>
    /// <param name="leastRates">0 for a layer without a prior; may be shorter than <paramref name="boundaries"/>.</param>
    /// <param name="weight">Nats a point.</param>
    /// <returns>Nats a point, to be added to the loss; null where no layer has a least rate.</returns>
    public static Tensor? Penalty(IReadOnlyList<Tensor> boundaries, Tensor mask, IReadOnlyList<double> leastRates, double weight)
    {
        Tensor? penalty = null;
        foreach ((Tensor boundary, double least) in boundaries.Zip(leastRates))
        {
            if (least == 0) continue;
            Tensor rate = (boundary * mask).sum() / mask.sum().clamp_min(1);
            Tensor missing = (least - rate).clamp_min(0).square() * (weight / least);
            penalty = penalty is null ? missing : penalty + missing;
        }

        return penalty;
    }
}
