using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>How well a model expected a line.</summary>
/// <param name="Nats">Sum of the log-likelihoods of rows 1 to n − 1, each given the rows before it.</param>
/// <param name="Rows">Rows predicted: n − 1. Row 0 is fed, never predicted.</param>
public readonly record struct SequenceScore(double Nats, int Rows)
{
    /// <summary>NaN for a line of one row, of which nothing was predicted.</summary>
    public double NatsPerRow => Nats / Rows;

    /// <summary>Scores a line from the model's zero state, and leaves the engine at its end.</summary>
    /// <param name="engine">Reset first.</param>
    /// <param name="rows">In IAM units; row 0 as <see cref="PenOffset"/> has it.</param>
    /// <param name="onStep">
    /// Called after each row with its index, what the layers did, and its log-likelihood in nats (0 for row 0); the trace is overwritten
    /// by the next row.
    /// </param>
    /// <param name="text">What a part of the line is written by, for a model with a text window; null for no text.</param>
    public static SequenceScore Of(
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

        return new SequenceScore(total, Math.Max(0, rows.Count - 1));
    }
}
