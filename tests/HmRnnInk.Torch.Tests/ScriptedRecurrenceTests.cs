using HmRnnInk.Model;
using HmRnnInk.Torch.Scripted;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>What runs on CUDA against the eager models on the CPU; on CUDA only where there is one.</summary>
public sealed class ScriptedRecurrenceTests
{
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
    [InlineData("cpu", 2, 16, 5, 7, 6)]
    [InlineData("cpu", 3, 33, 13, 9, 11)]
    [InlineData("cpu", 4, 1, 1, 1, 1)]
    [InlineData("cuda", 3, 33, 13, 9, 11)]
    public void Lstm_GivesEagerOutputsAndGradients(string device, int layers, int hidden, int embedding, int batch, int time)
    {
        var config = new ModelConfig { Cell = Cell.Lstm, Layers = layers, Hidden = hidden, Embedding = embedding };
        Compare(new ScriptedLstm(config), new EagerLstm(config), config, device, batch, time, slope: 1);
    }

    private static void Compare(IRecurrence scripted, IRecurrence eager, ModelConfig config, string device, int batch, int time, float slope)
    {
        Assert.SkipWhen(device == "cuda" && !cuda.is_available(), "There is no CUDA device here, or this build's libtorch has no CUDA.");
        using DisposeScope scope = NewDisposeScope();
        for (int seed = 0; seed < 4; seed++) // the compiler watches its first runs and specialises later ones
        {
            RecurrenceExample.Results expected = RecurrenceExample.Random(config, time, batch, seed).Run(eager, slope);
            RecurrenceExample.Results actual = RecurrenceExample.Random(config, time, batch, seed, new Device(device)).Run(scripted, slope);
            Assert.Equal(expected.Names, actual.Names);
            foreach ((string name, Tensor one, Tensor other) in expected.Names.Zip(expected.Values, actual.Values))
                TensorAssert.Close(one, other, 1e-4, $"{name}, seed {seed}");
        }
    }
}
