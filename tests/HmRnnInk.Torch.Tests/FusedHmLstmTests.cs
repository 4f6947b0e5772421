using HmRnnInk.Model;
using HmRnnInk.Torch.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>The fused HM-LSTM against the eager one, which is the reference.</summary>
public sealed class FusedHmLstmTests
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
    public void Forward_GivesEagerOutputsAndGradients(
        int layers, int hidden, int embedding, int batch, int time, float slope, bool recompute)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = layers, Hidden = hidden, Embedding = embedding, RecomputeBoundaryOnCopy = recompute };
        using var fused = new FusedHmLstm(config);
        var eager = new EagerHmLstm(config);
        for (int seed = 0; seed < 4; seed++)
        {
            var example = RecurrenceExample.Random(config, time, batch, seed);
            RecurrenceExample.Results expected = example.Run(eager, slope), actual = example.Run(fused, slope);
            Assert.Equal(expected.Names, actual.Names);
            foreach ((string name, Tensor one, Tensor other) in expected.Names.Zip(expected.Values, actual.Values))
                TensorAssert.Close(one, other, 1e-4, $"{name}, seed {seed}");
        }
    }

    [Fact]
    public void Forward_GivesTheSameBitsAgainAndForEachLineAlone()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 3, Hidden = 40, Embedding = 10 };
        using var fused = new FusedHmLstm(config);
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

    [Fact]
    public void WindowsOfOtherShapes_ReuseTheMemory()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 3, Hidden = 20, Embedding = 6 };
        using var fused = new FusedHmLstm(config);
        var eager = new EagerHmLstm(config);
        (int Time, int Batch)[] shapes = [(4, 9), (12, 2), (1, 16), (7, 13), (4, 9)];
        foreach ((int time, int batch) in shapes)
        {
            var example = RecurrenceExample.Random(config, time, batch, seed: time);
            RecurrenceExample.Results expected = example.Run(eager, 1), actual = example.Run(fused, 1);
            foreach ((string name, Tensor one, Tensor other) in expected.Names.Zip(expected.Values, actual.Values))
                TensorAssert.Close(one, other, 1e-4, $"{name}, {time} × {batch}");
        }
    }

    [Fact]
    public void TwoWindowsOpenAtOnce_KeepTheirActivationsApart()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 2, Hidden = 12, Embedding = 6 };
        using var fused = new FusedHmLstm(config);
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

    [Fact]
    public void ManyWindows_LeaveNoTensorBehind()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 2, Hidden = 8, Embedding = 4 };
        using var fused = new FusedHmLstm(config);
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves();
        var state = RecurrentState.Zero(config, 2, CPU);
        Run();
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int repeat = 0; repeat < 5; repeat++) Run();

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Run()
        {
            using DisposeScope windowScope = NewDisposeScope();
            // Nothing asks for the boundaries here, as in training.
            fused.Forward(weights, ones(3, 2, 4), state, 1).Hidden[1].sum().backward();
        }
    }

    [Fact]
    public void BackwardTwice_IsRefusedByName()
    {
        var free = new System.Collections.Concurrent.ConcurrentBag<object>();
        var call = new WindowCall<object>(new(), free);

        call.Release();

        Assert.Single(free);
        Assert.Contains("once", Assert.Throws<InvalidOperationException>(() => call.Window).Message);
    }

    [Fact]
    public void StateWithAGradient_IsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 2, Hidden = 8, Embedding = 4 };
        using var fused = new FusedHmLstm(config);
        RecurrentState state = RecurrentState.Zero(config, 2, CPU);
        state.CellState[1].requires_grad_(true);

        var thrown = Assert.Throws<ArgumentException>(() =>
            fused.Forward(RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves(), zeros(3, 2, 4), state, 1));

        Assert.Contains("detach", thrown.Message);
    }

    [Fact]
    public void StateWithHalfABoundary_IsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 2, Hidden = 8, Embedding = 4 };
        using var fused = new FusedHmLstm(config);
        RecurrentState state = RecurrentState.Zero(config, 2, CPU);
        state.Boundaries[0].fill_(0.5);

        var thrown = Assert.Throws<ArgumentException>(() =>
            fused.Forward(RecurrenceExample.Random(config, 3, 2, seed: 1).Leaves(), zeros(3, 2, 4), state, 1));

        Assert.Contains("0.5", thrown.Message);
    }
}
