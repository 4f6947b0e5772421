using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>Lets a model write: each row is drawn from the density after the rows before, then fed back.</summary>
/// <param name="engine">Driven by the generator from <see cref="Start"/> on.</param>
/// <param name="random">Seeded: the same seed, prime and bias write the same ink.</param>
public sealed class Generator(IStepEngine engine, Random random)
{
    private readonly Sampler sampler = new(random);

    /// <summary>What the layers did at the row last fed.</summary>
    public StepTrace Trace { get; } = new(engine.Config.Layers);

    /// <summary>What the model expects after the row last fed.</summary>
    public MixtureDensity Next { get; } = new(engine.Config.Components);

    /// <summary>Resets the engine and feeds it a piece of ink to go on from.</summary>
    /// <param name="prime">
    /// Row 0 as <see cref="PenOffset"/> has it; empty to write from nothing, which feeds the row (0, 0, pen down) that begins most lines.
    /// </param>
    public void Start(IReadOnlyList<PenOffset> prime)
    {
        engine.Reset();
        if (prime.Count == 0) Feed(new PenOffset(0, 0, false));
        foreach (PenOffset row in prime) Feed(row);
    }

    /// <summary>Feeds one row; <see cref="Trace"/> and <see cref="Next"/> are then its.</summary>
    public void Feed(PenOffset row) => engine.Step(row, Trace, Next);

    /// <summary>Draws a row from <see cref="Next"/>, without feeding it.</summary>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    /// <returns>In IAM units.</returns>
    public PenOffset Draw(double bias = 0)
    {
        (float x, float y, bool penUp) = sampler.Sample(Next, bias);
        return engine.Normalisation.Denormalise(x, y, penUp);
    }

    /// <summary>Draws one row and feeds it.</summary>
    /// <inheritdoc cref="Draw"/>
    public PenOffset Write(double bias = 0)
    {
        PenOffset row = Draw(bias);
        Feed(row);
        return row;
    }
}
