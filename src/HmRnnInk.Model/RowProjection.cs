namespace HmRnnInk.Model;

/// <summary>
/// The way from a row (Δx, Δy, pen-up) to layer 0's pre-activations. The embedding is linear, so W·(E·x + e) + b is folded once into
/// (W·E)·x + (W·e + b): a third of what layer 0 would read at each step is not read.
/// </summary>
internal sealed class RowProjection
{
    /// <summary>Δx, Δy, pen-up.</summary>
    public const int Inputs = 3;

    public RowProjection(InkModel model)
    {
        float[] embedding = model.Weights["embedding.weight"], offset = model.Weights["embedding.bias"]; // [width, 3], [width]
        float[] weights = model.Weights["layers.0.bottom_up.weight"]; // [rows, width]
        int rows = model.Config.GateRows(0), width = model.Config.Embedding;
        Weights = new float[rows * Inputs];
        Bias = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            // In float64, so that folding costs one rounding and no more.
            double x = 0, y = 0, penUp = 0, constant = model.Weights["layers.0.bias"][row];
            for (int unit = 0; unit < width; unit++)
            {
                double weight = weights[row * width + unit];
                x += weight * embedding[Inputs * unit];
                y += weight * embedding[Inputs * unit + 1];
                penUp += weight * embedding[Inputs * unit + 2];
                constant += weight * offset[unit];
            }

            Span<float> folded = Weights.AsSpan(Inputs * row, Inputs);
            (folded[0], folded[1], folded[2], Bias[row]) = ((float)x, (float)y, (float)penUp, (float)constant);
        }
    }

    /// <summary>[rows, 3]: W·E.</summary>
    public float[] Weights { get; }

    /// <summary>[rows]: W·e + b.</summary>
    public float[] Bias { get; }
}
