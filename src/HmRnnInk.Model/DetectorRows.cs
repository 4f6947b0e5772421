namespace HmRnnInk.Model;

/// <summary>
/// Rewrites the weights of the boundary detectors so that they can be rounded, without changing where they fire. Only the sign of a
/// detector's pre-activation counts, so training leaves two things free, and both can make the pre-activation smaller than the rounding
/// error of its weights: the length of a detector's weight vector, which becomes very small, and the part of the lowest detector's
/// bottom-up weights that is orthogonal to every embedding, which stays as large as the random initial weights.
/// </summary>
public static class DetectorRows
{
    /// <summary>The largest absolute weight of a detector is scaled up at least to this, the size of initial weights.</summary>
    private const float MinimumLargestWeight = 1 / 32f;

    /// <returns>A model whose detectors fire where those of <paramref name="model"/> do, except for float32 rounding.</returns>
    public static InkModel Rescaled(InkModel model)
    {
        ModelConfig config = model.Config;
        var weights = model.Weights.ToDictionary(weight => weight.Key, weight => (float[])weight.Value.Clone());
        for (int layer = 0; layer < config.Layers; layer++)
        {
            if (!config.HasDetector(layer)) continue;
            int rows = config.GateRows(layer);
            if (layer == 0) ProjectOnEmbeddings(RowOf(weights["layers.0.bottom_up.weight"], rows), config, weights);
            string prefix = $"layers.{layer}.";
            float[][] tensors =
                [.. weights.Where(weight => weight.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(weight => weight.Value)];
            float largest = tensors.Max(tensor => RowOf(tensor, rows).ToArray().Max(MathF.Abs));
            if (largest is 0 or >= MinimumLargestWeight) continue;
            // A power of two: multiplication by it rounds nothing.
            float scale = MathF.ScaleB(1, (int)MathF.Ceiling(MathF.Log2(MinimumLargestWeight / largest)));
            foreach (float[] tensor in tensors)
                foreach (ref float weight in RowOf(tensor, rows).Span) weight *= scale;
        }

        return new(model.Metadata, weights);
    }

    /// <summary>The detector's row is the last of each of its layer's tensors.</summary>
    private static Memory<float> RowOf(float[] tensor, int rows) => tensor.AsMemory()[^(tensor.Length / rows)..];

    /// <summary>
    /// Projects a row on the span of the embeddings, the columns of the embedding matrix and its bias, by Gram-Schmidt. The row's product
    /// with any embedding stays the same.
    /// </summary>
    private static void ProjectOnEmbeddings(Memory<float> row, ModelConfig config, Dictionary<string, float[]> weights)
    {
        float[] matrix = weights["embedding.weight"], bias = weights["embedding.bias"];
        IEnumerable<double[]> columns =
            from column in Enumerable.Range(0, config.RowWidth)
            select Enumerable.Range(0, config.Embedding).Select(unit => (double)matrix[unit * config.RowWidth + column]).ToArray();
        var basis = new List<double[]>();
        foreach (double[] vector in columns.Append([.. bias.Select(value => (double)value)]))
        {
            double length = Math.Sqrt(Dot(vector, vector));
            // Twice, because the first time leaves rounding errors.
            for (int time = 0; time < 2; time++)
                foreach (double[] direction in basis) Subtract(vector, direction, Dot(vector, direction));
            double rest = Math.Sqrt(Dot(vector, vector));
            if (rest > 1e-6 * length) basis.Add([.. vector.Select(value => value / rest)]);
        }

        double[] remainder = [.. row.ToArray().Select(value => (double)value)];
        foreach (double[] direction in basis) Subtract(remainder, direction, Dot(remainder, direction));
        for (int unit = 0; unit < remainder.Length; unit++) row.Span[unit] = (float)(row.Span[unit] - remainder[unit]);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void Subtract(double[] from, double[] direction, double amount)
    {
        for (int unit = 0; unit < from.Length; unit++) from[unit] -= amount * direction[unit];
    }
}
