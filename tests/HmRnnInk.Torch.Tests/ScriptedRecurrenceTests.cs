using HmRnnInk.Model;
using HmRnnInk.Torch.Scripted;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>What runs on CUDA against the eager models on the CPU; on CUDA only where there is one.</summary>
public sealed class ScriptedRecurrenceTests
{
    private static readonly ModelConfig Small = new() { Layers = 2, Hidden = 8, Embedding = 4 };

    [Theory]
    [InlineData("cpu", 2, 16, 5, 7, 6, 1f, false)]
    [InlineData("cpu", 3, 16, 5, 7, 6, 1f, true)]
    [InlineData("cpu", 3, 33, 13, 9, 11, 1.7f, false)]
    [InlineData("cpu", 4, 24, 8, 4, 12, 3f, false)]
    [InlineData("cpu", 4, 7, 3, 3, 10, 3f, true)]
    [InlineData("cpu", 3, 1, 1, 1, 1, 1f, false)]
    [InlineData("cuda", 3, 33, 13, 9, 11, 1.7f, false)]
    [InlineData("cuda", 4, 7, 3, 3, 10, 3f, true)]
    public void HmLstm_GivesEagerOutputsAndGradients(
        string device, int layers, int hidden, int embedding, int batch, int time, float slope, bool recompute)
    {
        var config = new ModelConfig { Layers = layers, Hidden = hidden, Embedding = embedding, RecomputeBoundaryOnCopy = recompute };
        Compare(new ScriptedHmLstm(config), new EagerHmLstm(config), config, device, batch, time, slope);
    }

    [Theory]
    [InlineData("cpu", false)]
    [InlineData("cpu", true)]
    [InlineData("cuda", false)]
    public void HmLstmWithRecurrentDropout_GivesEagerOutputsAndGradients(string device, bool recompute)
    {
        var config = new ModelConfig { Layers = 3, Hidden = 10, Embedding = 4, RecomputeBoundaryOnCopy = recompute };
        Compare(new ScriptedHmLstm(config), new EagerHmLstm(config), config, device, batch: 3, time: 7, slope: 1, drops: true);
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
    public void TwoWindowsOpenAtOnce_KeepTheirActivationsApart()
    {
        using DisposeScope scope = NewDisposeScope();
        using var scripted = new ScriptedHmLstm(Small);
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(Small, 3, 2, seed: 1).Leaves();
        Tensor one = new SeededTensors(2).Normal(3, 2, 4), other = new SeededTensors(3).Normal(3, 2, 4);
        var state = RecurrentState.Zero(Small, 2, CPU);

        Loss(one).backward();
        Loss(other).backward();
        Tensor apart = weights["layers.0.bias"].grad!.clone();
        weights["layers.0.bias"].grad!.zero_();
        (Loss(one) + Loss(other)).backward();

        TensorAssert.Close(apart, weights["layers.0.bias"].grad!, 1e-5, "gradient");

        Tensor Loss(Tensor embedded) => scripted.Forward(weights, embedded, state, 1).Hidden[1].sum();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ManyWindows_LeaveNoTensorBehind(bool differentiate)
    {
        using DisposeScope scope = NewDisposeScope();
        using var scripted = new ScriptedHmLstm(Small);
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(Small, 3, 2, seed: 1).Leaves();
        var state = RecurrentState.Zero(Small, 2, CPU);
        for (int repeat = 0; repeat < 3; repeat++) Run();
        long live = Tensor.TotalCount;
        for (int repeat = 0; repeat < 5; repeat++) Run();

        Assert.Equal(live, Tensor.TotalCount);

        void Run()
        {
            using DisposeScope windowScope = NewDisposeScope();
            using IDisposable? noGradient = differentiate ? null : no_grad();
            // Nothing asks for the boundaries here, as in training.
            Tensor sum = scripted.Forward(weights, ones(3, 2, 4), state, 1).Hidden[1].sum();
            if (differentiate) sum.backward();
            scripted.Dispose();
        }
    }

    [Fact]
    public void BackwardTwice_IsRefusedByName()
    {
        using DisposeScope scope = NewDisposeScope();
        using var window = new ScriptedWindow(Small, 1, [], ones(1), differentiates: true);
        window.Keep([ones(1)], []);

        Assert.Single(window.TakeActivations());

        Assert.Contains("once", Assert.Throws<InvalidOperationException>(window.TakeActivations).Message);
    }

    /// <summary>It has to have the shapes that a real window has, or the compiler ends the process.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void WarmUp_RunsOnEveryNumberOfLayers(int layers) =>
        ScriptedFunction.WarmUp(new ModelConfig { Layers = layers, Hidden = 5, Embedding = 3 }, CPU);

    private static void Compare(IRecurrence scripted, IRecurrence eager, ModelConfig config, string device, int batch, int time, float slope, bool drops = false)
    {
        Assert.SkipWhen(device == "cuda" && !cuda.is_available(), "There is no CUDA device here, or this build's libtorch has no CUDA.");
        using DisposeScope scope = NewDisposeScope();
        for (int seed = 0; seed < 4; seed++) // the compiler watches its first runs and specialises later ones
        {
            Dropout? dropout = drops ? new(0.7, 1, seed) : null;
            RecurrenceExample.Results expected = RecurrenceExample.Random(config, time, batch, seed).Run(eager, slope, dropout);
            RecurrenceExample.Results actual = RecurrenceExample.Random(config, time, batch, seed, new Device(device)).Run(scripted, slope, dropout);
            Assert.Equal(expected.Names, actual.Names);
            foreach ((string name, Tensor one, Tensor other) in expected.Names.Zip(expected.Values, actual.Values))
                TensorAssert.Close(one, other, 1e-4, $"{name}, seed {seed}");
        }
    }
}
