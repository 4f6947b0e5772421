using System.Diagnostics;
using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Bench;

/// <summary>A measurement of training steps.</summary>
/// <param name="PointsPerSecond">Points predicted per second.</param>
/// <param name="DensePointsPerSecond">The same if all boundaries fire at all steps, so that nothing can be skipped.</param>
/// <param name="SgemmOperationsPerSecond">
/// Floating point operations per second, from <see cref="DenseProducts.Rate"/>, measured directly after training.
/// </param>
/// <param name="PeakMegabytes">Maximum resident memory of the process during training.</param>
/// <param name="BoundaryRates">Boundary rate of each layer while <paramref name="PointsPerSecond"/> was measured.</param>
internal sealed record TrainRow(
    double PointsPerSecond, double DensePointsPerSecond, double SgemmOperationsPerSecond, double PeakMegabytes, double[] BoundaryRates)
{
    /// <summary>Bias of a detector that fires at every step: far above the range of the hard sigmoid.</summary>
    private const float AlwaysFires = 50;

    private const int MinimumWindows = 2;

    /// <summary>Measures the speed of training a model with random weights for some seconds.</summary>
    /// <param name="lines">At least <paramref name="batch"/>.</param>
    /// <param name="seconds">Minimum duration of the measurement, and of the warm-up before it.</param>
    public static TrainRow Measure(
        ModelConfig config, RecurrenceImplementation implementation, IReadOnlyList<InkLine> lines, int batch, double seconds)
    {
        var options = new TrainingOptions { Model = config, Batch = batch };
        var normalisation = Normalisation.Measure(lines);
        IReadOnlyList<InkLine[]> batches = [.. BatchOrder.Of(lines, batch, options.Seed, epoch: 0).Where(each => each.Length == batch)];
        using var parameters = ParameterVector.Initialise(config, options.Seed, CPU);
        using var optimiser = new Optimiser(
            parameters.Values, parameters.RateShares(options.DetectorRateShare, options.LayerRateShare).DetachFromDisposeScope());
        using var model = new HandwritingModel(config, parameters, Recurrences.For(config, CPU, implementation));
        var step = new TrainingStep(model, optimiser, options);

        Train(seconds);
        double pointsPerSecond = Train(seconds), peakMegabytes = FreshProcess.PeakMegabytes();
        double[] boundaryRates = MeasureBoundaryRates();
        double dense = pointsPerSecond;
        if (config.Cell == Cell.HmLstm && implementation == RecurrenceImplementation.Fused)
        {
            MakeDetectorsFire();
            dense = Train(seconds);
        }

        return new(pointsPerSecond, dense, DenseProducts.Rate(config, options.Window, batch), peakMegabytes, boundaryRates);

        double Train(double minimumSeconds)
        {
            long points = 0, started = Stopwatch.GetTimestamp();
            int windows = 0;
            for (int index = 0; ; index = (index + 1) % batches.Count)
            {
                using var batchScope = NewDisposeScope();
                LineBatch lineBatch = LineBatch.Create(batches[index], normalisation, CPU);
                RecurrentState state = RecurrentState.Zero(config, batch, CPU);
                // Only windows that all lines fill completely, so that all windows have the same shape and no padding.
                int shortest = batches[index].Min(line => line.Offsets.Length) - 1;
                for (int start = 0; start + options.Window <= shortest; start += options.Window)
                {
                    // With a learning rate of 0, a step does all its work without changing the boundary rates.
                    TrainingStep.Result result = step.Take(
                        lineBatch.Slice(start, options.Window), state, options.SlopeStart, learningRate: 0, taughtBoundaryWeight: 0);
                    Debug.Assert(double.IsFinite(result.GradientNorm));
                    state.Dispose();
                    state = result.State;
                    points += (long)options.Window * batch;
                    double elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
                    if (++windows < MinimumWindows || elapsed < minimumSeconds) continue;
                    state.Dispose();
                    return points / elapsed;
                }

                state.Dispose();
            }
        }

        double[] MeasureBoundaryRates()
        {
            using var evaluated = new HandwritingModel(config, parameters, Recurrences.For(config, CPU));
            return Evaluator.Evaluate(
                evaluated, batches[0], normalisation, options.SlopeStart, options.LogDeviationFloor, batch).BoundaryRates;
        }

        void MakeDetectorsFire()
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            Dictionary<string, Tensor> weights = parameters.Views();
            for (int layer = 0; layer < config.Detectors; layer++)
                weights[$"layers.{layer}.bias"].narrow(0, 4 * config.Hidden, 1).fill_(AlwaysFires);
        }
    }
}
