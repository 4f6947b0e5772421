using HmRnnInk.Model.Tests;

namespace HmRnnInk.Torch.Tests;

/// <summary>The app's step engine against the model in TorchSharp.</summary>
public sealed class StepEngineParityTests
{
    [Theory]
    [InlineData(Cell.HmLstm, 3, false)]
    [InlineData(Cell.HmLstm, 3, true)]
    [InlineData(Cell.HmLstm, 4, false)]
    [InlineData(Cell.Lstm, 3, false)]
    public void Engine_MatchesTorchStepByStep(Cell cell, int layers, bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        using var noGradient = no_grad();
        const int rows = 80;
        InkModel model = ParityModel.Create(cell, layers, softFlush);
        ModelConfig config = model.Config;
        using var parameters = ParameterVector.FromWeights(config, model.Weights, CPU);
        PenOffset[] line = RandomModel.Line(rows, seed: 12);

        Tensor inputs = tensor(line.SelectMany(offset =>
        {
            (float x, float y) = model.Metadata.Normalisation.Normalise(offset);
            return (float[])[x, y, offset.PenUp ? 1 : 0];
        }).ToArray()).view(rows, 1, 3);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);
        (Tensor head, RecurrentOutput output) =
            new HandwritingModel(config, parameters, eager).Forward(inputs, RecurrentState.Zero(config, 1, CPU), model.Metadata.Slope);
        Tensor likelihood = MixtureLikelihood.LogLikelihood(
            head.narrow(0, 0, rows - 1), inputs.narrow(0, 1, rows - 1), config.Components, -5);
        float[] expected = likelihood.view(-1).data<float>().ToArray();

        var fired = new int[layers];
        SequenceLikelihood.Of(new SimdStepEngine(model), line, (index, trace, nats) =>
        {
            if (index > 0) Assert.Equal(expected[index - 1], nats, 1e-3 * (1 + Math.Abs(nats)));
            for (int layer = 0; layer < output.Boundaries.Length; layer++)
            {
                Assert.Equal(output.Boundaries[layer][index, 0].ToSingle() == 1, trace.Boundaries[layer]);
                if (trace.Boundaries[layer]) fired[layer]++;
            }
        });

        // With a detector that always or never fires, the test would prove little.
        for (int layer = 0; layer < output.Boundaries.Length; layer++) Assert.InRange(fired[layer], 1, rows - 1);
    }

    [Fact]
    public void SameSeed_WritesTheSameInkInBothEnginesOfTheCpu()
    {
        InkModel model = InkModel.Load(Repository.ShippedModel);
        using var reference = new TorchStepEngine(model, CPU);
        PenOffset[] expected = Write(reference), actual = Write(new SimdStepEngine(model));
        Assert.Equal(expected.Select(row => row.PenUp), actual.Select(row => row.PenUp));
        for (int row = 0; row < expected.Length; row++)
        {
            // A hundredth of the whiteboard's unit, after hundreds of rows were fed back.
            Assert.Equal(expected[row].DeltaX, actual[row].DeltaX, 0.01f);
            Assert.Equal(expected[row].DeltaY, actual[row].DeltaY, 0.01f);
        }

        Assert.Contains(expected, row => row.PenUp);

        static PenOffset[] Write(IStepEngine engine)
        {
            var generator = new HmRnnInk.Model.Generator(engine, new Random(1));
            generator.Start([]);
            return [.. Enumerable.Range(0, 300).Select(_ => generator.Write(bias: 0.5))];
        }
    }

    [Theory]
    [InlineData(WeightFormat.Float32, 0, 0.01)]
    [InlineData(WeightFormat.Int16, 0.25, 0.05)] // where rounding moves a boundary, the rest of the line is evaluated from another state
    public void RealLines_HaveTheSameBoundariesAndLikelihood(WeightFormat format, double maximumDifferShare, double maximumNatsPerPoint)
    {
        Assert.SkipWhen(Repository.IamOnDb is null, Repository.NoIamOnDb);
        InkModel model = InkModel.Load(Repository.ShippedModel);
        // One line in 400, so that many writers are included. `trainer parity` compares any number.
        InkLine[] lines = [.. LineDataset.Load(Repository.IamOnDb).Lines.Where((_, index) => index % 400 == 0)];
        StepParity parity = StepParity.Measure(model, new PackedModel(model, format), lines, RecurrenceImplementation.Fused);
        Assert.Equal(0, parity.DifferBeyondRounding);
        Assert.InRange(parity.DifferWithinRounding, 0, Math.Max(1, maximumDifferShare * lines.Length));
        Assert.InRange(parity.MaximumNatsPerPointDifference, 0, maximumNatsPerPoint);
        Assert.InRange(parity.NatsPerPointDifference, 0, 0.001);
        // The shipped model has two detectors. Each line is compared up to its first difference.
        Assert.InRange(parity.Boundaries, parity.Points, 2 * parity.Points);
    }

    [Fact]
    public void Parity_FindsADifferentDetector()
    {
        InkModel model = ParityModel.Create(Cell.HmLstm, 3, softFlush: false);
        InkLine[] lines = [new("a", RandomModel.Line(80, seed: 12)), new("b", RandomModel.Line(50, seed: 12))];
        StepParity same = StepParity.Measure(model, new PackedModel(model), lines, RecurrenceImplementation.Eager);
        Assert.Equal((2, 128, 0), (same.Lines, same.Points, same.DifferBeyondRounding));
        Assert.Equal(2 * 128, same.Boundaries);
        Assert.InRange(same.MaximumNatsPerPointDifference, 0, 1e-3);

        StepParity other = StepParity.Measure(model, Shifted(model), lines, RecurrenceImplementation.Eager);
        Assert.Equal(2, other.DifferBeyondRounding);
        Assert.True(other.MaximumNatsPerPointDifference > same.MaximumNatsPerPointDifference);

        static PackedModel Shifted(InkModel model)
        {
            var weights = model.Weights.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
            weights["layers.0.bias"][^1] += 1;
            return new(new InkModel(model.Metadata, weights));
        }
    }
}
