using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>One layer of an HM-LSTM after one step; the boundary is null for the top layer, which has no detector.</summary>
public sealed record HmLstmStep(Tensor CellState, Tensor Hidden, Tensor? Boundary)
{
    /// <summary>
    /// UPDATE, COPY or FLUSH, mixed by arithmetic and not by selection, so that a boundary gets the gradient of the difference it makes
    /// (docs/fused-recurrence.md).
    /// </summary>
    /// <param name="preActivations">[batch, 4d + 1] (4d for the top layer): f, i, o, g, then the boundary's.</param>
    /// <param name="cell">c at the step before, [batch, d].</param>
    /// <param name="hidden">h at the step before, [batch, d].</param>
    /// <param name="endedHere">z of this layer at the step before, [batch, 1]; null for the top layer, where it is 0.</param>
    /// <param name="endedBelow">z of the layer below at this step, [batch, 1]; null for the bottom layer, where it is 1.</param>
    /// <param name="slope">a, of the hard sigmoid.</param>
    /// <param name="recomputeBoundaryOnCopy">Whether a layer that copies may fire.</param>
    /// <param name="candidateMask">[batch, d]: multiplies g; null is 1.</param>
    public static HmLstmStep Mix(
        Tensor preActivations, Tensor cell, Tensor hidden, Tensor? endedHere, Tensor? endedBelow, float slope, bool recomputeBoundaryOnCopy,
        Tensor? candidateMask = null)
    {
        long width = cell.shape[1];
        Tensor gates = preActivations.narrow(1, 0, 3 * width).sigmoid();
        Tensor forget = gates.narrow(1, 0, width), input = gates.narrow(1, width, width), output = gates.narrow(1, 2 * width, width);
        Tensor candidate = input * preActivations.narrow(1, 3 * width, width).tanh(); // i⊙g
        if (candidateMask is not null) candidate *= candidateMask;

        // FLUSH, UPDATE and COPY side by side, each with its own c and h.
        Tensor flushed = candidate, updated = candidate + (forget * cell);
        Tensor? copies = null; // (1−z)(1−zb); null where it is 0
        (Tensor nextCell, Tensor nextHidden) = (updated, output * updated.tanh());
        if (endedBelow is not null)
        {
            nextCell = (endedBelow * nextCell) + ((1 - endedBelow) * cell);
            nextHidden = (endedBelow * nextHidden) + ((1 - endedBelow) * hidden);
            copies = endedHere is null ? 1 - endedBelow : (1 - endedHere) * (1 - endedBelow);
        }

        if (endedHere is not null)
        {
            nextCell = (endedHere * flushed) + ((1 - endedHere) * nextCell);
            nextHidden = (endedHere * output * flushed.tanh()) + ((1 - endedHere) * nextHidden);
        }

        if (endedHere is null) return new(nextCell, nextHidden, null);

        Tensor boundary = BoundaryDetector.Fire(preActivations.narrow(1, 4 * width, 1), slope);
        if (copies is not null && !recomputeBoundaryOnCopy) boundary *= 1 - copies;
        return new(nextCell, nextHidden, boundary);
    }
}
