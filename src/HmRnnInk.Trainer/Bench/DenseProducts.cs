using System.Diagnostics;
using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Bench;

/// <summary>
/// The matrix products that the recurrent layers imply over one window, forward, back to their inputs and to their weights, with nothing
/// skipped: what a library's sgemm would have to do.
/// </summary>
internal static class DenseProducts
{
    /// <summary>libtorch's rate over these products, each in its own shape, on the threads that libtorch has.</summary>
    /// <returns>Floating point operations a second, a multiply-add counted as two.</returns>
    public static double Rate(ModelConfig config, int window, int batch)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        double operations = 0, seconds = 0;
        foreach ((int rows, int depth, int columns, int times) in Of(config, window, batch))
        {
            double each = 2.0 * rows * depth * columns;
            operations += each * times;
            seconds += times * Seconds(rows, depth, columns, repeats: (int)Math.Clamp(1e9 / each, 1, 50)); // milliseconds at least
        }

        return operations / seconds;
    }

    /// <summary>Multiply-adds a point through every matrix of the model; three times as many with the backward pass.</summary>
    public static double MultiplyAddsAPoint(ModelConfig config) =>
        config.Tensors().Where(tensor => tensor.Shape.Length == 2).Sum(tensor => (double)tensor.Shape[0] * tensor.Shape[1]);

    private static IEnumerable<(int Rows, int Depth, int Columns, int Times)> Of(ModelConfig config, int window, int batch)
    {
        for (int layer = 0; layer < config.Layers; layer++)
        {
            int gates = config.GateRows(layer), below = config.InputWidth(layer);
            // What lies below is known for the whole window before the layer starts, but for an HM-LSTM's upper layers.
            bool wholeWindow = layer == 0 || config.Cell == Cell.Lstm;
            int aStep = config.Hidden + (config.HasDetector(layer) ? config.Hidden : 0) + (wholeWindow ? 0 : below);
            yield return (batch, aStep, gates, window);
            yield return (batch, gates, aStep, window);
            yield return (gates, window * batch, aStep, 1);
            if (!wholeWindow) continue;
            yield return (window * batch, below, gates, 1);
            yield return (window * batch, gates, below, 1);
            yield return (gates, window * batch, below, 1);
        }
    }

    private static double Seconds(int rows, int depth, int columns, int repeats)
    {
        using Tensor left = rand(rows, depth), right = rand(depth, columns);
        left.mm(right).Dispose(); // warms up
        long started = Stopwatch.GetTimestamp();
        for (int repeat = 0; repeat < repeats; repeat++) left.mm(right).Dispose();
        return Stopwatch.GetElapsedTime(started).TotalSeconds / repeats;
    }
}
