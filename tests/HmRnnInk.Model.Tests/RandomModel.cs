namespace HmRnnInk.Model.Tests;

/// <summary>Models with random weights and lines of random rows, for tests of everything that does not depend on training.</summary>
internal static class RandomModel
{
    public static readonly ModelConfig SmallConfig = new() { Layers = 3, Hidden = 5, Embedding = 4, OutputEmbedding = 6, Components = 2 };

    /// <param name="seed">The seed of the weights.</param>
    /// <param name="gain">Deviation of the weights in units of 1/√columns; with 2, detectors fire at some steps and not at others.</param>
    public static InkModel Create(ModelConfig config, int seed, double gain = 2)
    {
        var random = new Random(seed);
        var weights = new Dictionary<string, float[]>();
        foreach ((string name, int[] shape) in config.Tensors())
        {
            double range = gain * Math.Sqrt(3.0 / shape[^1]);
            var values = new float[shape.Aggregate(1, (product, size) => product * size)];
            for (int index = 0; index < values.Length; index++) values[index] = (float)(range * (2 * random.NextDouble() - 1));
            weights.Add(name, values);
        }

        var metadata = new ModelMetadata { Config = config, Normalisation = new Normalisation(8.21f, 0.12f, 42.41f, 37.07f), Slope = 1.5f };
        return new InkModel(metadata, weights);
    }

    /// <returns>Rows about as large as IAM-OnDB's; see <see cref="PenOffset"/> for row 0.</returns>
    public static PenOffset[] Line(int rows, int seed)
    {
        var random = new Random(seed);
        var line = new PenOffset[rows];
        for (int row = 1; row < rows; row++)
            line[row] = new PenOffset(
                (float)(160 * random.NextDouble() - 70), (float)(140 * random.NextDouble() - 70), random.Next(8) == 0);
        return line;
    }
}
