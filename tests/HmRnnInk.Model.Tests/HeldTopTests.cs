namespace HmRnnInk.Model.Tests;

public sealed class HeldTopTests
{
    private const int Rows = 90, Top = 2;

    private static readonly int Hidden = RandomModel.SmallConfig.Hidden;

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void HeldTop_StaysWhileTheLayersBelowContinue_AndContinuesWhenReleased(Cell cell)
    {
        var model = new PackedModel(RandomModel.Create(RandomModel.SmallConfig with { Cell = cell }, seed: 3));
        var engine = new SimdStepEngine(model);
        StepTrace trace = new(3);
        float[] before = [], after;
        var operations = new List<Operation>();
        PenOffset[] line = RandomModel.Line(Rows, seed: 1);
        for (int row = 0; row < Rows; row++)
        {
            if (row == 30) engine.HoldTop(true);
            if (row == 60) engine.HoldTop(false);
            engine.Advance(line[row], trace);
            after = engine.Hiddens.ToArray();
            if (row is >= 30 and < 60)
            {
                Assert.Equal(Operation.Copy, trace.Operations[Top]);
                Assert.Equal(before[(Top * Hidden)..], after[(Top * Hidden)..]);
                Assert.NotEqual(before[..Hidden], after[..Hidden]);
            }
            else
            {
                operations.Add(trace.Operations[Top]);
            }

            before = after;
        }

        Assert.Contains(Operation.Update, operations[..30]);
        Assert.Contains(Operation.Update, operations[30..]);
    }

    /// <summary>Some streams hold their top layer at some rows. With and without skipping, states and traces agree bit for bit.</summary>
    [Theory]
    [InlineData(Cell.HmLstm, false)]
    [InlineData(Cell.HmLstm, true)]
    [InlineData(Cell.Lstm, false)]
    public void SkippingAndDense_GiveTheSameBits(Cell cell, bool softFlush)
    {
        const int Streams = 5;
        var model = new PackedModel(RandomModel.Create(
            RandomModel.SmallConfig with { Hidden = 21, Cell = cell, SoftFlush = softFlush }, seed: 4));
        SimdStepBatch skipping = new(model, Streams), dense = new(model, Streams, skipping: false);
        int[] streams = [0, 1, 2, 3, 4];
        StepTrace[] traces = [.. streams.Select(_ => new StepTrace(3))], denseTraces = [.. streams.Select(_ => new StepTrace(3))];
        MixtureDensity[] next = [.. streams.Select(_ => new MixtureDensity(2))];
        MixtureDensity[] denseNext = [.. streams.Select(_ => new MixtureDensity(2))];
        PenOffset[][] lines = [.. streams.Select(stream => RandomModel.Line(Rows, stream))];
        StepState state = skipping.CreateState(), denseState = skipping.CreateState();
        var random = new Random(2);
        int held = 0;
        for (int row = 0; row < Rows; row++)
        {
            foreach (int stream in streams)
            {
                if (random.Next(10) > 0) continue;
                bool hold = random.Next(2) == 0;
                if (hold) held++;
                skipping.HoldTop(stream, hold);
                dense.HoldTop(stream, hold);
            }

            PenOffset[] offsets = [.. lines.Select(line => line[row])];
            skipping.Step(streams, offsets, traces, next);
            dense.Step(streams, offsets, denseTraces, denseNext);
            foreach (int stream in streams)
            {
                skipping.CopyStateTo(stream, state);
                dense.CopyStateTo(stream, denseState);
                StepAssert.Same(denseState, state);
                StepAssert.Same(denseTraces[stream], traces[stream]);
                StepAssert.Same(denseNext[stream], next[stream]);
            }
        }

        Assert.True(held > 10);
    }

    [Fact]
    public void HeldTopOfOneStream_DoesNotAffectTheOthers()
    {
        var model = new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 3));
        SimdStepBatch batch = new(model, 2), free = new(model, 1);
        StepTrace[] traces = [new(3), new(3)];
        StepState state = batch.CreateState(), expected = batch.CreateState();
        batch.HoldTop(0, true);
        foreach (PenOffset row in RandomModel.Line(Rows, seed: 1))
        {
            batch.Advance([0, 1], [row, row], traces);
            free.Advance([0], [row], traces);
        }

        batch.CopyStateTo(1, state);
        free.CopyStateTo(0, expected);
        Assert.Equal(expected.Hiddens, state.Hiddens);
        batch.CopyStateTo(0, state);
        Assert.NotEqual(expected.Hiddens, state.Hiddens);
    }

    [Fact]
    public void ResetAndRestore_DoNotChangeTheSwitch()
    {
        var engine = new SimdStepEngine(new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 3)));
        StepTrace trace = new(3);
        StepState start = engine.CreateState();
        engine.CopyStateTo(start);
        engine.HoldTop(true);
        engine.Reset();
        engine.Restore(start);
        foreach (PenOffset row in RandomModel.Line(Rows, seed: 1))
        {
            engine.Advance(row, trace);
            Assert.Equal(Operation.Copy, trace.Operations[Top]);
        }
    }
}
