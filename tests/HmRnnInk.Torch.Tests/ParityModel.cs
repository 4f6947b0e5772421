using HmRnnInk.Model.Tests;

namespace HmRnnInk.Torch.Tests;

/// <summary>A random model whose detectors fire sometimes.</summary>
internal static class ParityModel
{
    public static InkModel Create(Cell cell, int layers, bool softFlush, TextWindow? window = null)
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
            TextWindow = window,
        };
        return RandomModel.Create(config, seed: 1);
    }
}
