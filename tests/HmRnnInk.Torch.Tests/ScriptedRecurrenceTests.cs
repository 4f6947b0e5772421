using HmRnnInk.Torch.Scripted;

namespace HmRnnInk.Torch.Tests;

/// <summary>The recurrences for CUDA against the eager ones on the CPU. They run on CUDA only if the machine has it.</summary>
public sealed class ScriptedRecurrenceTests
{
    private static readonly ModelConfig Small = new() { Layers = 2, Hidden = 8, Embedding = 4 };

    [Theory]
    [InlineData("cpu", 2, 16, 5, 7, 6, 1f, false)]
    [InlineData("cpu", 2, 7, 3, 3, 10, 3f, true)]
    [InlineData("cpu", 3, 16, 5, 7, 6, 1f, true)]
    [InlineData("cpu", 3, 33, 13, 9, 11, 1.7f, false)]
    [InlineData("cpu", 4, 24, 8, 4, 12, 3f, false)]
    [InlineData("cpu", 4, 7, 3, 3, 10, 3f, true)]
    [InlineData("cpu", 3, 1, 1, 1, 1, 1f, false)]
    [InlineData("cuda", 3, 33, 13, 9, 11, 1.7f, false)]
    [InlineData("cuda", 4, 7, 3, 3, 10, 3f, true)]
    public void HmLstm_GivesEagerOutputsAndGradients(
        string device, int layers, int hidden, int embedding, int batch, int time, float slope, bool softFlush)
    {
        var config = new ModelConfig { Layers = layers, Hidden = hidden, Embedding = embedding, SoftFlush = softFlush };
        if (device == "cpu") HmLstmScript.WarmUp(config, CPU); // on CUDA the recurrence does it itself
        Compare(new ScriptedHmLstm(config), new EagerHmLstm(config), config, device, batch, time, slope);
    }

    [Theory]
    [InlineData("cpu", false)]
    [InlineData("cpu", true)]
    [InlineData("cuda", false)]
    public void HmLstmWithRecurrentDropout_GivesEagerOutputsAndGradients(string device, bool softFlush)
    {
        var config = new ModelConfig { Layers = 3, Hidden = 10, Embedding = 4, SoftFlush = softFlush };
        Compare(new ScriptedHmLstm(config), new EagerHmLstm(config), config, device, batch: 3, time: 7, slope: 1, drops: true);
    }

    [Theory]
    [InlineData("cpu", 2, 16, 7, 6, false, WindowAdvance.Steps)]
    [InlineData("cpu", 3, 33, 9, 11, true, WindowAdvance.Steps)]
    [InlineData("cpu", 3, 10, 4, 9, true, WindowAdvance.Boundaries)]
    [InlineData("cpu", 4, 7, 3, 10, false, WindowAdvance.Boundaries)]
    [InlineData("cpu", 2, 1, 1, 1, false, WindowAdvance.Steps)]
    [InlineData("cuda", 3, 33, 9, 11, true, WindowAdvance.Steps)]
    [InlineData("cuda", 3, 10, 4, 9, true, WindowAdvance.Boundaries)]
    public void HmLstmWithTexts_GivesEagerOutputsAndGradients(
        string device, int layers, int hidden, int batch, int time, bool softFlush, WindowAdvance advance)
    {
        ModelConfig config = RecurrenceExample.WithTextWindow(
            new() { Layers = layers, Hidden = hidden, Embedding = 4, SoftFlush = softFlush }, advance);
        Compare(new ScriptedHmLstm(config), new EagerHmLstm(config), config, device, batch, time, slope: 1.5f);
    }

    [Fact]
    public void LstmWithATextWindow_UsesTheEagerRecurrence()
    {
        ModelConfig config = RecurrenceExample.WithTextWindow(Small with { Cell = Cell.Lstm }, WindowAdvance.Steps);
        Assert.IsType<EagerLstm>(Recurrences.For(config, META));
        using DisposeScope scope = NewDisposeScope();
        var example = RecurrenceExample.Random(config, 3, 2, seed: 1);
        Assert.Throws<NotSupportedException>(() => example.Forward(new ScriptedLstm(config), 1));
    }

    [Theory]
    [InlineData("cpu", 2, 16, 5, 7, 6)]
    [InlineData("cpu", 3, 33, 13, 9, 11)]
    [InlineData("cpu", 4, 1, 1, 1, 1)]
    [InlineData("cuda", 3, 33, 13, 9, 11)]
    public void Lstm_GivesEagerOutputsAndGradients(string device, int layers, int hidden, int embedding, int batch, int time)
    {
        var config = new ModelConfig { Cell = Cell.Lstm, Layers = layers, Hidden = hidden, Embedding = embedding };
        Compare(new ScriptedLstm(config), new EagerLstm(config), config, device, batch, time, slope: 1);
    }

    [Fact]
    public void WithoutAGradient_GivesTheSameOutput()
    {
        using DisposeScope scope = NewDisposeScope();
        var example = RecurrenceExample.Random(Small, 6, 3, seed: 1);
        RecurrentOutput expected = example.Forward(new EagerHmLstm(Small), 1);

        using IDisposable noGradient = no_grad();
        RecurrentOutput actual = example.Forward(new ScriptedHmLstm(Small), 1);

        IEnumerable<Tensor> expectedTensors = expected.Hidden.Concat(expected.State.CellState);
        foreach ((Tensor one, Tensor other) in expectedTensors.Zip(actual.Hidden.Concat(actual.State.CellState)))
            TensorAssert.Close(one, other, 1e-5, "outputs");
    }

    [Theory]
    [InlineData("cpu", true, false)]
    [InlineData("cpu", false, false)]
    [InlineData("cpu", true, true)]
    [InlineData("cpu", false, true)]
    [InlineData("cuda", true, false)]
    public void ManyWindows_LeaveNoTensorBehind(string device, bool differentiate, bool hasText)
    {
        Assert.SkipWhen(device == "cuda" && !cuda.is_available(), "There is no CUDA device here, or this build's libtorch has no CUDA.");
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = hasText ? RecurrenceExample.WithTextWindow(Small, WindowAdvance.Steps) : Small;
        var scripted = new ScriptedHmLstm(config);
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(config, 3, 2, seed: 1, new Device(device)).Leaves();
        var state = RecurrentState.Zero(config, 2, new Device(device));
        LineTexts? texts = hasText ? new(zeros(2, 3, ScalarType.Int64), ones(2, 3), ones(3, 2)) : null;
        // As on CUDA, where all backward passes run on one thread, which has no dispose scope.
        using var losses = new System.Collections.Concurrent.BlockingCollection<Tensor>();
        using var done = new SemaphoreSlim(0);
        Exception? fault = null;
        var backward = new Thread(() =>
        {
            foreach (Tensor loss in losses.GetConsumingEnumerable())
            {
                fault = Record.Exception(() => loss.backward());
                done.Release();
            }
        });
        backward.IsBackground = true;
        backward.Start();
        for (int repeat = 0; repeat < 3; repeat++) Run();
        GC.Collect(); // collects what earlier tests left
        GC.WaitForPendingFinalizers();
        long live = Tensor.TotalCount;
        for (int repeat = 0; repeat < 5; repeat++) Run();

        Assert.Equal(live, Tensor.TotalCount); // freed at once, because the garbage collector does not know a device's memory

        losses.CompleteAdding();
        Programs.WaitForEnd(backward);

        void Run()
        {
            using DisposeScope windowScope = NewDisposeScope();
            using IDisposable? noGradient = differentiate ? null : no_grad();
            // The loss does not depend on the boundaries here, as in training if none are taught.
            Tensor loss = scripted.Forward(weights, ones(3, 2, 4, device: new Device(device)), state, 1, texts: texts).Hidden[1].sum();
            if (!differentiate) return;
            losses.Add(loss);
            Assert.True(done.Wait(Programs.Patience, TestContext.Current.CancellationToken), "There was no backward pass.");
            Assert.Null(fault);
        }
    }

    [Fact]
    public void SecondBackwardPass_IsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        var window = new ScriptedWindow(Small, 1, [], ones(1), texts: null, differentiates: true);
        window.Store(new([], [], [], [], [], [], [], [], [], window.Masks, [], []));

        window.TakeActivations().Dispose();

        Assert.Contains("once", Assert.Throws<InvalidOperationException>(window.TakeActivations).Message);
    }

    [Fact]
    public void LstmWithRecurrentDropout_IsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = Small with { Cell = Cell.Lstm };
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves();

        Assert.Throws<NotSupportedException>(
            () => new ScriptedLstm(config).Forward(weights, ones(3, 2, 4), RecurrentState.Zero(config, 2, CPU), 1, ones(1)));
    }

    private static void Compare(
        IRecurrence scripted, IRecurrence eager, ModelConfig config, string device, int batch, int time, float slope, bool drops = false)
    {
        Assert.SkipWhen(device == "cuda" && !cuda.is_available(), "There is no CUDA device here, or this build's libtorch has no CUDA.");
        using DisposeScope scope = NewDisposeScope();
        for (int seed = 0; seed < 4; seed++) // the compiler observes the first runs and then specialises the code
        {
            Dropout? dropout = drops ? new(0.7, 1, seed) : null;
            RecurrenceExample.Results expected = RecurrenceExample.Random(config, time, batch, seed).Run(eager, slope, dropout);
            var onDevice = RecurrenceExample.Random(config, time, batch, seed, new Device(device));
            expected.AssertClose(onDevice.Run(scripted, slope, dropout), $"seed {seed}");
        }
    }
}
