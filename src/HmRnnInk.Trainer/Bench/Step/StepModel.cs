using System.Diagnostics;
using ScottPlot.Statistics;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>A model with all engines that are measured for it.</summary>
internal sealed class StepModel : IDisposable
{
    /// <summary>
    /// The maximum number of continuations ("ghosts") that the app generates ahead of the ink, and their default length in rows.
    /// </summary>
    private const int Ghosts = 16, GhostSteps = 60;

    private const int SnapshotRepeats = 1000;

    private readonly List<TorchSubject> _torch = [];
    private readonly List<double> _ghostMilliseconds = [], _snapshotMicroseconds = [];
    private readonly StepInk _ink;
    private readonly PackedModel _packed;
    private readonly StepModelFigures _figures; // without the medians of the rounds

    /// <param name="loadMilliseconds">Time from the file's path to packed weights, in a separate process.</param>
    /// <param name="streams">Numbers of streams per step.</param>
    public StepModel(string name, InkModel model, StepInk ink, double loadMilliseconds, int[] streams)
    {
        _ink = ink;
        InkModel lstm = SyntheticModel.Create(BenchConfigs.NearestLstm(model.Config), model.Metadata.Normalisation);
        _packed = new(model, WeightFormat.Int16);
        foreach (WeightFormat format in Enum.GetValues<WeightFormat>())
        {
            var packed = new PackedModel(model, format);
            var packedLstm = new PackedModel(lstm, format);
            string weights = $"{format}".ToLowerInvariant();
            foreach (int count in streams)
            {
                Subjects.Add(new SimdSubject(name, "simd-skip", weights, packed, count, skipping: true));
                Subjects.Add(new SimdSubject(name, "simd-dense", weights, packed, count, skipping: false));
                if (model.Config.Cell == Cell.HmLstm)
                    Subjects.Add(new SimdSubject(name, "lstm", weights, packedLstm, count, skipping: true));
            }
        }

        _torch.Add(new(name, model, CPU));
        if (cuda_is_available()) _torch.Add(new(name, model, CUDA));
        Subjects.AddRange(_torch);
        _figures = new(
            name, model.Config.ParameterCount(), ink.MeasureBoundaryRates(_packed), lstm.Config.Hidden, lstm.Config.ParameterCount(),
            loadMilliseconds, SnapshotMicroseconds: 0, Ghosts, GhostSteps, GhostMilliseconds: 0);
    }

    public List<StepSubject> Subjects { get; } = [];

    /// <summary>Runs one round of all measurements.</summary>
    /// <param name="steps">Number of steps with one stream.</param>
    /// <param name="batchSteps">Number of steps with several streams.</param>
    public void Run(int repeat, int steps, int batchSteps, bool timed)
    {
        foreach (StepSubject subject in Subjects)
            subject.Run(_ink.Rows(repeat, subject.Streams, subject.Streams == 1 ? steps : batchSteps), timed);
        RunGhosts(repeat, timed);
        RunSnapshots(timed);
    }

    public StepModelFigures ToFigures() => _figures with
    {
        SnapshotMicroseconds = Descriptive.Median([.. _snapshotMicroseconds]),
        GhostMilliseconds = Descriptive.Median([.. _ghostMilliseconds]),
    };

    public void Dispose()
    {
        foreach (TorchSubject subject in _torch) subject.Dispose();
    }

    /// <summary>Generates continuations like the app: all start from the same state, and sampled rows are fed back.</summary>
    private void RunGhosts(int repeat, bool timed)
    {
        var engine = new SimdStepEngine(_packed);
        SequenceLikelihood.Of(engine, _ink.Lines[repeat % _ink.Lines.Count][..100]);
        StepState fork = engine.CreateState();
        engine.CopyStateTo(fork);
        var batch = new SimdStepBatch(_packed, Ghosts);
        int[] streams = [.. Enumerable.Range(0, Ghosts)];
        Sampler[] samplers = [.. streams.Select(seed => new Sampler(new Random(seed)))];
        StepTrace[] traces = [.. streams.Select(_ => new StepTrace(batch.Config.Layers))];
        MixtureDensity[] next = [.. streams.Select(_ => new MixtureDensity(batch.Config.Components))];
        var rows = new PenOffset[Ghosts];
        long started = Stopwatch.GetTimestamp();
        foreach (int stream in streams) batch.Restore(stream, fork);
        batch.Predict(streams, next);
        for (int step = 0; step < GhostSteps; step++)
        {
            foreach (int stream in streams) rows[stream] = samplers[stream].SampleRow(next[stream], batch.Normalisation, bias: 0.5);
            batch.Step(streams, rows, traces, next);
        }

        if (timed) _ghostMilliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private void RunSnapshots(bool timed)
    {
        var engine = new SimdStepEngine(_packed);
        StepState state = engine.CreateState();
        long started = Stopwatch.GetTimestamp();
        for (int repeat = 0; repeat < SnapshotRepeats; repeat++)
        {
            engine.CopyStateTo(state);
            engine.Restore(state);
        }

        if (timed) _snapshotMicroseconds.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / SnapshotRepeats);
    }
}
