using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>The state of an HM-LSTM layer after a step.</summary>
/// <param name="CellState">c, [batch, d].</param>
/// <param name="Hidden">h, [batch, d].</param>
/// <param name="Boundary">z, [batch, 1]; null for the top layer, which has no detector.</param>
internal sealed record HmLstmStep(Tensor CellState, Tensor Hidden, Tensor? Boundary)
{
    /// <summary>
    /// Mixes UPDATE, COPY and FLUSH arithmetically instead of selecting one, so that the gradient of a boundary is the difference that it
    /// makes (docs/dev/fused-recurrence.md). FLUSH and UPDATE have separate pre-activations, since they read different inputs.
    /// </summary>
    /// <param name="updating">
    /// [batch, 4d + 1] (4d for the top layer), pre-activations of an UPDATE: f, i, o, g, then the boundary's.
    /// </param>
    /// <param name="flushing">The same for a FLUSH; null for the top layer.</param>
    /// <param name="cell">c at the previous step, [batch, d].</param>
    /// <param name="hidden">h at the previous step, [batch, d].</param>
    /// <param name="endedHere">z of this layer at the previous step, [batch, 1]; null for the top layer, where it is 0.</param>
    /// <param name="endedBelow">z of the layer below at this step, [batch, 1]; null for the bottom layer, where it is 1.</param>
    /// <param name="slope">The slope a of the hard sigmoid.</param>
    /// <param name="softFlush">See <see cref="ModelConfig.SoftFlush"/>.</param>
    /// <param name="candidateMask">[batch, d]: factor of g; null for 1.</param>
    /// <param name="forcedBoundary">[batch, 1]: replaces the detector's output; null to use the detector.</param>
    public static HmLstmStep Mix(
        Tensor updating, Tensor? flushing, Tensor cell, Tensor hidden, Tensor? endedHere, Tensor? endedBelow, float slope, bool softFlush,
        Tensor? candidateMask = null, Tensor? forcedBoundary = null)
    {
        (Tensor nextCell, Tensor nextHidden) = Write(updating, cell, candidateMask);
        if (endedBelow is not null)
        {
            nextCell = (endedBelow * nextCell) + ((1 - endedBelow) * cell);
            nextHidden = (endedBelow * nextHidden) + ((1 - endedBelow) * hidden);
        }

        if (endedHere is null || flushing is null) return new(nextCell, nextHidden, null);

        (Tensor flushedCell, Tensor flushedHidden) = Write(flushing, softFlush ? cell : null, candidateMask);
        nextCell = (endedHere * flushedCell) + ((1 - endedHere) * nextCell);
        nextHidden = (endedHere * flushedHidden) + ((1 - endedHere) * nextHidden);

        // A layer that copies does not fire.
        Tensor fired = Fire(updating);
        if (endedBelow is not null) fired = endedBelow * fired;
        return new(nextCell, nextHidden, (endedHere * Fire(flushing)) + ((1 - endedHere) * fired));

        Tensor Fire(Tensor preActivations) =>
            forcedBoundary ?? BoundaryDetector.Fire(preActivations.narrow(1, 4 * cell.shape[1], 1), slope);
    }

    /// <summary>The state that UPDATE, FLUSH and the step of an LSTM write.</summary>
    /// <param name="preActivations">f, i, o, g: [batch, 4d], or with one more column, which is ignored.</param>
    /// <param name="cell">c' in c = i⊙g + f⊙c'; null to omit this term.</param>
    /// <param name="candidateMask">[batch, d]: factor of g; null for 1.</param>
    public static (Tensor Cell, Tensor Hidden) Write(Tensor preActivations, Tensor? cell, Tensor? candidateMask)
    {
        long width = preActivations.shape[1] / 4;
        Tensor gates = preActivations.narrow(1, 0, 3 * width).sigmoid();
        Tensor next = gates.narrow(1, width, width) * preActivations.narrow(1, 3 * width, width).tanh();
        if (candidateMask is not null) next *= candidateMask;
        if (cell is not null) next += gates.narrow(1, 0, width) * cell;
        return (next, gates.narrow(1, 2 * width, width) * next.tanh());
    }
}
