using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Model;

/// <summary>Log-likelihood of a line whose rows are made from replayed pointer events instead of its recorded points.</summary>
/// <param name="Likelihood">Of the rows that <see cref="OffsetEncoder"/> makes of the events, in the model's normalised units.</param>
/// <param name="Magnification">Length of an encoded offset divided by that of a recorded one.</param>
public readonly record struct ReplayLikelihood(SequenceLikelihood Likelihood, double Magnification)
{
    /// <summary>
    /// The log-likelihood in nats, converted to a density of offsets with the line's own size: if offsets are m times as long, the density
    /// is spread over m² times the area.
    /// </summary>
    public double NatsAtOwnSize => Likelihood.Nats + Likelihood.Rows * 2 * Math.Log(Magnification);

    /// <summary>Replays a line on an empty page and evaluates the rows that result when its last stroke has ended.</summary>
    /// <param name="engine">It is reset first.</param>
    /// <param name="line">In IAM units, with times.</param>
    /// <param name="eventsPerSecond">The pointer's report rate.</param>
    /// <param name="size">The writing's size on the page, relative to what the ruled line suggests.</param>
    public static ReplayLikelihood Of(IStepEngine engine, StrokeCollection line, double eventsPerSecond, float size)
    {
        float pixelsPerUnit = PenScale.Default.PixelsPerUnit * size;
        var encoder = new OffsetEncoder(HandEstimate.Expect(PenScale.Default.PixelsPerUnit));
        foreach (PointerSample sample in PointerReplay.Play(line, eventsPerSecond, pixelsPerUnit)) encoder.Take(sample);

        PenOffset[] rows = [.. encoder.Rows.Select(row => row.Offset)];
        return new(SequenceLikelihood.Of(engine, rows), pixelsPerUnit / encoder.Scale.PixelsPerUnit);
    }
}
