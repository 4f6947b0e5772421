using System.Diagnostics;
using ScottPlot.Statistics;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>An engine under measurement, with the times of its steps.</summary>
/// <param name="model">Name of the model.</param>
/// <param name="engine">simd-skip, simd-dense, torch-eager, torch-cuda or lstm.</param>
/// <param name="weights">Format of the weights in memory: float32 or int16.</param>
/// <param name="streams">Number of streams that a step processes together.</param>
internal abstract class StepSubject(string model, string engine, string weights, int streams)
{
    private readonly List<double> _microseconds = [], _roundMeans = [];
    private long _skipped, _layerSteps;
    private StepWork _work;

    public string Model { get; } = model;

    public string Engine { get; } = engine;

    public int Streams { get; } = streams;

    /// <summary>Resets all streams and runs them through a piece of ink.</summary>
    /// <param name="ink">[steps][streams].</param>
    /// <param name="timed">False for a warm-up.</param>
    public void Run(PenOffset[][] ink, bool timed)
    {
        Reset();
        StepWork before = Work;
        double total = 0;
        foreach (PenOffset[] rows in ink)
        {
            long started = Stopwatch.GetTimestamp();
            Step(rows);
            double microseconds = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            total += microseconds;
            if (!timed) continue;
            _microseconds.Add(microseconds);
            (int skipped, int layers) = CountSkipped();
            (_skipped, _layerSteps) = (_skipped + skipped, _layerSteps + layers);
        }

        if (!timed) return;
        _roundMeans.Add(total / ink.Length);
        StepWork done = Work - before;
        _work = new(_work.WeightBytes + done.WeightBytes, _work.MultiplyAdds + done.MultiplyAdds);
    }

    /// <exception cref="InvalidOperationException">Nothing has been measured yet.</exception>
    public StepRow ToRow()
    {
        double[] sorted = [.. _microseconds.Order()];
        double medianOfMeans = Descriptive.Median([.. _roundMeans]), bytes = (double)_work.WeightBytes / sorted.Length;
        double p99 = sorted[(int)(0.99 * (sorted.Length - 1))];
        return new(
            Model, Engine, weights, Streams, medianOfMeans, Descriptive.Median(sorted), p99, bytes, (double)_skipped / _layerSteps,
            (double)_work.MultiplyAdds / sorted.Length, bytes / medianOfMeans / 1e3);
    }

    protected abstract StepWork Work { get; }

    protected abstract void Reset();

    protected abstract void Step(PenOffset[] rows);

    /// <returns>The number of layer updates that the last step skipped, and the number of all layer updates.</returns>
    protected abstract (int Skipped, int All) CountSkipped();
}
