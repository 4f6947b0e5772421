using HmRnnInk.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

public sealed class ParameterVectorTests
{
    [Theory]
    [InlineData(Cell.HmLstm, new double[0], 1, 1, 1)]
    [InlineData(Cell.HmLstm, new[] { 0.5 }, 0.5, 0.5, 0.5)]
    [InlineData(Cell.HmLstm, new[] { 1, 0.5 }, 1, 0.5, 0.5)]
    [InlineData(Cell.HmLstm, new[] { 1, 0.5, 0.25, 0.125 }, 1, 0.5, 0.25)]
    [InlineData(Cell.Lstm, new[] { 1, 0.5, 0.25 }, 1, 0.5, 0.25)]
    public void RateShares_AreTheLayersAndTheDetectors(Cell cell, double[] layerShares, double first, double second, double third)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Cell = cell, Layers = 3, Hidden = 3, Embedding = 2 };
        var parameters = ParameterVector.Initialise(config, 1, CPU);

        float[] shares = parameters.RateShares(0.05, layerShares).data<float>().ToArray();

        int offset = 0;
        foreach ((string name, int[] shape) in config.Tensors().Select(tensor => (tensor.Name, tensor.Shape.ToArray())))
        {
            int size = shape.Aggregate(1, (product, axis) => product * axis), columns = shape.Length > 1 ? shape[1] : 1;
            double layer = name.StartsWith("layers.0.") ? first : name.StartsWith("layers.1.") ? second : name.StartsWith("layers.2.") ? third : 1;
            int gates = name.StartsWith("layers.") ? 4 * config.Hidden * columns : size;
            Assert.All(shares[offset..(offset + gates)], share => Assert.Equal((float)layer, share));
            Assert.All(shares[(offset + gates)..(offset + size)], share => Assert.Equal(0.05f, share));
            offset += size;
        }

        Assert.Equal(shares.Length, offset);
    }
}
