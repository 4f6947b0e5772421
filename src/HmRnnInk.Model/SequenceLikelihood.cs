namespace HmRnnInk.Model;

/// <summary>Log-likelihood of a line under a model.</summary>
/// <param name="Nats">Sum of the log-likelihoods of rows 1 to n − 1, each given the previous rows.</param>
/// <param name="Rows">Number of predicted rows: n − 1, since row 0 is not predicted.</param>
public readonly record struct SequenceLikelihood(double Nats, int Rows)
{
    /// <summary>NaN for a line of one row.</summary>
    public double NatsPerRow => Nats / Rows;

    /// <summary>Evaluates a line from the model's zero state, and leaves the engine at its end.</summary>
    /// <param name="engine">It is reset first.</param>
    /// <param name="rows">In IAM units; see <see cref="PenOffset"/> for row 0.</param>
    /// <param name="onStep">
    /// Called after each row with its index, the layers' operations, and its log-likelihood in nats (0 for row 0). The trace is overwritten
    /// at the next row.
    /// </param>
    /// <param name="text">The text of a part of the line, for a model with a text window; null for no text.</param>
    public static SequenceLikelihood Of(
        IStepEngine engine, IReadOnlyList<PenOffset> rows, Action<int, StepTrace, double>? onStep = null, TextCut? text = null)
    {
        var trace = new StepTrace(engine.Config.Layers);
        var next = new MixtureDensity(engine.Config.Components);
        double total = 0;
        engine.Reset();
        for (int index = 0; index < rows.Count; index++)
        {
            (float x, float y) = engine.Normalisation.Normalise(rows[index]);
            double nats = index == 0 ? 0 : next.LogLikelihood(x, y, rows[index].PenUp);
            total += nats;
            if (index == text?.Row) engine.SetText(text.Value.Text);
            engine.Step(rows[index], trace, next);
            onStep?.Invoke(index, trace, nats);
        }

        return new SequenceLikelihood(total, Math.Max(0, rows.Count - 1));
    }
}
