using HmRnnInk.Trainer.Tests;

namespace HmRnnInk.Torch.Tests.Training;

/// <summary>Tests with runs of a few updates of a tiny model, each in a folder of its own.</summary>
public abstract class TinyRunTests : FolderTests
{
    private protected static readonly TrainingOptions Tiny = new()
    {
        Model = new ModelConfig { Layers = 2, Hidden = 6, Embedding = 4, OutputEmbedding = 6, Components = 2 },
        Batch = 4,
        Window = 100,
        Epochs = 1,
        LearningRate = 1e-3,
        KeepHistory = 0,
        EvaluateFromPoints = 0,
    };

    private readonly string _lines;

    // 21 of the lines are for training: 6 batches per epoch, with 4 windows each.
    protected TinyRunTests() => _lines = ScribbledLines.Write(Path.Combine(Folder, "lines"), 24);

    private protected TrainingRun Run(string name) => new(Path.Combine(Folder, name));

    private protected Checkpoint LastCheckpoint(string run) => Checkpoint.Load(Run(run).CheckpointPath);

    private protected InkModel LastModel(string run) => InkModel.Load(Run(run).LastModelPath);

    /// <param name="progressed">Called after each batch.</param>
    /// <param name="stopAfter">The number of batches after which the run is stopped.</param>
    /// <param name="recurrence">Null for that of the options.</param>
    private protected TrainingProgress Train(
        string name, TrainingOptions options, TrainingOrigin? startFrom = null, Checkpoint? resumeFrom = null,
        Action<TrainingProgress>? progressed = null, int stopAfter = int.MaxValue, IRecurrence? recurrence = null)
    {
        TrainingRun run = Run(name);
        Directory.CreateDirectory(run.Folder);
        using var stop = new CancellationTokenSource();
        var data = new InkTrainingData(options, LineDataset.Load(_lines, Folder), "scribbles");
        using var trainer = new HmRnnInk.Torch.Training.Trainer(
            options, run, data, "scribbles", "test", recurrence ?? Recurrences.For(options.Model), torch.CPU, startFrom, resumeFrom,
            new Observer(Progressed), TimeProvider.System);
        return trainer.Run(stop.Token);

        void Progressed(TrainingProgress progress)
        {
            progressed?.Invoke(progress);
            if (--stopAfter == 0) stop.Cancel();
        }
    }

    /// <summary>Trains, and returns the factor of the learning rate in each batch.</summary>
    private protected double[] RateFactors(
        string run, TrainingOptions options, TrainingOrigin? startFrom = null, Checkpoint? resumeFrom = null,
        int stopAfter = int.MaxValue)
    {
        var factors = new List<double>();
        Train(run, options, startFrom, resumeFrom, progress => factors.Add(progress.LearningRate / options.LearningRate), stopAfter);
        return [.. factors];
    }

    private sealed class Observer(Action<TrainingProgress> progressed) : ITrainingObserver
    {
        public void Progressed(TrainingProgress progress, double lastNatsPerPoint, double shareDone) => progressed(progress);

        public void Evaluated(EvaluationRecord record, InkModel model)
        {
        }
    }
}
