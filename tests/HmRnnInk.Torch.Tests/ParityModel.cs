using HmRnnInk.Ink;
using HmRnnInk.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>A random model whose detectors fire sometimes, and a line for it to read.</summary>
internal static class ParityModel
{
    /// <summary>Slope of the detectors.</summary>
    public const float Slope = 1.5f;

    public static InkModel Create(Cell cell, int layers, bool softFlush)
    {
        var config = new ModelConfig
        {
            Cell = cell,
            Layers = layers,
            Hidden = 24,
            Embedding = 12,
            OutputEmbedding = 20,
            Components = 4,
            SoftFlush = softFlush,
        };
        using DisposeScope scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var parameters = ParameterVector.Initialise(config, seed: 1, CPU);
        parameters.Values.copy_(new SeededTensors(11).Normal(config.ParameterCount()) * 0.4);
        foreach ((string name, Tensor bias) in parameters.Views())
            if (name.StartsWith("layers.") && name.EndsWith(".bias")) bias.fill_(0); // so that detectors fire sometimes
        return new(
            new() { Config = config, Normalisation = new Normalisation(8.21f, 0.12f, 42.41f, 37.07f), Slope = Slope },
            parameters.ToWeights());
    }

    /// <returns>A line of random offsets, about as large as those of handwriting.</returns>
    public static PenOffset[] Line(int rows, int seed = 12)
    {
        var random = new Random(seed);
        var line = new PenOffset[rows];
        for (int row = 1; row < rows; row++)
            line[row] = new((float)((160 * random.NextDouble()) - 70), (float)((140 * random.NextDouble()) - 70), random.Next(8) == 0);
        return line;
    }
}
