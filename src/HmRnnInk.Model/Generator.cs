namespace HmRnnInk.Model;

/// <summary>Generates ink with a model: each row is sampled from the predicted density and then fed back.</summary>
/// <param name="engine">Controlled by the generator after <see cref="Start"/>.</param>
/// <param name="random">Seeded: the same seed, prime and bias give the same ink.</param>
public sealed class Generator(IStepEngine engine, Random random)
{
    private readonly Sampler _sampler = new(random);

    /// <summary>The layers' operations at the last row.</summary>
    public StepTrace Trace { get; } = new(engine.Config.Layers);

    /// <summary>The density of the next row.</summary>
    public MixtureDensity Next { get; } = new(engine.Config.Components);

    /// <summary>Resets the engine and feeds it a piece of ink to continue.</summary>
    /// <param name="prime">
    /// See <see cref="PenOffset"/> for row 0. If it is empty, the engine gets the row (0, 0, pen down), with which most lines begin.
    /// </param>
    public void Start(IReadOnlyList<PenOffset> prime)
    {
        engine.Reset();
        if (prime.Count == 0) Feed(new PenOffset(0, 0, false));
        foreach (PenOffset row in prime) Feed(row);
    }

    /// <summary>Feeds one row. <see cref="Trace"/> and <see cref="Next"/> then belong to this row.</summary>
    public void Feed(PenOffset row) => engine.Step(row, Trace, Next);

    /// <summary>Draws a row from <see cref="Next"/> without feeding it.</summary>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    /// <returns>The row, in IAM units.</returns>
    public PenOffset Draw(double bias = 0) => _sampler.SampleRow(Next, engine.Normalisation, bias);

    /// <summary>Draws a row whose Δx is large enough, without feeding it; see <see cref="Sampler.SampleBeyond"/>.</summary>
    /// <param name="minimumX">The minimum of Δx, normalised units.</param>
    /// <inheritdoc cref="Draw"/>
    public PenOffset DrawBeyond(double bias, float minimumX)
    {
        (float x, float y, bool penUp) = _sampler.SampleBeyond(Next, bias, minimumX);
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
