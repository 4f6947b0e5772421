namespace HmRnnInk.Model.Tests;

public sealed class DetectorRowsTests
{
    private static readonly ModelConfig Config = new() { Layers = 3, Hidden = 12, Embedding = 16, OutputEmbedding = 12, Components = 2 };

    /// <summary>
    /// A lowest detector as training leaves it: weights far smaller than the others, except for a large part that is orthogonal to the
    /// embeddings and thus has no effect.
    /// </summary>
    [Fact]
    public void DetectorsThatRoundingWouldChange_FireAtTheSamePoints()
    {
        InkModel model = RandomModel.Create(Config, seed: 3);
        foreach ((string name, float[] weights) in model.Weights)
        {
            if (name.StartsWith("layers.0.", StringComparison.Ordinal))
                foreach (ref float weight in Detector(weights)) weight *= 1e-5f;
        }

        InkModel rescaled = DetectorRows.Rescaled(model);
        float[] bottomUp = model.Weights["layers.0.bottom_up.weight"];
        Span<float> row = Detector(bottomUp);
        float[] orthogonal = Orthogonal(model);
        for (int unit = 0; unit < row.Length; unit++) row[unit] += 0.05f * orthogonal[unit];

        bool[] expected = Boundaries(model);
        Assert.Equal(expected, Boundaries(DetectorRows.Rescaled(model)));
        Assert.Equal(expected, Boundaries(rescaled));
        // Without the orthogonal part, the largest weight is about as large as an initial weight.
        float largest = model.Weights.Keys.Where(name => name.StartsWith("layers.0.", StringComparison.Ordinal))
            .Max(name => Detector(DetectorRows.Rescaled(model).Weights[name]).ToArray().Max(MathF.Abs));
        Assert.InRange(largest, 1 / 32f, 1 / 8f);
        // Rounding changes the boundaries of the given model at more points than those of the rescaled one.
        int before = Differences(expected, Boundaries(Rounded(model))), after = Differences(expected, Boundaries(Rounded(rescaled)));
        Assert.True(after < before && after <= expected.Length / 100, $"{before} boundaries differ before, {after} after");
    }

    [Fact]
    public void LargeDetectors_AndOtherWeights_StayAsTheyAre()
    {
        InkModel model = RandomModel.Create(Config, seed: 4), rescaled = DetectorRows.Rescaled(model);
        Assert.All(model.Weights.Where(weight => weight.Key != "layers.0.bottom_up.weight"),
            weight => Assert.Equal(weight.Value, rescaled.Weights[weight.Key]));
        // The projection on the embeddings changes the lowest detector's row, the last of this tensor.
        int rowLength = Config.Embedding;
        Assert.Equal(model.Weights["layers.0.bottom_up.weight"][..^rowLength], rescaled.Weights["layers.0.bottom_up.weight"][..^rowLength]);
    }

    private static Span<float> Detector(float[] tensor) => tensor.AsSpan()[^(tensor.Length / (4 * Config.Hidden + 1))..];

    /// <summary>A vector that is orthogonal to all embeddings: a random one, less what the projection keeps of it.</summary>
    private static float[] Orthogonal(InkModel model)
    {
        var random = new Random(5);
        float[] vector = [.. Enumerable.Range(0, Config.Embedding).Select(_ => random.NextSingle() - 0.5f)];
        var weights = model.Weights.ToDictionary(weight => weight.Key, weight => (float[])weight.Value.Clone());
        foreach (string name in weights.Keys.Where(name => name.StartsWith("layers.0.", StringComparison.Ordinal)))
            Detector(weights[name]).Fill(1); // so that nothing is scaled
        vector.CopyTo(Detector(weights["layers.0.bottom_up.weight"]));
        Span<float> kept = Detector(DetectorRows.Rescaled(new(model.Metadata, weights)).Weights["layers.0.bottom_up.weight"]);
        for (int unit = 0; unit < vector.Length; unit++) vector[unit] -= kept[unit];
        return vector;
    }

    private static InkModel Rounded(InkModel model) => new(model.Metadata, model.Weights.ToDictionary(
        weight => weight.Key, weight => weight.Value.Select(value => (float)(Half)value).ToArray()));

    private static int Differences(bool[] a, bool[] b) => a.Zip(b).Count(pair => pair.First != pair.Second);

    private static bool[] Boundaries(InkModel model)
    {
        var engine = new ReferenceStepEngine(model);
        var trace = new StepTrace(Config.Layers);
        var next = new MixtureDensity(Config.Components);
        var boundaries = new List<bool>();
        foreach (PenOffset row in RandomModel.Line(400, seed: 6))
        {
            engine.Step(row, trace, next);
            boundaries.Add(trace.Boundaries[0]);
        }

        return [.. boundaries];
    }
}
