namespace HmRnnInk.Model.Tests;

/// <summary>The likelihood that the shipped model loses when ink arrives as pointer events; see docs/research/encoder.md.</summary>
public sealed class ReplayLikelihoodTests
{
    private const double MaximumNatsPerPoint = 0.15;

    /// <summary>Lines of the validation part, which come from all over the database.</summary>
    private static readonly Lazy<StrokeCollection[]> Lines = new(() =>
    {
        IEnumerable<InkLine> validation = LineDataset.Load(Repository.IamOnDb!).Split().Validation.Take(60);
        return [.. TimedLines.Read(Repository.IamOnDb!, validation.Select(line => line.Id))];
    });

    public static TheoryData<double, float> Pointers { get; } = new MatrixTheoryData<double, float>([60, 125, 1000], [0.5f, 1, 2]);

    [Theory]
    [MemberData(nameof(Pointers))]
    public void ReplayedRealLines_LoseLittleOfTheShippedModelsLikelihood(double eventsPerSecond, float size)
    {
        Assert.SkipWhen(Repository.IamOnDb is null, Repository.NoIamOnDb);
        var model = new PackedModel(InkModel.Load(Repository.ShippedModel));
        StrokeCollection[] lines = Lines.Value;
        SequenceLikelihood[] recorded =
        [
            .. lines.AsParallel().Select(line => SequenceLikelihood.Of(new SimdStepEngine(model), StrokeOffsets.FromStrokes(line))),
        ];
        ReplayLikelihood[] replayed =
        [
            .. lines.AsParallel().Select(line => ReplayLikelihood.Of(new SimdStepEngine(model), line, eventsPerSecond, size)),
        ];

        double asRecorded = recorded.Sum(line => line.Nats) / recorded.Sum(line => line.Rows);
        double asReplayed = replayed.Sum(line => line.Likelihood.Nats) / replayed.Sum(line => line.Likelihood.Rows);
        Assert.InRange(asReplayed, asRecorded - MaximumNatsPerPoint, double.MaxValue);
    }

    [Fact]
    public void WritingTwiceAsLarge_IsReadAtItsOwnSize()
    {
        StrokeCollection line = InkFile.Read(Path.Combine(Repository.Root, "tests", "data", "own-line.xml"));
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 1));
        double small = ReplayLikelihood.Of(engine, line, 125, 1).Magnification;
        double large = ReplayLikelihood.Of(engine, line, 125, 2).Magnification;
        Assert.Equal(1, large / small, 0.15);
    }

    [Fact]
    public void NatsAtOwnSize_AreADensityOverTheLinesOwnOffsets() =>
        // Offsets twice as long: the same probability over four times the area.
        Assert.Equal(10 + 5 * Math.Log(4), new ReplayLikelihood(new(10, 5), 2).NatsAtOwnSize, 1e-9);
}
