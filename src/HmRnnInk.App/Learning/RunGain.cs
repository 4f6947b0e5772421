using HmRnnInk.Model;

namespace HmRnnInk.App.Learning;

/// <summary>Reads from a run's <c>metrics.jsonl</c> how much better the model has become.</summary>
internal static class RunGain
{
    /// <returns>
    /// The best evaluation minus that of the starting model, in nats per validation line, higher is better; 0 if no later one is better.
    /// Null before the starting model was evaluated.
    /// </returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static double? Of(string metrics)
    {
        if (!File.Exists(metrics)) return null;
        Evaluation[] evaluations = [.. RunMetrics.ReadLines(metrics).Select(RunMetrics.Parse<Evaluation>).OfType<Evaluation>()];
        return evaluations is [{ PointsSeen: 0 } start, ..] ? evaluations.Max(later => later.ComparedNats) - start.ComparedNats : null;
    }

    /// <summary>The members of a line that are used.</summary>
    private sealed record Evaluation
    {
        public required long PointsSeen { get; init; }

        public required double ValidationNatsPerSequence { get; init; }

        public double? ValidationNatsPerSequenceDequantised { get; init; }

        /// <summary>The log-likelihood by which the trainer chooses the best model, in nats per validation line.</summary>
        public double ComparedNats => ValidationNatsPerSequenceDequantised ?? ValidationNatsPerSequence;
    }
}
