using HmRnnInk.Model;
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
}
