namespace HmRnnInk.Model.Tests;

public sealed class SimdStepBatchTests
{
    private const int Rows = 60;

    public static TheoryData<int, bool, WeightFormat> Sizes()
    {
        var sizes = new TheoryData<int, bool, WeightFormat>();
        foreach (int streams in (int[])[1, 2, 3, 5, 8, 16, 64]) sizes.Add(streams, true, WeightFormat.Float32);
        sizes.Add(7, false, WeightFormat.Float32);
        sizes.Add(13, true, WeightFormat.Int16);
        return sizes;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Streams_GiveTheSameBitsAsSeparateEngines(int streams, bool skipping, WeightFormat format)
    {
        var model = new PackedModel(RandomModel.Create(RandomModel.SmallConfig with { Hidden = 21 }, seed: 3), format);
        var batch = new SimdStepBatch(model, streams, skipping);
        var (traces, next) = Outputs(streams);
        SimdStepEngine[] engines = [.. Enumerable.Range(0, streams).Select(_ => new SimdStepEngine(model))];
        PenOffset[][] lines = [.. Enumerable.Range(0, streams).Select(stream => RandomModel.Line(Rows, stream))];
        StepState state = batch.CreateState(), expectedState = batch.CreateState();
        StepTrace trace = new(3);
        MixtureDensity density = new(2);
        var random = new Random(streams);
        int[] fed = new int[streams];
        for (int step = 0; step < Rows; step++)
        {
            // Some streams pause at some rows and some are reset, like alternatives that end at different rows.
            int[] taking = [.. Enumerable.Range(0, streams).Where(_ => random.Next(5) > 0)];
            PenOffset[] offsets = [.. lines.Select((line, stream) => line[fed[stream]])];
            batch.Step(taking, offsets, traces, next);
            foreach (int stream in taking)
            {
                engines[stream].Step(offsets[stream], trace, density);
                fed[stream]++;
                batch.CopyStateTo(stream, state);
                engines[stream].CopyStateTo(expectedState);
                StepAssert.Same(trace, traces[stream]);
                StepAssert.Same(expectedState, state);
                StepAssert.Same(density, next[stream]);
                if (random.Next(30) > 0) continue;
                batch.Reset(stream);
                engines[stream].Reset();
                fed[stream] = 0;
            }
        }
    }

    [Fact]
    public void Forks_ContinueFromTheSameState()
    {
        var model = new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 3));
        var engine = new SimdStepEngine(model);
        var batch = new SimdStepBatch(model, 4);
        var (traces, next) = Outputs(4);
        PenOffset[] line = RandomModel.Line(Rows, seed: 1);
        StepTrace trace = new(3);
        MixtureDensity density = new(2);
        StepState fork = engine.CreateState();
        foreach (PenOffset row in line[..30]) engine.Step(row, trace, density);
        engine.CopyStateTo(fork);
        for (int stream = 0; stream < 4; stream++) batch.Restore(stream, fork);
        batch.Predict([0, 1, 2, 3], next);
        Assert.All(next, each => StepAssert.Same(density, each));
        foreach (PenOffset row in line[30..])
        {
            engine.Step(row, trace, density);
            batch.Step([0, 3], [row, default, default, row], traces, next);
            StepAssert.Same(density, next[0]);
            StepAssert.Same(density, next[3]);
        }
    }

    [Fact]
    public void Work_CountsOnlyTheTermsThatAreComputed()
    {
        // Widths that need no padding, so that the bytes can be computed from the configuration.
        var config = new ModelConfig { Hidden = 32, Embedding = 8, OutputEmbedding = 32, Components = 5 };
        var batch = new SimdStepBatch(new PackedModel(RandomModel.Create(config, seed: 5)), streams: 1);
        var trace = new StepTrace(3);
        MixtureDensity[] next = [new(5)];
        int[] seen = new int[3];
        batch.Predict([0], next); // so that the products of the initial state are cached and not counted below
        foreach (PenOffset row in RandomModel.Line(Rows, seed: 5))
        {
            StepWork before = batch.Work;
            batch.Step([0], [row], [trace], next);
            long expected = 31 * 32; // the output layer: 6 values for each of 5 components, and the pen-up
            for (int layer = 0; layer < 3; layer++)
            {
                if (trace.Operations[layer] == Operation.Copy) continue;
                seen[layer]++;
                int gateRows = config.GateRows(layer);
                expected += gateRows * 32 + 3 * 32 + 32 * 32; // U, the output's gates, W^e
                if (layer == 0) expected += gateRows * 3;
                else if (trace.Boundaries[layer - 1]) expected += gateRows * 32;
                if (trace.Operations[layer] == Operation.Flush) expected += gateRows * 32;
            }

            Assert.Equal(expected, (batch.Work - before).MultiplyAdds);
        }

        Assert.True(seen[0] == Rows && seen[1] < Rows && seen[2] < seen[0], string.Join(", ", seen));
    }

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void Skipping_ReadsLess_WhereThereAreBoundaries(Cell cell)
    {
        var model = new PackedModel(RandomModel.Create(RandomModel.SmallConfig with { Cell = cell }, seed: 3));
        SimdStepBatch skipping = new(model, 1), dense = new(model, 1, skipping: false);
        var (traces, next) = Outputs(1);
        foreach (PenOffset row in RandomModel.Line(Rows, seed: 3))
        {
            skipping.Step([0], [row], traces, next);
            dense.Step([0], [row], traces, next);
        }

        if (cell == Cell.HmLstm) Assert.True(skipping.Work.WeightBytes < dense.Work.WeightBytes);
        else Assert.Equal(dense.Work, skipping.Work);
    }

    [Fact]
    public void SharedWeights_AreReadOnceForAllStreams()
    {
        var model = new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 3));
        SimdStepBatch one = new(model, 1), eight = new(model, 8);
        var (traces, next) = Outputs(8);
        foreach (PenOffset row in RandomModel.Line(Rows, seed: 1))
        {
            one.Step([0], [row], traces, next);
            eight.Step([0, 1, 2, 3, 4, 5, 6, 7], [.. Enumerable.Repeat(row, 8)], traces, next);
        }

        Assert.Equal(one.Work.WeightBytes, eight.Work.WeightBytes);
        Assert.Equal(8 * one.Work.MultiplyAdds, eight.Work.MultiplyAdds);
    }

    [Fact]
    public void OffsetThatIsNotFinite_IsRefused_AndNoStreamIsFed()
    {
        var batch = new SimdStepBatch(new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 1)), 2);
        var (traces, _) = Outputs(2);
        StepState state = batch.CreateState();
        Assert.Throws<ArgumentException>(() => batch.Advance([0, 1], [new(1, 1, false), new(float.NaN, 0, false)], traces));
        batch.CopyStateTo(0, state);
        Assert.All(state.Hiddens, value => Assert.Equal(0, value));
        batch.Advance([0], [new(1, 1, false), new(float.NaN, 0, false)], traces);
        batch.CopyStateTo(0, state);
        Assert.Contains(state.Hiddens, value => value != 0);
    }

    [Fact]
    public void Step_AllocatesNothing()
    {
        var batch = new SimdStepBatch(new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 1)), 5);
        var (traces, next) = Outputs(5);
        int[] streams = [0, 1, 2, 3, 4];
        PenOffset[][] rows = [.. RandomModel.Line(Rows, seed: 1).Select(row => Enumerable.Repeat(row, 5).ToArray())];
        StepState state = batch.CreateState();
        foreach (PenOffset[] offsets in rows) batch.Step(streams, offsets, traces, next);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (PenOffset[] offsets in rows) batch.Step(streams, offsets, traces, next);
        batch.CopyStateTo(1, state);
        batch.Restore(2, state);
        batch.Reset(3);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void NoStreams_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new SimdStepBatch(new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 1)), 0));

    private static (StepTrace[] Traces, MixtureDensity[] Next) Outputs(int streams) =>
        (
            [.. Enumerable.Range(0, streams).Select(_ => new StepTrace(3))],
            [.. Enumerable.Range(0, streams).Select(_ => new MixtureDensity(2))]);
}
