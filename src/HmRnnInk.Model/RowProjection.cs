namespace HmRnnInk.Model;

/// <summary>
/// The projection of a row (Δx, Δy and pen-up, or a character) to layer 0's pre-activations. The embedding is linear, so W·(E·x + e) + b is
/// computed in advance as (W·E)·x + (W·e + b). For ink, each gate of layer 0 then reads 3 weights instead of one per unit of the embedding.
/// </summary>
internal sealed class RowProjection
{
    /// <summary>The number of rows that are read at once.</summary>
    private const int RowsRead = 64;

    private readonly float[] _folded;

    public RowProjection(IWeightSource source)
    {
        ModelConfig config = source.Metadata.Config;
        int rows = config.GateRows(0), width = config.Embedding, inputs = config.RowWidth;
        float[] embedding = new float[inputs * width], embeddingBias = new float[width]; // [width, inputs], [width]
        source.ReaderOf("embedding.weight")(0, embedding);
        source.ReaderOf("embedding.bias")(0, embeddingBias);
        Bias = new float[rows];
        source.ReaderOf("layers.0.bias")(0, Bias);
        WeightReader weights = source.ReaderOf("layers.0.bottom_up.weight"); // [rows, width]
        _folded = new float[rows * inputs];
        var read = new float[RowsRead * width];
        Span<double> sums = new double[inputs];
        for (int row = 0; row < rows; row++)
        {
            int rowRead = row % RowsRead;
            if (rowRead == 0) weights(row * width, read.AsSpan(0, Math.Min(RowsRead, rows - row) * width));
            // In float64, so that the only rounding is at the end.
            double constant = Bias[row];
            sums.Clear();
            for (int unit = 0; unit < width; unit++)
            {
                double weight = read[rowRead * width + unit];
                for (int input = 0; input < inputs; input++) sums[input] += weight * embedding[inputs * unit + input];
                constant += weight * embeddingBias[unit];
            }

            for (int input = 0; input < inputs; input++) _folded[inputs * row + input] = (float)sums[input];
            Bias[row] = (float)constant;
        }
    }

    /// <summary>[rows, inputs]: W·E. This method is a <see cref="WeightReader"/>.</summary>
    public void ReadWeights(int first, Span<float> weights) => _folded.AsSpan(first, weights.Length).CopyTo(weights);

    /// <summary>[rows]: W·e + b.</summary>
    public float[] Bias { get; }
}
