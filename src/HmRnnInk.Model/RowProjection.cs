using System.Numerics.Tensors;

namespace HmRnnInk.Model;

/// <summary>
/// The way from a row (Δx, Δy, pen-up) to layer 0's pre-activations. The embedding is linear, so W·(E·x + e) + b is folded once into
/// (W·E)·x + (W·e + b): a third of what layer 0 would read at each step is not read.
/// </summary>
internal sealed class RowProjection
{
    private readonly float[][] columns; // 3 × [rows]: W·E
    private readonly float[] bias; // [rows]: W·e + b

    public RowProjection(InkModel model)
    {
        float[] embedding = model.Weights["embedding.weight"], offset = model.Weights["embedding.bias"]; // [width, 3], [width]
        float[] weights = model.Weights["layers.0.bottom_up.weight"]; // [rows, width]
        int rows = model.Config.GateRows(0), width = model.Config.Embedding;
        columns = [new float[rows], new float[rows], new float[rows]];
        bias = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            // In float64, so that folding costs one rounding and no more.
            double x = 0, y = 0, penUp = 0, constant = model.Weights["layers.0.bias"][row];
            for (int unit = 0; unit < width; unit++)
            {
                double weight = weights[row * width + unit];
                x += weight * embedding[3 * unit];
                y += weight * embedding[3 * unit + 1];
                penUp += weight * embedding[3 * unit + 2];
                constant += weight * offset[unit];
            }

            (columns[0][row], columns[1][row], columns[2][row], bias[row]) = ((float)x, (float)y, (float)penUp, (float)constant);
        }
    }

    /// <param name="x">Normalised.</param>
    /// <param name="y">Normalised.</param>
    /// <param name="penUp">Of the row.</param>
    /// <param name="preActivations">[rows], overwritten.</param>
    public void Project(float x, float y, bool penUp, Span<float> preActivations)
    {
        TensorPrimitives.MultiplyAdd(columns[0], x, bias, preActivations);
        TensorPrimitives.MultiplyAdd(columns[1], y, preActivations, preActivations);
        if (penUp) TensorPrimitives.Add(columns[2], preActivations, preActivations);
    }
}
