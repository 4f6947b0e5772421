using HmRnnInk.Torch.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>The windows of the fused recurrence: their memory, and what they refuse.</summary>
public sealed class FusedWindowTests
{
    private static readonly ModelConfig Small = new() { Layers = 2, Hidden = 8, Embedding = 4 };

    [Fact]
    public void MasksOfAnotherShape_AreRefusedWithTheShapeNeeded() =>
        AssertRefused("expected [2, 3, 2, 16]", masks: ones(2, 3, 2, 8));

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void TwoWindowsOpenAtOnce_KeepTheirActivationsApart(Cell cell)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = Small with { Cell = cell };
        using var fused = new FusedRecurrence(config);
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves();
        Tensor one = new SeededTensors(2).Normal(3, 2, 4), other = new SeededTensors(3).Normal(3, 2, 4);
        var state = RecurrentState.Zero(config, 2, CPU);

        Loss(one).backward();
        Loss(other).backward();
        Tensor apart = weights["layers.0.bias"].grad!.clone();
        weights["layers.0.bias"].grad!.zero_();
        (Loss(one) + Loss(other)).backward();

        TensorAssert.Close(apart, weights["layers.0.bias"].grad!, 1e-5, "gradient");

        Tensor Loss(Tensor embedded) => fused.Forward(weights, embedded, state, 1).Hidden[1].sum();
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

    [Fact]
    public void BoundaryBeforeTheWindowWithAGradient_IsRefused() =>
        AssertRefused("detach", boundary => boundary.requires_grad_(true));

    [Fact]
    public void BoundaryOfOneHalfInTheState_IsRefused() => AssertRefused("0.5", boundary => boundary.fill_(0.5));

    /// <param name="prepare">Changes the boundary before the window.</param>
    private static void AssertRefused(string message, Action<Tensor>? prepare = null, Tensor? masks = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using var fused = new FusedRecurrence(Small);
        RecurrentState state = RecurrentState.Zero(Small, 2, CPU);
        prepare?.Invoke(state.Boundaries[0]);

        var thrown = Assert.Throws<ArgumentException>(() =>
            fused.Forward(RecurrenceExample.Random(Small, 3, 2, seed: 1).Leaves(), zeros(3, 2, 4), state, 1, masks));

        Assert.Contains(message, thrown.Message);
    }
}
