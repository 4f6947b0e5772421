using HmRnnInk.Model;
using HmRnnInk.Torch.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>The windows of the fused recurrence: their memory, and what they refuse.</summary>
public sealed class FusedWindowTests
{
    [Fact]
    public void MasksOfAnotherShape_AreRefusedWithTheShapeNeeded()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 2, Hidden = 8, Embedding = 4 };
        using var fused = new FusedRecurrence(config);

        var thrown = Assert.Throws<ArgumentException>(() => fused.Forward(
            RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves(), zeros(3, 2, 4),
            RecurrentState.Zero(config, 2, CPU), 1, ones(2, 3, 2, 8)));

        Assert.Contains("expected [2, 3, 2, 16]", thrown.Message);
    }

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void TwoWindowsOpenAtOnce_KeepTheirActivationsApart(Cell cell)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Cell = cell, Layers = 2, Hidden = 12, Embedding = 6 };
        using var fused = new FusedRecurrence(config);
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves();
        Tensor one = new SeededTensors(2).Normal(3, 2, 6), other = new SeededTensors(3).Normal(3, 2, 6);
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
        var config = new ModelConfig { Cell = cell, Layers = 2, Hidden = 8, Embedding = 4 };
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
    public void BoundaryBeforeTheWindowWithAGradient_IsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 2, Hidden = 8, Embedding = 4 };
        using var fused = new FusedRecurrence(config);
        RecurrentState state = RecurrentState.Zero(config, 2, CPU);
        state.Boundaries[0].requires_grad_(true);

        var thrown = Assert.Throws<ArgumentException>(() =>
            fused.Forward(RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves(), zeros(3, 2, 4), state, 1));

        Assert.Contains("detach", thrown.Message);
    }

    [Fact]
    public void BoundaryOfOneHalfInTheState_IsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 2, Hidden = 8, Embedding = 4 };
        using var fused = new FusedRecurrence(config);
        RecurrentState state = RecurrentState.Zero(config, 2, CPU);
        state.Boundaries[0].fill_(0.5);

        var thrown = Assert.Throws<ArgumentException>(() =>
            fused.Forward(RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves(), zeros(3, 2, 4), state, 1));

        Assert.Contains("0.5", thrown.Message);
    }
}
