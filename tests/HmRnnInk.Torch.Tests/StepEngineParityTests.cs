using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>The engine that draws against the model that was trained.</summary>
public sealed class StepEngineParityTests
{
    private const float Slope = 1.5f;

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
        InkModel model = Model(cell, layers, softFlush);
        ModelConfig config = model.Config;
        using var parameters = ParameterVector.FromWeights(config, model.Weights, CPU);
        PenOffset[] line = Line(rows);

        Tensor inputs = tensor(line.SelectMany(offset =>
        {
            (float x, float y) = model.Metadata.Normalisation.Normalise(offset);
            return (float[])[x, y, offset.PenUp ? 1 : 0];
        }).ToArray()).view(rows, 1, 3);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);
        (Tensor mixture, RecurrentOutput output) =
            new HandwritingModel(config, parameters, eager).Forward(inputs, RecurrentState.Zero(config, 1, CPU), Slope);
        Tensor likelihood = MixtureLikelihood.LogLikelihood(
            mixture.narrow(0, 0, rows - 1), inputs.narrow(0, 1, rows - 1), config.Components, -5);
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

        // A detector that always or never fires would prove little.
        for (int layer = 0; layer < output.Boundaries.Length; layer++) Assert.InRange(fired[layer], 1, rows - 1);
    }

    [Theory]
    [InlineData(Cell.HmLstm, 3, false)]
    [InlineData(Cell.HmLstm, 2, true)]
    [InlineData(Cell.HmLstm, 4, false)]
    [InlineData(Cell.Lstm, 3, false)]
    public void TorchEngine_DoesWhatTheSimdEngineDoes_AtEveryRow(Cell cell, int layers, bool softFlush)
    {
        InkModel model = Model(cell, layers, softFlush);
        using var torchEngine = new TorchStepEngine(model, CPU);
        var simd = new SimdStepEngine(model);
        StepTrace expected = new(layers), actual = new(layers);
        MixtureDensity expectedNext = new(4), actualNext = new(4);
        foreach (PenOffset[] line in (PenOffset[][])[Line(80), Line(20)])
        {
            simd.Reset();
            torchEngine.Reset();
            foreach (PenOffset row in line)
            {
                simd.Step(row, expected, expectedNext);
                torchEngine.Step(row, actual, actualNext);
                Assert.Equal(expected.Operations, actual.Operations);
                Assert.Equal(expected.Boundaries, actual.Boundaries);
                for (int layer = 0; layer < layers; layer++)
                    Assert.Equal(expected.BoundaryProbabilities[layer], actual.BoundaryProbabilities[layer], 1e-4f);
                for (int unit = 0; unit < simd.Hiddens.Length; unit++) Assert.Equal(simd.Hiddens[unit], torchEngine.Hiddens[unit], 1e-4f);
                for (int component = 0; component < 4; component++)
                    Assert.Equal(expectedNext.MeansX[component], actualNext.MeansX[component], 1e-3f);
                Assert.Equal(expectedNext.LogLikelihood(0.3f, -0.2f, true), actualNext.LogLikelihood(0.3f, -0.2f, true), 1e-3);
            }
        }
    }

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void State_OfEitherEngine_IsGoneOnFromByBoth(Cell cell)
    {
        InkModel model = Model(cell, 3, softFlush: false);
        using var torchEngine = new TorchStepEngine(model, CPU);
        using var other = new TorchStepEngine(model, CPU);
        var simd = new SimdStepEngine(model);
        PenOffset[] line = Line(60);
        foreach (int rows in (int[])[1, 17, 40])
        {
            other.Reset();
            torchEngine.Reset();
            simd.Reset();
            Read(torchEngine, line[..rows]);
            StepState state = torchEngine.CreateState();
            torchEngine.CopyStateTo(state);
            float[] hiddens = torchEngine.Hiddens.ToArray();
            (Operation[] operations, double nats) = Read(torchEngine, line[rows..]);
            Read(other, line[..5]); // somewhere else altogether
            other.Restore(state);
            Assert.True(hiddens.AsSpan().SequenceEqual(other.Hiddens));
            simd.Restore(state);
            (Operation[] otherOperations, double otherNats) = Read(other, line[rows..]);
            (Operation[] simdOperations, double simdNats) = Read(simd, line[rows..]);
            Assert.Equal(operations, otherOperations);
            Assert.Equal(nats, otherNats); // to the bit: it is the same engine from the same state
            Assert.Equal(operations, simdOperations);
            Assert.Equal(nats, simdNats, 1e-2);

            simd.Reset();
            Read(simd, line[..rows]);
            simd.CopyStateTo(state);
            torchEngine.Restore(state);
            (Operation[] restored, double restoredNats) = Read(torchEngine, line[rows..]);
            Assert.Equal(operations, restored);
            Assert.Equal(nats, restoredNats, 1e-2);
        }

        static (Operation[] Operations, double Nats) Read(IStepEngine engine, ReadOnlySpan<PenOffset> rows)
        {
            StepTrace trace = new(3);
            MixtureDensity next = new(4);
            var operations = new List<Operation>();
            double nats = 0;
            for (int row = 0; row < rows.Length; row++)
            {
                (float x, float y) = engine.Normalisation.Normalise(rows[row]);
                if (row > 0) nats += next.LogLikelihood(x, y, rows[row].PenUp);
                engine.Step(rows[row], trace, next);
                operations.AddRange(trace.Operations);
            }

            return ([.. operations], nats);
        }
    }

    [Fact]
    public void State_OfAnotherConfig_IsRefused()
    {
        using var engine = new TorchStepEngine(Model(Cell.HmLstm, 3, softFlush: false), CPU);
        StepState other = new SimdStepEngine(Model(Cell.HmLstm, 4, softFlush: false)).CreateState();
        Assert.Throws<ArgumentException>(() => engine.CopyStateTo(other));
        Assert.Throws<ArgumentException>(() => engine.Restore(other));
    }

    [Fact]
    public void TorchEngine_KeepsNoTensorButItsWeightsAndState()
    {
        using var engine = new TorchStepEngine(Model(Cell.HmLstm, 3, softFlush: false), CPU);
        var trace = new StepTrace(3);
        var next = new MixtureDensity(4);
        engine.Step(default, trace, next);
        GC.Collect(); // tensors that other tests left to the finaliser would leave the count meanwhile
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        StepState state = engine.CreateState();
        foreach (PenOffset row in Line(20))
        {
            engine.CopyStateTo(state);
            engine.Restore(state);
            engine.Step(row, trace, next);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void SameSeed_WritesTheSameInkInEveryEngine()
    {
        InkModel model = InkModel.Load(Repository.ShippedModel);
        using var reference = new TorchStepEngine(model, CPU);
        PenOffset[] expected = Write(reference), actual = Write(new SimdStepEngine(model));
        Assert.Equal(expected.Select(row => row.PenUp), actual.Select(row => row.PenUp));
        for (int row = 0; row < expected.Length; row++)
        {
            // A hundredth of the whiteboard's unit, after hundreds of rows fed back.
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
    [InlineData(EngineWeights.Float32, 0, 0.01)]
    [InlineData(EngineWeights.Int16, 0.25, 0.05)] // after a boundary that rounding moved, the rest of a line is scored from another state
    public void RealLines_HaveTheSameBoundariesAndLikelihood(EngineWeights weights, double maximumParted, double maximumNatsPerPoint)
    {
        Assert.SkipWhen(Repository.IamOnDb is null, Repository.NoIamOnDb);
        InkModel model = InkModel.Load(Repository.ShippedModel);
        // One line in 400, so of many writers; `trainer parity` compares as many as asked.
        InkLine[] lines = [.. LineDataset.Load(Repository.IamOnDb).Lines.Where((_, index) => index % 400 == 0)];
        StepParity parity = StepParity.Measure(model, lines, weights, RecurrenceImplementation.Fused);
        Assert.Equal(0, parity.PartedBeyondRounding);
        Assert.InRange(parity.PartedWithinRounding, 0, Math.Max(1, maximumParted * lines.Length));
        Assert.InRange(parity.MaximumNatsPerPoint, 0, maximumNatsPerPoint);
        Assert.InRange(parity.NatsPerPoint, 0, 0.001);
        Assert.InRange(parity.Boundaries, parity.Points, 2 * parity.Points);
    }

    [Fact]
    public void Parity_SeesADetectorThatIsOff()
    {
        InkModel model = Model(Cell.HmLstm, 3, softFlush: false);
        InkLine[] lines = [new("a", Line(80)), new("b", Line(50))];
        StepParity same = StepParity.Measure(model, lines, EngineWeights.Float32, RecurrenceImplementation.Eager);
        Assert.Equal((2, 128, 0), (same.Lines, same.Points, same.PartedBeyondRounding));
        Assert.Equal(2 * 128, same.Boundaries);
        Assert.InRange(same.MaximumNatsPerPoint, 0, 1e-3);

        StepParity other = StepParity.Measure(model, Shifted(model), lines, RecurrenceImplementation.Eager);
        Assert.Equal(2, other.PartedBeyondRounding);
        Assert.True(other.MaximumNatsPerPoint > same.MaximumNatsPerPoint);

        static PackedModel Shifted(InkModel model)
        {
            var weights = model.Weights.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
            weights["layers.0.bias"][^1] += 1;
            return new(new InkModel(model.Metadata, weights));
        }
    }

    private static InkModel Model(Cell cell, int layers, bool softFlush)
    {
        var config = new ModelConfig
        {
            Cell = cell,
            Layers = layers,
            Hidden = 24,
            Embedding = 12,
            OutputEmbedding = 20,
            Components = 4,
            SoftFlush = softFlush,
        };
        using DisposeScope scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var parameters = ParameterVector.Initialise(config, seed: 1, CPU);
        parameters.Values.copy_(new SeededTensors(11).Normal(config.ParameterCount()) * 0.4);
        foreach ((string name, Tensor bias) in parameters.Views())
            if (name.StartsWith("layers.") && name.EndsWith(".bias")) bias.fill_(0); // detectors that fire now and then
        return new(
            new() { Config = config, Normalisation = new Normalisation(8.21f, 0.12f, 42.41f, 37.07f), Slope = Slope },
            parameters.ToWeights());
    }

    private static PenOffset[] Line(int rows)
    {
        var random = new Random(12);
        var line = new PenOffset[rows];
        for (int row = 1; row < rows; row++)
            line[row] = new((float)((160 * random.NextDouble()) - 70), (float)((140 * random.NextDouble()) - 70), random.Next(8) == 0);
        return line;
    }
}
