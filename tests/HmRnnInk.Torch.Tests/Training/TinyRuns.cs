using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;
using HmRnnInk.Trainer.Tests;
using TorchSharp;

namespace HmRnnInk.Torch.Tests.Training;

/// <summary>Runs of a few updates of a tiny model, each in a folder of its own.</summary>
internal sealed class TinyRuns : IDisposable
{
    public static readonly TrainingOptions Options = new()
    {
        Model = new ModelConfig { Layers = 2, Hidden = 6, Embedding = 4, OutputEmbedding = 6, Components = 2 },
        Batch = 4,
        Window = 100,
        Epochs = 1,
        LearningRate = 1e-3,
        KeepHistory = 0,
        EvaluateFromPoints = 0,
    };

    private readonly ScribbledLines _lines = new(24); // 21 of them for training: 6 batches per epoch, with 4 windows each
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-runs-").FullName;

    public TrainingRun Run(string name) => new(Path.Combine(_folder, name));

    /// <param name="progressed">Called after each batch.</param>
    /// <param name="stopAfter">The number of batches after which the run is stopped.</param>
    /// <param name="recurrence">Null for that of the options.</param>
    public TrainingProgress Train(
        string name, TrainingOptions options, TrainingOrigin? startFrom = null, Checkpoint? resumeFrom = null,
        Action<TrainingProgress>? progressed = null, int stopAfter = int.MaxValue, IRecurrence? recurrence = null)
    {
        TrainingRun run = Run(name);
        Directory.CreateDirectory(run.Folder);
        using var stop = new CancellationTokenSource();
        var data = new InkTrainingData(options, LineDataset.Load(_lines.Folder, _folder), "scribbles");
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

    public void Dispose()
    {
        _lines.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Observer(Action<TrainingProgress> progressed) : ITrainingObserver
    {
        public void Progressed(TrainingProgress progress, double lastNatsPerPoint, double shareDone) => progressed(progress);

        public void Evaluated(EvaluationRecord record, InkModel model)
        {
        }
    }
}
