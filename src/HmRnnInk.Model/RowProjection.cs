namespace HmRnnInk.Model;

/// <summary>
/// The way from a row (Δx, Δy, pen-up) to layer 0's pre-activations. The embedding is linear, so W·(E·x + e) + b is folded once into
/// (W·E)·x + (W·e + b): a third of what layer 0 would read at each step is not read.
/// </summary>
internal sealed class RowProjection
{
    /// <summary>Δx, Δy, pen-up.</summary>
    public const int Inputs = 3;

    private const int RowsRead = 64;

    private readonly float[] folded;

    public RowProjection(IWeightSource source)
    {
        ModelConfig config = source.Metadata.Config;
        int rows = config.GateRows(0), width = config.Embedding;
        float[] embedding = new float[Inputs * width], offset = new float[width]; // [width, 3], [width]
        source.ReaderOf("embedding.weight")(0, embedding);
        source.ReaderOf("embedding.bias")(0, offset);
        Bias = new float[rows];
        source.ReaderOf("layers.0.bias")(0, Bias);
        WeightReader weights = source.ReaderOf("layers.0.bottom_up.weight"); // [rows, width]
        folded = new float[rows * Inputs];
        var read = new float[RowsRead * width];
        for (int row = 0; row < rows; row++)
        {
            int place = row % RowsRead;
            if (place == 0) weights(row * width, read.AsSpan(0, Math.Min(RowsRead, rows - row) * width));
            // In float64, so that folding costs one rounding and no more.
            double x = 0, y = 0, penUp = 0, constant = Bias[row];
            for (int unit = 0; unit < width; unit++)
            {
                double weight = read[place * width + unit];
                x += weight * embedding[Inputs * unit];
                y += weight * embedding[Inputs * unit + 1];
                penUp += weight * embedding[Inputs * unit + 2];
                constant += weight * offset[unit];
            }

            Span<float> target = folded.AsSpan(Inputs * row, Inputs);
            (target[0], target[1], target[2], Bias[row]) = ((float)x, (float)y, (float)penUp, (float)constant);
        }
    }

    /// <summary>[rows, 3]: W·E, a <see cref="WeightReader"/>.</summary>
    public void ReadWeights(int first, Span<float> weights) => folded.AsSpan(first, weights.Length).CopyTo(weights);

    /// <summary>[rows]: W·e + b.</summary>
    public float[] Bias { get; }
}
