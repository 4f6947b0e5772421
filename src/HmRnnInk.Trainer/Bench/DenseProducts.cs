using System.Diagnostics;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Bench;

/// <summary>
/// The matrix products of the recurrent layers over one window without skipping: forward, and backward to inputs and weights. They are the
/// reference for the speed of training.
/// </summary>
internal static class DenseProducts
{
    /// <summary>Measures libtorch's speed for these products, with a thread on each core.</summary>
    /// <returns>Floating point operations per second; a multiply-add counts as two.</returns>
    public static double Rate(ModelConfig config, int window, int batch)
    {
        set_num_threads(Environment.ProcessorCount);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        double operations = 0, seconds = 0;
        foreach ((int rows, int depth, int columns, int times) in Of(config, window, batch))
        {
            double operationsOfOne = 2.0 * rows * depth * columns;
            operations += operationsOfOne * times;
            int repeats = (int)Math.Clamp(1e9 / operationsOfOne, 1, 50); // for at least some milliseconds
            seconds += times * MeasureSeconds(rows, depth, columns, repeats);
        }

        return operations / seconds;
    }

    /// <summary>Multiply-adds per point for all matrices of the model in the forward pass. The backward pass has twice as many.</summary>
    public static double MultiplyAddsPerPoint(ModelConfig config) =>
        config.Tensors().Where(tensor => tensor.Shape.Length == 2).Sum(tensor => (double)tensor.Shape[0] * tensor.Shape[1]);

    private static IEnumerable<(int Rows, int Depth, int Columns, int Times)> Of(ModelConfig config, int window, int batch)
    {
        for (int layer = 0; layer < config.Layers; layer++)
        {
            int gates = config.GateRows(layer), below = config.InputWidth(layer);
            // The input from below is known for the whole window in advance, except in the upper layers of an HM-LSTM.
            bool isWholeWindow = layer == 0 || config.Cell == Cell.Lstm;
            int perStep = config.Hidden + (config.HasDetector(layer) ? config.Hidden : 0) + (isWholeWindow ? 0 : below);
            yield return (batch, perStep, gates, window);
            yield return (batch, gates, perStep, window);
            yield return (gates, window * batch, perStep, 1);
            if (!isWholeWindow) continue;
            yield return (window * batch, below, gates, 1);
            yield return (window * batch, gates, below, 1);
            yield return (gates, window * batch, below, 1);
        }
    }

    private static double MeasureSeconds(int rows, int depth, int columns, int repeats)
    {
        using Tensor left = rand(rows, depth), right = rand(depth, columns);
        left.mm(right).Dispose(); // warm-up
        long started = Stopwatch.GetTimestamp();
        for (int repeat = 0; repeat < repeats; repeat++) left.mm(right).Dispose();
        return Stopwatch.GetElapsedTime(started).TotalSeconds / repeats;
    }
}
