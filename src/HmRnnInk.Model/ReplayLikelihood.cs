using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Model;

/// <summary>How well a model expected a line that came as pointer events instead of as the training pen's rows.</summary>
/// <param name="Likelihood">Of the rows that <see cref="OffsetEncoder"/> made of the events, in normalised units as the model saw them.</param>
/// <param name="Magnification">Length of an encoded offset over the line's own: what the encoder made of the writer's size.</param>
public readonly record struct ReplayLikelihood(SequenceLikelihood Likelihood, double Magnification)
{
    /// <summary>
    /// The log-likelihood, nats, as a density over offsets of the line's own size: offsets m times as long spread it over m² the area.
    /// </summary>
    public double NatsAtOwnSize => Likelihood.Nats + Likelihood.Rows * 2 * Math.Log(Magnification);

    /// <summary>Replays a line on an empty page and scores the rows that stand when its last stroke has ended.</summary>
    /// <param name="engine">Reset first.</param>
    /// <param name="line">In IAM units, with times.</param>
    /// <param name="eventsPerSecond">How often the pointer reports.</param>
    /// <param name="size">The writing's size on the page, over the size that the ruled line shows.</param>
    public static ReplayLikelihood Of(IStepEngine engine, StrokeCollection line, double eventsPerSecond, float size)
    {
        float pixelsPerUnit = PenScale.Default.PixelsPerUnit * size;
        var encoder = new OffsetEncoder(HandEstimate.Expect(PenScale.Default.PixelsPerUnit));
        foreach (PointerSample sample in PointerReplay.Play(line, eventsPerSecond, pixelsPerUnit)) encoder.Take(sample);

        PenOffset[] rows = [.. encoder.Rows.Select(row => row.Offset)];
        return new(SequenceLikelihood.Of(engine, rows), pixelsPerUnit / encoder.Scale.PixelsPerUnit);
    }
}
