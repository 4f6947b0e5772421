using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Session;

/// <summary>A random model that flushes. Its output layer is damped so that steps and pen-ups resemble handwriting.</summary>
internal static class HandlikeModel
{
    public static InkModel Create(int seed = 11, int hidden = 12, Cell cell = Cell.HmLstm, int layers = 3) => Create(
        new ModelConfig { Cell = cell, Layers = layers, Hidden = hidden, Embedding = 6, OutputEmbedding = 12, Components = 4 }, seed);

    public static InkModel Create(ModelConfig config, int seed)
    {
        InkModel random = RandomModel.Create(config, seed);
        var weights = random.Weights.ToDictionary(tensor => tensor.Key, tensor => (float[])tensor.Value.Clone());
        foreach (string head in (string[])["head.weight", "head.bias"])
            for (int index = 0; index < weights[head].Length; index++) weights[head][index] *= 0.1f;
        weights["head.bias"][0] = -2; // a pen-up at about every eighth row
        weights["head.bias"].AsSpan(1 + 3 * config.Components, 2 * config.Components).Fill(-1.5f);
        return new InkModel(random.Metadata, weights);
    }

    /// <returns>The path of the model's file.</returns>
    public static string SaveIn(string folder, int seed = 11)
    {
        string path = Path.Combine(folder, "random.safetensors");
        Create(seed).Save(path);
        return path;
    }
}
