using HmRnnInk.Torch.Fused;

namespace HmRnnInk.Torch.Tests;

/// <summary>The windows of recurrences that are a single operation: their memory, and what they refuse.</summary>
public sealed class RecurrenceWindowTests
{
    private static readonly ModelConfig Small = new() { Layers = 2, Hidden = 8, Embedding = 4 };

    [Fact]
    public void MasksOfAnotherShape_AreRefusedWithTheShapeNeeded() =>
        AssertRefused("expected [2, 3, 2, 16]", masks: ones(2, 3, 2, 8));

    [Theory]
    [InlineData(RecurrenceImplementation.Fused, Cell.HmLstm)]
    [InlineData(RecurrenceImplementation.Fused, Cell.Lstm)]
    [InlineData(RecurrenceImplementation.Scripted, Cell.HmLstm)]
    public void TwoWindowsOpenAtOnce_KeepTheirActivationsApart(RecurrenceImplementation implementation, Cell cell)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = Small with { Cell = cell };
        IRecurrence recurrence = Recurrences.For(config, CPU, implementation);
        using var disposed = recurrence as IDisposable;
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves();

        Loss(2, slope: 1).backward();
        Loss(3, slope: 0.3f).backward();
        var apart = weights.ToDictionary(pair => pair.Key, pair => pair.Value.grad!.clone());
        foreach (Tensor weight in weights.Values) weight.grad!.zero_();
        (Loss(2, slope: 1) + Loss(3, slope: 0.3f)).backward();

        foreach ((string name, Tensor weight) in weights) TensorAssert.Close(apart[name], weight.grad!, 1e-5, name);

        Tensor Loss(int seed, float slope)
        {
            var random = new SeededTensors(seed);
            Tensor[] States() => [random.Normal(2, 8), random.Normal(2, 8)];
            RecurrentState state = new(States(), States(), cell == Cell.HmLstm ? [random.Coins(2, 1)] : []);
            RecurrentOutput output = recurrence.Forward(weights, random.Normal(3, 2, 4), state, slope);
            return output.Boundaries.Aggregate(output.Hidden[1].sum(), (sum, fired) => sum + fired.sum());
        }
    }

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void ManyWindows_LeaveNoTensorBehind(Cell cell)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = Small with { Cell = cell };
        using var fused = new FusedRecurrence(config);
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves();
        var state = RecurrentState.Zero(config, 2, CPU);
        Run();
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int repeat = 0; repeat < 5; repeat++) Run();

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Run()
        {
            using DisposeScope windowScope = NewDisposeScope();
            // The loss does not depend on the boundaries here, as in training if none are taught.
            fused.Forward(weights, ones(3, 2, 4), state, 1).Hidden[1].sum().backward();
        }
    }

    [Fact]
    public void SecondBackwardPass_IsRefused()
    {
        var free = new System.Collections.Concurrent.ConcurrentBag<object>();
        var call = new WindowCall<object>(new(), free);

        call.Release();

        Assert.Single(free);
        Assert.Contains("once", Assert.Throws<InvalidOperationException>(() => call.Window).Message);
    }

    [Theory]
    [InlineData(RecurrenceImplementation.Fused)]
    [InlineData(RecurrenceImplementation.Scripted)]
    public void BoundaryBeforeTheWindowWithAGradient_IsRefused(RecurrenceImplementation implementation) =>
        AssertRefused("etach it", boundary => boundary.requires_grad_(true), implementation: implementation);

    [Fact]
    public void BoundaryOfOneHalfInTheState_IsRefused() => AssertRefused("0.5", boundary => boundary.fill_(0.5));

    /// <param name="prepare">Changes the boundary before the window.</param>
    private static void AssertRefused(
        string message, Action<Tensor>? prepare = null, Tensor? masks = null,
        RecurrenceImplementation implementation = RecurrenceImplementation.Fused)
    {
        using DisposeScope scope = NewDisposeScope();
        IRecurrence recurrence = Recurrences.For(Small, CPU, implementation);
        using var disposed = recurrence as IDisposable;
        RecurrentState state = RecurrentState.Zero(Small, 2, CPU);
        prepare?.Invoke(state.Boundaries[0]);

        var thrown = Assert.Throws<ArgumentException>(() =>
            recurrence.Forward(RecurrenceExample.Random(Small, 3, 2, seed: 1).Leaves(), zeros(3, 2, 4), state, 1, masks));

        Assert.Contains(message, thrown.Message);
    }
}
