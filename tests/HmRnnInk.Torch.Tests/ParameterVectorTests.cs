namespace HmRnnInk.Torch.Tests;

public sealed class ParameterVectorTests
{
    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void RateShares_AreThoseOfTheLayer_AndOfTheDetectorForItsRows(Cell cell)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Cell = cell, Layers = 3, Hidden = 3, Embedding = 2 };
        var parameters = ParameterVector.Initialise(config, 1, CPU);

        float[] shares = parameters.RateShares(0.05, layer => 1.0 / (layer + 2)).data<float>().ToArray();

        int offset = 0;
        foreach ((string name, int[] shape) in config.Tensors().Select(tensor => (tensor.Name, tensor.Shape.ToArray())))
        {
            int size = shape.Aggregate(1, (product, axis) => product * axis), columns = shape.Length > 1 ? shape[1] : 1;
            float layer = name.StartsWith("layers.0.") ? 1 / 2f
                : name.StartsWith("layers.1.") ? 1 / 3f
                : name.StartsWith("layers.2.") ? 1 / 4f
                : 1;
            int gates = name.StartsWith("layers.") ? 4 * config.Hidden * columns : size;
            Assert.All(shares[offset..(offset + gates)], share => Assert.Equal(layer, share));
            Assert.All(shares[(offset + gates)..(offset + size)], share => Assert.Equal(0.05f, share));
            offset += size;
        }

        Assert.Equal(shares.Length, offset);
    }
}
