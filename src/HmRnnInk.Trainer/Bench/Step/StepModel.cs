using System.Diagnostics;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>A model and everything that is timed of it.</summary>
internal sealed class StepModel : IDisposable
{
    /// <summary>Alternatives that the app writes ahead, and their length.</summary>
    public const int Ghosts = 16, GhostSteps = 60;

    private const int SnapshotRepeats = 1000;

    private readonly List<TorchSubject> _torch = [];
    private readonly List<double> _ghostMilliseconds = [], _snapshotMicroseconds = [];
    private readonly StepInk _ink;
    private readonly PackedModel _packed;

    /// <param name="loadMilliseconds">From the file's path to packed weights, in a process of its own.</param>
    /// <param name="streams">Numbers of streams.</param>
    public StepModel(string name, InkModel model, StepInk ink, double loadMilliseconds, int[] streams)
    {
        (Name, Config, LoadMilliseconds, _ink) = (name, model.Config, loadMilliseconds, ink);
        InkModel lstm = SyntheticModel.Create(TrainRow.EqualLstm(model.Config), model.Metadata.Normalisation);
        LstmConfig = lstm.Config;
        _packed = new(model, EngineWeights.Int16);
        foreach (EngineWeights weights in Enum.GetValues<EngineWeights>())
        {
            var packed = new PackedModel(model, weights);
            var packedLstm = new PackedModel(lstm, weights);
            string stored = $"{weights}".ToLowerInvariant();
            foreach (int count in streams)
            {
                Subjects.Add(new SimdSubject(name, "simd-skip", stored, packed, count, skipping: true));
                Subjects.Add(new SimdSubject(name, "simd-dense", stored, packed, count, skipping: false));
                if (model.Config.Cell == Cell.HmLstm) Subjects.Add(new SimdSubject(name, "lstm", stored, packedLstm, count, skipping: true));
            }
        }

        _torch.Add(new(name, model, CPU));
        if (cuda_is_available()) _torch.Add(new(name, model, CUDA));
        Subjects.AddRange(_torch);
        BoundaryRates = ink.BoundaryRates(_packed);
    }

    public string Name { get; }

    public ModelConfig Config { get; }

    /// <summary>Of the LSTM beside it, whose parameters come nearest in number.</summary>
    public ModelConfig LstmConfig { get; }

    public double LoadMilliseconds { get; }

    /// <summary>On the ink that is timed; a layer each.</summary>
    public double[] BoundaryRates { get; }

    public List<StepSubject> Subjects { get; } = [];

    public double GhostMilliseconds => Median.Of(_ghostMilliseconds);

    /// <summary>To copy a state out and back in.</summary>
    public double SnapshotMicroseconds => Median.Of(_snapshotMicroseconds);

    /// <summary>One round over everything.</summary>
    /// <param name="steps">For one stream.</param>
    /// <param name="batchSteps">For several.</param>
    public void Run(int repeat, int steps, int batchSteps, bool timed)
    {
        foreach (StepSubject subject in Subjects)
            subject.Run(_ink.Rows(repeat, subject.Streams, subject.Streams == 1 ? steps : batchSteps), timed);
        RunGhosts(repeat, timed);
        RunSnapshots(timed);
    }

    public void Dispose()
    {
        foreach (TorchSubject subject in _torch) subject.Dispose();
    }

    /// <summary>The alternatives as the app writes them: forked from a state, sampled, fed back.</summary>
    private void RunGhosts(int repeat, bool timed)
    {
        var engine = new SimdStepEngine(_packed);
        SequenceScore.Of(engine, _ink.Lines[repeat % _ink.Lines.Count][..100]);
        StepState fork = engine.CreateState();
        engine.CopyStateTo(fork);
        var generator = new BatchGenerator(new SimdStepBatch(_packed, Ghosts), [.. Enumerable.Range(0, Ghosts).Select(seed => new Random(seed))]);
        int[] streams = [.. Enumerable.Range(0, Ghosts)];
        var rows = new PenOffset[Ghosts];
        long started = Stopwatch.GetTimestamp();
        generator.Start(streams, fork);
        for (int step = 0; step < GhostSteps; step++) generator.Write(streams, rows, bias: 0.5);
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
