namespace HmRnnInk.Torch.Tests;

/// <summary>The fused recurrence against the eager ones, which are the reference.</summary>
public sealed class FusedRecurrenceTests
{
    [Theory]
    [InlineData(2, 16, 5, 7, 6, 1f, false)]
    [InlineData(3, 16, 5, 7, 6, 1f, true)]
    [InlineData(3, 33, 13, 9, 11, 1.7f, false)]
    [InlineData(3, 33, 13, 9, 11, 1.7f, true)]
    [InlineData(4, 24, 8, 4, 12, 3f, false)]
    [InlineData(4, 7, 3, 3, 10, 3f, true)]
    [InlineData(3, 1, 1, 1, 1, 1f, false)]
    [InlineData(2, 65, 128, 17, 5, 0.5f, false)]
    public void HmLstm_GivesEagerOutputsAndGradients(
        int layers, int hidden, int embedding, int batch, int time, float slope, bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = layers, Hidden = hidden, Embedding = embedding, SoftFlush = softFlush };
        using var fused = new FusedRecurrence(config);
        for (int seed = 0; seed < 4; seed++) AssertAgrees(new EagerHmLstm(config), fused, config, time, batch, slope, seed);
    }

    [Theory]
    [InlineData(1, 16, 16, 8, 6)]
    [InlineData(1, 9, 3, 1, 1)]
    [InlineData(2, 33, 13, 9, 11)]
    [InlineData(3, 7, 29, 5, 40)]
    [InlineData(3, 65, 128, 17, 14)]
    [InlineData(4, 24, 8, 101, 5)]
    [InlineData(4, 1, 1, 3, 10)]
    public void Lstm_GivesEagerOutputsAndGradients(int layers, int hidden, int embedding, int batch, int time)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Cell = Cell.Lstm, Layers = layers, Hidden = hidden, Embedding = embedding };
        using var fused = new FusedRecurrence(config);
        for (int seed = 0; seed < 4; seed++) AssertAgrees(new EagerLstm(config), fused, config, time, batch, 1, seed);
    }

    [Theory]
    [InlineData(Cell.HmLstm, false)]
    [InlineData(Cell.HmLstm, true)]
    [InlineData(Cell.Lstm, false)]
    public void WithRecurrentDropout_GivesEagerOutputsAndGradients(Cell cell, bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Cell = cell, Layers = 3, Hidden = 21, Embedding = 6, SoftFlush = softFlush };
        using var fused = new FusedRecurrence(config);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);
        for (int seed = 0; seed < 4; seed++) AssertAgrees(eager, fused, config, 9, 7, 1.5f, seed, new Dropout(0.7, 1, seed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WithForcedBoundaries_GivesEagerOutputsAndGradients(bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 4, Hidden = 17, Embedding = 6, SoftFlush = softFlush };
        using var fused = new FusedRecurrence(config);
        for (int seed = 0; seed < 3; seed++) AssertAgrees(new EagerHmLstm(config), fused, config, 9, 7, 1.5f, seed, force: true);
    }

    [Theory]
    [InlineData(Cell.HmLstm, 2, 16, 7, 6, false, WindowAdvance.Steps)]
    [InlineData(Cell.HmLstm, 3, 33, 9, 11, true, WindowAdvance.Steps)]
    [InlineData(Cell.HmLstm, 3, 33, 9, 11, true, WindowAdvance.Boundaries)]
    [InlineData(Cell.HmLstm, 4, 7, 5, 10, false, WindowAdvance.Boundaries)]
    [InlineData(Cell.HmLstm, 3, 1, 1, 1, false, WindowAdvance.Steps)]
    [InlineData(Cell.Lstm, 3, 33, 9, 11, false, WindowAdvance.Steps)]
    [InlineData(Cell.Lstm, 1, 9, 21, 30, false, WindowAdvance.Steps)]
    public void WithTexts_GivesEagerOutputsAndGradients(
        Cell cell, int layers, int hidden, int batch, int time, bool softFlush, WindowAdvance advance)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = RecurrenceExample.WithTextWindow(
            new() { Cell = cell, Layers = layers, Hidden = hidden, Embedding = 6, SoftFlush = softFlush }, advance);
        using var fused = new FusedRecurrence(config);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);
        for (int seed = 0; seed < 4; seed++) AssertAgrees(eager, fused, config, time, batch, 1.5f, seed);
        AssertAgrees(eager, fused, config, time, batch, 1.5f, 4, new Dropout(0.7, 1, 4), force: cell == Cell.HmLstm);
    }

    [Theory]
    [InlineData(Cell.HmLstm, false)]
    [InlineData(Cell.Lstm, false)]
    [InlineData(Cell.HmLstm, true)]
    [InlineData(Cell.Lstm, true)]
    public void SameInput_GivesTheSameBits_AlsoForSingleLines(Cell cell, bool hasText)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Cell = cell, Layers = 3, Hidden = 40, Embedding = 10 };
        if (hasText) config = RecurrenceExample.WithTextWindow(config, WindowAdvance.Steps);
        using var fused = new FusedRecurrence(config);
        var example = RecurrenceExample.Random(config, time: 12, batch: 21, seed: 3);
        Tensor[] first = example.Run(fused, 1.5f).Values, second = example.Run(fused, 1.5f).Values;

        foreach ((Tensor one, Tensor other) in first.Zip(second)) TensorAssert.SameBits(one, other);

        RecurrentOutput together = example.Forward(fused, 1.5f);
        for (int line = 0; line < 21; line++)
        {
            RecurrentOutput alone = example.ForwardLine(fused, 1.5f, line);
            foreach ((Tensor one, Tensor other) in together.Hidden.Zip(alone.Hidden)) TensorAssert.SameBits(one.narrow(1, line, 1), other);
        }
    }

    [Theory]
    [InlineData(Cell.HmLstm, false)]
    [InlineData(Cell.Lstm, false)]
    [InlineData(Cell.HmLstm, true)]
    [InlineData(Cell.Lstm, true)]
    public void WindowsOfDifferentShapes_ReuseTheMemory(Cell cell, bool hasText)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Cell = cell, Layers = 3, Hidden = 20, Embedding = 6 };
        if (hasText) config = RecurrenceExample.WithTextWindow(config, WindowAdvance.Steps);
        using var fused = new FusedRecurrence(config);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);
        (int Time, int Batch)[] shapes = [(4, 9), (12, 2), (1, 16), (7, 13), (4, 9)];
        foreach ((int time, int batch) in shapes) AssertAgrees(eager, fused, config, time, batch, 1, seed: time);
    }

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void Cpu_UsesTheFusedRecurrence(Cell cell)
    {
        var config = new ModelConfig { Cell = cell };

        Assert.IsType<FusedRecurrence>(Recurrences.For(config));
        Assert.IsNotType<FusedRecurrence>(Recurrences.For(config, META));
        Assert.Throws<ArgumentException>(() => Recurrences.For(config, META, RecurrenceImplementation.Fused));
    }

    private static void AssertAgrees(
        IRecurrence eager, FusedRecurrence fused, ModelConfig config, int time, int batch, float slope, int seed, Dropout? dropout = null,
        bool force = false)
    {
        var example = RecurrenceExample.Random(config, time, batch, seed);
        RecurrenceExample.Results expected = example.Run(eager, slope, dropout, force), actual = example.Run(fused, slope, dropout, force);
        expected.AssertClose(actual, $"{time} × {batch}, seed {seed}");
    }
}
