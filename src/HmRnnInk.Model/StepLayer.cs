using System.Numerics.Tensors;

namespace HmRnnInk.Model;

/// <summary>One recurrent layer at batch 1: an HM-LSTM layer that does not COPY, or a plain LSTM layer.</summary>
/// <param name="model">Whose weights it reads in place.</param>
/// <param name="layer">From 0, the lowest.</param>
/// <param name="preActivations">[4d + 1]: room shared by the layers, as they run in turn.</param>
internal sealed class StepLayer(InkModel model, int layer, float[] preActivations)
{
    private readonly int width = model.Config.Hidden;
    private readonly int rows = model.Config.GateRows(layer);
    private readonly bool hasDetector = model.Config.HasDetector(layer);
    private readonly float[] recurrent = model.Weights[$"layers.{layer}.recurrent.weight"]; // [rows, d]
    private readonly float[] bottomUp = model.Weights[$"layers.{layer}.bottom_up.weight"]; // [rows, d]; layer 0: in the RowProjection
    private readonly float[]? topDown = model.Weights.GetValueOrDefault($"layers.{layer}.top_down.weight"); // [rows, d]
    private readonly float[] bias = model.Weights[$"layers.{layer}.bias"]; // [rows]

    /// <summary>Layer 0's pre-activations: its bottom-up term and bias, from the row itself.</summary>
    public Span<float> PreActivations => preActivations.AsSpan(0, rows);

    /// <summary>A layer above the lowest: its pre-activations so far are its bias and, where the layer below ended a segment, W·h.</summary>
    /// <param name="below">[d], h of the layer below at this row; empty where its boundary did not fire: z·W·h is then not computed.</param>
    public void BeginFromBelow(ReadOnlySpan<float> below)
    {
        bias.CopyTo(PreActivations);
        if (!below.IsEmpty) MatrixVector.AddProduct(bottomUp, below, PreActivations);
    }

    /// <summary>UPDATE or FLUSH, once the pre-activations hold the bottom-up term and the bias.</summary>
    /// <param name="above">[d], h of the layer above at the row before; empty where this layer's boundary did not fire then.</param>
    /// <param name="flush">Whether the cell starts anew. The recurrent term stays: h is not reset.</param>
    /// <param name="cell">[d], overwritten.</param>
    /// <param name="hidden">[d], overwritten.</param>
    /// <returns>The boundary pre-activation; 0 where the layer has no detector.</returns>
    public float Advance(ReadOnlySpan<float> above, bool flush, Span<float> cell, Span<float> hidden)
    {
        Span<float> sums = PreActivations;
        MatrixVector.AddProduct(recurrent, hidden, sums);
        if (!above.IsEmpty) MatrixVector.AddProduct(topDown, above, sums);

        Span<float> gates = sums[..(3 * width)], candidate = sums.Slice(3 * width, width);
        TensorPrimitives.Sigmoid(gates, gates);
        TensorPrimitives.Tanh(candidate, candidate);
        Span<float> forget = gates[..width], input = gates.Slice(width, width), output = gates[(2 * width)..];
        TensorPrimitives.Multiply(input, candidate, candidate); // i⊙g
        if (flush) candidate.CopyTo(cell);
        else TensorPrimitives.MultiplyAdd(forget, cell, candidate, cell);
        TensorPrimitives.Tanh(cell, hidden);
        TensorPrimitives.Multiply(output, hidden, hidden);
        return hasDetector ? sums[4 * width] : 0;
    }

    /// <summary>The boundary pre-activation of a layer that COPYs: with both gated terms off, U·h + b.</summary>
    public float DetectOnCopy(ReadOnlySpan<float> hidden)
    {
        Span<float> sum = [bias[4 * width]];
        MatrixVector.AddProduct(recurrent.AsSpan(4 * width * width, width), hidden, sum);
        return sum[0];
    }
}
