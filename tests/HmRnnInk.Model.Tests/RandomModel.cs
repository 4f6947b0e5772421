using HmRnnInk.Ink;

namespace HmRnnInk.Model.Tests;

/// <summary>Models with random weights, for tests of everything that does not depend on training.</summary>
internal static class RandomModel
{
    public static readonly ModelConfig SmallConfig = new() { Layers = 3, Hidden = 5, Embedding = 4, OutputEmbedding = 6, Components = 2 };

    /// <param name="config">Any.</param>
    /// <param name="seed">Of the weights.</param>
    /// <param name="spread">Deviation of the weights: large enough that boundaries fire and stay away in turn.</param>
    public static InkModel Create(ModelConfig config, int seed, float spread = 0.5f)
    {
        var random = new Random(seed);
        var weights = new Dictionary<string, float[]>();
        foreach ((string name, int[] shape) in config.Tensors())
        {
            var values = new float[shape.Aggregate(1, (product, size) => product * size)];
            for (int index = 0; index < values.Length; index++) values[index] = spread * (float)(random.NextDouble() * 4 - 2);
            weights.Add(name, values);
        }

        var metadata = new ModelMetadata { Config = config, Normalisation = new Normalisation(8.21f, 0.12f, 42.41f, 37.07f), Slope = 1.5f };
        return new InkModel(metadata, weights);
    }
}
