using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model.Tests;

public sealed class SimdStepEngineTests
{
    private const int Rows = 150;

    public static TheoryData<Cell, int, int, bool, int> Shapes()
    {
        var shapes = new TheoryData<Cell, int, int, bool, int>();
        foreach (int layers in new[] { 2, 3, 4 })
        {
            foreach (int hidden in new[] { 1, 7, 16, 33 })
            {
                shapes.Add(Cell.HmLstm, layers, hidden, false, 10 * layers + hidden);
                shapes.Add(Cell.HmLstm, layers, hidden, true, 20 * layers + hidden);
                shapes.Add(Cell.Lstm, layers, hidden, false, 30 * layers + hidden);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Step_MatchesTheEquations_RowByRow(Cell cell, int layers, int hidden, bool softFlush, int seed)
    {
        var config = new ModelConfig
        {
            Cell = cell,
            Layers = layers,
            Hidden = hidden,
            Embedding = 13,
            OutputEmbedding = 11,
            Components = 3,
            SoftFlush = softFlush,
        };
        InkModel model = RandomModel.Create(config, seed);
        var engine = new SimdStepEngine(model);
        var reference = new ReferenceStepEngine(model);
        StepState state = engine.CreateState();
        StepTrace trace = new(layers), expectedTrace = new(layers);
        MixtureDensity next = new(config.Components), expectedNext = new(config.Components);
        foreach (PenOffset row in RandomModel.Line(Rows, seed))
        {
            engine.Step(row, trace, next);
            reference.Step(row, expectedTrace, expectedNext);
            engine.CopyStateTo(state);
            Assert.True(
                reference.NarrowestMargin > 1e-4,
                $"This seed's z̃ comes within {reference.NarrowestMargin} of 0.5: choose another.");
            Assert.Equal(expectedTrace.Operations, trace.Operations);
            Assert.Equal(expectedTrace.Boundaries, trace.Boundaries);
            StepAssert.Close(expectedTrace.BoundaryProbabilities, trace.BoundaryProbabilities);
            for (int index = 0; index < layers * hidden; index++)
            {
                Assert.Equal(reference.Cell(index / hidden, index % hidden), state.Cells[index], 1e-4);
                Assert.Equal(reference.Hidden(index / hidden, index % hidden), state.Hiddens[index], 1e-4);
            }

            StepAssert.Close(expectedNext, next);
        }
    }

    [Fact]
    public void RestoredState_ContinuesWithTheSameBits()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(Rows, seed: 3);
        SimdStepEngine engine = new(model), other = new(model);
        StepState fork = engine.CreateState();
        StepTrace trace = new(3), otherTrace = new(3);
        MixtureDensity next = new(2), otherNext = new(2);
        foreach (PenOffset row in line[..70]) engine.Step(row, trace, next);
        engine.CopyStateTo(fork);
        foreach (PenOffset row in line[..30]) engine.Step(row, trace, next); // changes the state before Restore
        engine.Restore(fork);
        other.Restore(fork);
        other.Predict(otherNext);
        engine.Predict(next);
        StepAssert.Same(next, otherNext);
        var straight = new SimdStepEngine(model);
        foreach (PenOffset row in line[..70]) straight.Step(row, otherTrace, otherNext);
        StepAssert.Same(next, otherNext);
        foreach (PenOffset row in line[70..])
        {
            engine.Step(row, trace, next);
            straight.Step(row, otherTrace, otherNext);
            StepAssert.Same(otherTrace, trace);
            StepAssert.Same(otherNext, next);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(21)]
    public void Hiddens_AreThoseOfTheState(int hidden)
    {
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig with { Hidden = hidden }, seed: 3));
        StepState state = engine.CreateState();
        foreach (PenOffset row in RandomModel.Line(10, seed: 3)) engine.Advance(row, new StepTrace(3));
        engine.CopyStateTo(state);
        Assert.Equal(state.Hiddens, engine.Hiddens.ToArray());
        Assert.DoesNotContain(0, state.Hiddens[..hidden]);
    }

    [Fact]
    public void Reset_IsTheStateBeforeTheFirstRow()
    {
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 4));
        PenOffset[] line = RandomModel.Line(Rows, seed: 4);
        SequenceLikelihood first = SequenceLikelihood.Of(engine, line), second = SequenceLikelihood.Of(engine, line);
        Assert.Equal(first, second);
    }

    [Fact]
    public void StateOfAnotherConfig_IsRefused()
    {
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 1));
        var other = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig with { Layers = 2 }, seed: 1));
        Assert.Throws<ArgumentException>(() => engine.Restore(other.CreateState()));
        Assert.Throws<ArgumentException>(() => engine.CopyStateTo(other.CreateState()));
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(0, float.PositiveInfinity)]
    public void StepWithAnOffsetThatIsNotFinite_IsRefusedAndChangesNothing(float deltaX, float deltaY)
    {
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 1));
        StepState before = engine.CreateState(), after = engine.CreateState();
        engine.Advance(new PenOffset(3, 4, false), new StepTrace(3));
        engine.CopyStateTo(before);
        Assert.Throws<ArgumentException>(() => engine.Advance(new PenOffset(deltaX, deltaY, false), new StepTrace(3)));
        engine.CopyStateTo(after);
        Assert.Equal(before.Hiddens, after.Hiddens);
        Assert.Equal(before.Cells, after.Cells);
    }

    public static MatrixTheoryData<int, WeightFormat> WidthsAndFormats { get; } =
        new(Enumerable.Range(0, SimdKernels.All.Count), Enum.GetValues<WeightFormat>());

    [Theory]
    [MemberData(nameof(WidthsAndFormats))]
    public void EveryWidthOfVectors_MatchesTheEquations(int kernels, WeightFormat format)
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig with { Hidden = 21 }, seed: 3);
        var engine = new SimdStepEngine(new PackedModel(model, format, SimdKernels.All[kernels]));
        var reference = new ReferenceStepEngine(model);
        StepTrace trace = new(3), expectedTrace = new(3);
        MixtureDensity next = new(2), expectedNext = new(2);
        foreach (PenOffset row in RandomModel.Line(Rows, seed: 3))
        {
            engine.Step(row, trace, next);
            reference.Step(row, expectedTrace, expectedNext);
            Assert.Equal(expectedTrace.Operations, trace.Operations);
            StepAssert.Close(expectedNext, next, format == WeightFormat.Float32 ? 1e-3f : 1e-2f);
        }
    }

    [Theory]
    [InlineData(Cell.HmLstm, false, WeightFormat.Float32)]
    [InlineData(Cell.HmLstm, false, WeightFormat.Int16)]
    [InlineData(Cell.HmLstm, true, WeightFormat.Float32)]
    [InlineData(Cell.Lstm, false, WeightFormat.Float32)]
    public void Skipping_ChangesNoBit(Cell cell, bool softFlush, WeightFormat format)
    {
        ModelConfig config = RandomModel.SmallConfig with { Cell = cell, Hidden = 21, SoftFlush = softFlush };
        var model = new PackedModel(RandomModel.Create(config, seed: 3), format);
        SimdStepEngine skipping = new(model), dense = new(model, skipping: false);
        StepState state = skipping.CreateState(), denseState = skipping.CreateState();
        StepTrace trace = new(3), denseTrace = new(3);
        MixtureDensity next = new(2), denseNext = new(2);
        foreach (PenOffset row in RandomModel.Line(Rows, seed: 3))
        {
            skipping.Step(row, trace, next);
            dense.Step(row, denseTrace, denseNext);
            skipping.CopyStateTo(state);
            dense.CopyStateTo(denseState);
            StepAssert.Same(denseTrace, trace);
            StepAssert.Same(denseState, state);
            StepAssert.Same(denseNext, next);
        }
    }

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void Step_AllocatesNothing(Cell cell)
    {
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig with { Cell = cell }, seed: 1));
        PenOffset[] line = RandomModel.Line(Rows, seed: 1);
        StepTrace trace = new(3);
        MixtureDensity next = new(2);
        StepState state = engine.CreateState();
        foreach (PenOffset row in line) engine.Step(row, trace, next);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (PenOffset row in line) engine.Step(row, trace, next);
        engine.CopyStateTo(state);
        engine.Restore(state);
        next.LogLikelihood(1, 1, false);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
