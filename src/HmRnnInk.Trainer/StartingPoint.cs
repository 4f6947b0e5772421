using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>What <c>--from</c> names.</summary>
/// <param name="Origin">Weights and, of a run, the optimiser's moments.</param>
/// <param name="Record">For the records of what comes of it.</param>
/// <param name="DataSha256">Of the data that it was trained on; null where that is not known.</param>
/// <param name="SplitBy">How its data was divided; null where that is not known.</param>
/// <param name="Teachers">The rule that taught each of its detectors; none where empty.</param>
/// <param name="LearningRate">At which it was trained; null of a model file, which does not tell.</param>
/// <param name="IsCooled">Its learning rate has fallen, as that of every finished model has.</param>
internal sealed record StartingPoint(
    TrainingOrigin Origin, TrainingStart Record, string? DataSha256, SplitBy? SplitBy, IReadOnlyList<string> Teachers, double? LearningRate, bool IsCooled)
{
    /// <summary>
    /// Share of the default learning rate at which a cooled model goes on unless told otherwise: at the full rate it first loses what the
    /// cooldown brought, and more.
    /// </summary>
    public const double CooledRateShare = 0.3;

    /// <param name="path">A model file, or the folder of a run.</param>
    /// <param name="isOfCharacters">It models a text.</param>
    public static StartingPoint Load(string path, bool isOfCharacters)
    {
        if (!Directory.Exists(path))
            return Of(Path.GetFileNameWithoutExtension(path), isOfCharacters ? InkModel.LoadOfCharacters(path) : InkModel.Load(path));
        var run = new TrainingRun(path);
        if (!File.Exists(run.CheckpointPath))
        {
            throw new InvalidDataException(
                $"'{run.CheckpointPath}' is not there, so '{path}' holds no run. Give --from the folder of a run or a model file.");
        }

        return Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), run.LoadUncooled());
    }

    /// <summary>The learning rate and the warm-up for a run of this shape, where they are not given.</summary>
    /// <param name="model">As wide or wider.</param>
    public (double LearningRate, double WarmUpShare) Defaults(ModelConfig model)
    {
        bool isAsWide = model.Hidden == Origin.Config.Hidden;
        double rate = isAsWide && LearningRate is { } own ? own : TrainingOptions.DefaultLearningRate(model);
        return (IsCooled ? CooledRateShare * rate : rate, isAsWide && !IsCooled ? 0 : TrainingOptions.Recipe.WarmUpShare);
    }

    private static StartingPoint Of(string name, InkModel model)
    {
        TrainingRecord? training = model.Metadata.Training;
        var record = new TrainingStart(
            name, model.Config.Hidden, (training?.PointsSeen ?? 0) + (training?.StartedFrom?.PointsSeen ?? 0),
            (training?.TrainingMinutes ?? 0) + (training?.StartedFrom?.Minutes ?? 0));
        string[] teachers = training?.TaughtBoundaries?.Split(' ') ?? [];
        return new(TrainingOrigin.Of(model), record, training?.DataSha256, training?.SplitBy, teachers, LearningRate: null, IsCooled: true);
    }

    private static StartingPoint Of(string name, Checkpoint run)
    {
        (TrainingOptions options, TrainingProgress progress) = (run.Options, run.Progress);
        var record = new TrainingStart(
            name, options.Model.Hidden, progress.PointsSeen + (options.StartedFrom?.PointsSeen ?? 0),
            (progress.ElapsedSeconds / 60) + (options.StartedFrom?.Minutes ?? 0));
        bool isConstant = options.Schedule == LearningRateSchedule.Constant && !progress.Cooling;
        return new(TrainingOrigin.Of(run), record, run.DataSha256, options.SplitBy, options.TaughtBoundaries, options.LearningRate, IsCooled: !isConstant);
    }
}
