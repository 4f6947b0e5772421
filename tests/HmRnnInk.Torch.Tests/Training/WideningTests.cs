using HmRnnInk.Model.Tests;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class WideningTests
{
    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void Widened_ComputesTheSame(Cell cell)
    {
        InkModel narrow = Model(Config(cell, 12), seed: 1);
        ModelConfig config = Config(cell, 20);
        IReadOnlyDictionary<string, float[]> fresh = Model(config, seed: 2).Weights;
        var wide = new InkModel(narrow.Metadata with { Config = config }, Widening.Widen(narrow.Config, narrow.Weights, config, fresh));

        List<double> expected = Nats(narrow, out int fired), actual = Nats(wide, out int firedWide);

        Assert.Equal(fired, firedWide);
        if (cell == Cell.HmLstm) Assert.InRange(fired, 5, 2 * expected.Count - 5); // both detectors' boundaries over all rows
        for (int row = 0; row < expected.Count; row++) Assert.Equal(expected[row], actual[row], 1e-4 * (1 + Math.Abs(expected[row])));
    }

    [Fact]
    public void Widened_HasFreshWeightsInItsNewUnits()
    {
        InkModel narrow = Model(Config(Cell.HmLstm, 12), seed: 1);
        InkModel fresh = Model(Config(Cell.HmLstm, 20), seed: 2);

        Dictionary<string, float[]> wide = Widening.Widen(narrow.Config, narrow.Weights, fresh.Config, fresh.Weights);

        // The input gate of unit 15 of layer 2, which is new: all its weights are new.
        int first = (20 + 15) * 20;
        Assert.Equal(
            fresh.Weights["layers.1.recurrent.weight"][first..(first + 20)],
            wide["layers.1.recurrent.weight"][first..(first + 20)]);
        // That of unit 3, which is old: its weights are unchanged, and those of new units are 0.
        float[] old = narrow.Weights["layers.1.recurrent.weight"][((12 + 3) * 12)..((12 + 4) * 12)];
        Assert.Equal([.. old, .. new float[8]], wide["layers.1.recurrent.weight"][((20 + 3) * 20)..((20 + 4) * 20)]);
    }

    [Fact]
    public void NarrowerOrOfAnotherCell_IsRefusedWithWhatWasGivenAndNeeded()
    {
        InkModel model = Model(Config(Cell.HmLstm, 12), seed: 1);
        foreach (ModelConfig config in (ModelConfig[])[Config(Cell.HmLstm, 8), Config(Cell.Lstm, 20)])
        {
            IReadOnlyDictionary<string, float[]> fresh = Model(config, 2).Weights;
            var refusal = Assert.Throws<InvalidDataException>(() => Widening.Widen(model.Config, model.Weights, config, fresh));
            Assert.Contains("3 HmLstm layers of 12 units", refusal.Message);
            Assert.Contains("--hidden of at least 12", refusal.Message);
        }
    }

    private static ModelConfig Config(Cell cell, int hidden) =>
        new() { Cell = cell, Layers = 3, Hidden = hidden, Embedding = 10, OutputEmbedding = hidden, Components = 3 };

    private static InkModel Model(ModelConfig config, int seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using var parameters = ParameterVector.Initialise(config, seed, CPU);
        return new(new() { Config = config, Normalisation = new Normalisation(8.21f, 0.12f, 42.41f, 37.07f) }, parameters.ToWeights());
    }

    private static List<double> Nats(InkModel model, out int fired)
    {
        var all = new List<double>();
        int boundaries = 0;
        SequenceLikelihood.Of(new SimdStepEngine(model), RandomModel.Line(60, seed: 3), (_, trace, nats) =>
        {
            all.Add(nats);
            boundaries += trace.Boundaries.ToArray().Count(boundary => boundary);
        });
        fired = boundaries;
        return all;
    }
}
