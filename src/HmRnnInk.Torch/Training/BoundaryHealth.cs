namespace HmRnnInk.Torch.Training;

/// <summary>Classifies boundary rates. A detector that fires at almost no step or at almost all makes no segments.</summary>
public static class BoundaryHealth
{
    private const double MinimumRate = 0.005, MaximumRate = 0.995;

    /// <returns>
    /// "none" for a cell without detectors; "die" or "always" if a detector has collapsed; "nested" if no layer fires more often than the
    /// layer below it; else "not nested".
    /// </returns>
    public static string Of(EvaluationRecord record)
    {
        double[] detectors = record.BoundaryRates[..^1];
        // An LSTM has no detectors and never copies. In an HM-LSTM, the layer above a detector that never fires always copies.
        if (detectors.All(rate => rate == 0) && record.CopyShares.All(share => share == 0)) return "none";
        if (detectors.Any(rate => rate < MinimumRate)) return "die";
        if (detectors.Any(rate => rate > MaximumRate)) return "always";
        return detectors.SequenceEqual(detectors.OrderDescending()) ? "nested" : "not nested";
    }

    /// <returns>The layers, from 1, whose detectors have collapsed.</returns>
    public static IReadOnlyList<int> Collapsed(EvaluationRecord record) => Of(record) is not ("die" or "always") ? []
        : [.. Enumerable.Range(1, record.BoundaryRates.Length - 1)
            .Where(layer => record.BoundaryRates[layer - 1] is < MinimumRate or > MaximumRate)];
}
