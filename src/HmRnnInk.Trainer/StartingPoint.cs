using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>The model or run from which training starts (<c>--from</c>).</summary>
/// <param name="Origin">Its weights and, for a run, the optimiser's moments.</param>
/// <param name="Record">Describes it in the metadata of the new model.</param>
/// <param name="DataSha256">SHA-256 of its training data; null if unknown.</param>
/// <param name="SplitBy">How its data was split; null if unknown.</param>
/// <param name="TaughtBoundaries">The rule that taught each of its detectors; empty for none.</param>
/// <param name="LearningRate">The learning rate of its training; null for a model file, which does not contain it.</param>
/// <param name="Normalisation">Mean and deviation of its training data; null if unknown.</param>
/// <param name="IsCooled">Whether its learning rate has been lowered at the end of training, as for all finished models.</param>
internal sealed record StartingPoint(
    TrainingOrigin Origin,
    TrainingStart Record,
    string? DataSha256,
    SplitBy? SplitBy,
    IReadOnlyList<string> TaughtBoundaries,
    double? LearningRate,
    Normalisation? Normalisation,
    bool IsCooled)
{
    /// <summary>
    /// Default learning rate for training from a cooled model, as a share of the usual default. At the full rate, the model would first
    /// lose more than the gain of its cooldown.
    /// </summary>
    public const double CooledRateShare = 0.3;

    /// <param name="path">A model file, or the folder of a run.</param>
    /// <param name="isOfCharacters">True for a model of characters, false for a model of ink.</param>
    public static StartingPoint Load(string path, bool isOfCharacters)
    {
        if (!Directory.Exists(path))
            return Of(NameOf(path), isOfCharacters ? InkModel.LoadOfCharacters(path) : InkModel.Load(path));
        var run = new TrainingRun(path);
        if (!File.Exists(run.CheckpointPath))
        {
            throw new InvalidDataException(
                $"'{path}' is not the folder of a run: '{run.CheckpointPath}' does not exist. Use the folder of a run or a model file.");
        }

        Normalisation? normalisation =
            File.Exists(run.LastModelPath) && !isOfCharacters ? InkModel.Load(run.LastModelPath).Metadata.Normalisation : null;
        return Of(NameOf(path), run.LoadForNewRun(), normalisation);
    }

    /// <summary>Default learning rate and warm-up for a run with this configuration.</summary>
    /// <param name="model">Must be at least as wide as the starting model.</param>
    public (double LearningRate, double WarmUpShare) Defaults(ModelConfig model)
    {
        bool isAsWide = model.Hidden == Origin.Config.Hidden;
        double rate = isAsWide && LearningRate is { } own ? own : TrainingOptions.DefaultLearningRate(model);
        return (IsCooled ? CooledRateShare * rate : rate, isAsWide && !IsCooled ? 0 : TrainingOptions.Recipe.WarmUpShare);
    }

    /// <summary>The name of a model file or of a run's folder, as recorded in the models that start from it.</summary>
    public static string NameOf(string path) => Directory.Exists(path)
        ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) : Path.GetFileNameWithoutExtension(path);

    private static StartingPoint Of(string name, InkModel model)
    {
        TrainingRecord? training = model.Metadata.Training;
        var record = new TrainingStart(
            name, model.Config.Hidden, (training?.PointsSeen ?? 0) + (training?.StartedFrom?.PointsSeen ?? 0),
            (training?.TrainingMinutes ?? 0) + (training?.StartedFrom?.Minutes ?? 0));
        string[] taught = training?.TaughtBoundaries?.Split(' ') ?? [];
        return new(
            TrainingOrigin.Of(model), record, training?.DataSha256, training?.SplitBy, taught, LearningRate: null,
            model.Metadata.Normalisation, IsCooled: true);
    }

    private static StartingPoint Of(string name, Checkpoint run, Normalisation? normalisation)
    {
        (TrainingOptions options, TrainingProgress progress) = (run.Options, run.Progress);
        var record = new TrainingStart(
            name, options.Model.Hidden, progress.PointsSeen + (options.StartedFrom?.PointsSeen ?? 0),
            (progress.ElapsedSeconds / 60) + (options.StartedFrom?.Minutes ?? 0));
        bool isAtFullRate = options.Schedule == LearningRateSchedule.Constant && !progress.Cooling;
        return new(
            TrainingOrigin.Of(run), record, run.DataSha256, options.SplitBy, options.TaughtBoundaries, options.LearningRate,
            normalisation, IsCooled: !isAtFullRate);
    }
}
