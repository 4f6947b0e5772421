using HmRnnInk.Model.Tests;

namespace HmRnnInk.Torch.Tests;

/// <summary>The step in TorchSharp does the same as the SIMD engine, and its state can be saved and restored.</summary>
public sealed class TorchStepEngineTests
{
    [Theory]
    [InlineData(Cell.HmLstm, 3, false)]
    [InlineData(Cell.HmLstm, 2, true)]
    [InlineData(Cell.HmLstm, 4, false)]
    [InlineData(Cell.Lstm, 3, false)]
    public void Step_MatchesTheSimdEngineAtEveryRow(Cell cell, int layers, bool softFlush)
    {
        InkModel model = ParityModel.Create(cell, layers, softFlush);
        using var torchEngine = new TorchStepEngine(model, CPU);
        var simd = new SimdStepEngine(model);
        StepTrace expected = new(layers), actual = new(layers);
        MixtureDensity expectedNext = new(4), actualNext = new(4);
        foreach (PenOffset[] line in (PenOffset[][])[RandomModel.Line(80, seed: 12), RandomModel.Line(20, seed: 12)])
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
    public void StateOfOneEngine_ContinuesInTheOther(Cell cell)
    {
        InkModel model = ParityModel.Create(cell, 3, softFlush: false);
        using var torchEngine = new TorchStepEngine(model, CPU);
        using var other = new TorchStepEngine(model, CPU);
        var simd = new SimdStepEngine(model);
        PenOffset[] line = RandomModel.Line(60, seed: 12);
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
            Read(other, line[..5]); // an unrelated state
            other.Restore(state);
            Assert.True(hiddens.AsSpan().SequenceEqual(other.Hiddens));
            simd.Restore(state);
            (Operation[] otherOperations, double otherNats) = Read(other, line[rows..]);
            (Operation[] simdOperations, double simdNats) = Read(simd, line[rows..]);
            Assert.Equal(operations, otherOperations);
            Assert.Equal(nats, otherNats); // bit for bit: it is the same engine from the same state
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
    public void StateOfAnotherConfig_IsRejected()
    {
        using var engine = new TorchStepEngine(ParityModel.Create(Cell.HmLstm, 3, softFlush: false), CPU);
        StepState other = new SimdStepEngine(ParityModel.Create(Cell.HmLstm, 4, softFlush: false)).CreateState();
        Assert.Throws<ArgumentException>(() => engine.CopyStateTo(other));
        Assert.Throws<ArgumentException>(() => engine.Restore(other));
    }

    [Fact]
    public void Step_LeavesNoTensorsBehind()
    {
        using var engine = new TorchStepEngine(ParityModel.Create(Cell.HmLstm, 3, softFlush: false), CPU);
        var trace = new StepTrace(3);
        var next = new MixtureDensity(4);
        engine.Step(default, trace, next);
        GC.Collect(); // otherwise finalisers of earlier tests' tensors would change the count
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        StepState state = engine.CreateState();
        foreach (PenOffset row in RandomModel.Line(20, seed: 12))
        {
            engine.CopyStateTo(state);
            engine.Restore(state);
            engine.Step(row, trace, next);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }
}
