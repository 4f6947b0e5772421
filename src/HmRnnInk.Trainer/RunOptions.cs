using System.CommandLine;
using HmRnnInk.Torch.Training;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary>Determines the options of a run of <c>trainer train</c>, new or resumed.</summary>
internal sealed class RunOptions(TrainingSettings settings, TextModeOptions texts, ParseResult parsed)
{
    /// <summary>All options that determine the training.</summary>
    public IEnumerable<TrainingSetting> All => [.. settings.All, .. texts.Settings];

    /// <summary>The options of a new run: those that are given, and defaults that depend on the cell and the starting model.</summary>
    public TrainingOptions ForNewRun(StartingPoint? start, CharacterText? text, LineDataset? dataset, Transcripts? transcripts)
    {
        TrainingOptions recipe = TrainingOptions.Recipe;
        ModelConfig before = start?.Origin.Config ?? recipe.Model;
        ModelConfig model = TrainingSettings.Apply(settings.Shape, parsed, recipe with { Model = before }).Model;
        bool isHierarchical = model.Cell == Cell.HmLstm, isHierarchicalInk = isHierarchical && text is null;
        model = model with
        {
            Layers = start is null && !isHierarchicalInk && !settings.Layers.IsGiven(parsed)
                ? TrainingOptions.PublishedLayers : model.Layers,
            // An LSTM has no FLUSH, so the option means nothing for it.
            SoftFlush = isHierarchical ? model.SoftFlush : start?.Origin.Config.SoftFlush ?? false,
            Alphabet = text is null ? null : CharacterAlphabet.Of(text.Characters).Symbols,
            TextWindow = texts.CreateWindow(parsed, transcripts, before.TextWindow),
        };
        (double learningRate, double warmUpShare) =
            start?.Defaults(model) ?? (TrainingOptions.DefaultLearningRate(model), recipe.WarmUpShare);
        // A starting model that was not taught has other boundaries. Teaching would move them, which costs likelihood.
        IReadOnlyList<string> taught = !isHierarchicalInk || settings.Forced.IsGiven(parsed) ? []
            : start?.TaughtBoundaries ?? TrainingOptions.DefaultTaughtBoundaries(model.Layers);
        TrainingOptions options = recipe with
        {
            Model = model,
            StartedFrom = start?.Record,
            Normalisation = text is null ? start?.Normalisation : null,
            LearningRate = learningRate,
            WarmUpShare = warmUpShare,
            LayerRateShares = isHierarchical ? recipe.LayerRateShares : [],
            TaughtBoundaries = taught,
            SplitBy = start?.SplitBy ?? SplitBy.Line,
            Dequantise = text is null && recipe.Dequantise,
            TextSha256 = transcripts?.Sha256,
        };
        if (start is { IsCooled: true } && dataset is { Lines.Count: < TrainingOptions.FewLines } few)
        {
            options = options.ForFewLines(few.Lines.Count);
            Terminal.Note(
                "Few lines from a trained model: a low learning rate and an early stop, so that it forgets little of how others write.");
        }

        TrainingOptions given = TrainingSettings.Apply(All.Except(settings.Shape), parsed, options);
        if (before.TextWindow is { } window && given.Model.TextWindow != window)
            throw new InvalidDataException("The starting model already has a text window: omit the --window-… options.");
        return given;
    }

    /// <summary>Loads the checkpoint of a run to resume, and applies the given options that may change.</summary>
    /// <param name="from">The model to start from, if one is given; it must be that from which the run was started.</param>
    /// <exception cref="InvalidDataException">A given option differs from that of the run, but may not change.</exception>
    public Checkpoint ForResume(TrainingRun run, string? from)
    {
        (Checkpoint checkpoint, bool isBeforeCooldown) = run.LoadForResume(
            parsed.GetValue((Option<int?>)settings.Epochs.Option), parsed.GetValue((Option<double?>)settings.Minutes.Option));
        TrainingOptions options = checkpoint.Options;
        string[] differing =
        [
            .. All.Where(setting => !setting.MayChange && setting.Differs(parsed, options)).Select(setting =>
                $"{setting.Option.Name} {setting.Text(setting.Apply(parsed, options))} (the run has {setting.Text(options)})"),
        ];
        if (differing.Length > 0)
        {
            throw new InvalidDataException(
                $"These options differ from those of the run in '{run.Folder}', which cannot change: {string.Join(", ", differing)}. "
                + "Omit them, or start a new run with --from.");
        }

        string? start = from is null ? null : StartingPoint.NameOf(from);
        if (start is not null && start != options.StartedFrom?.Model)
        {
            throw new InvalidDataException(
                $"The run in '{run.Folder}' was started from {options.StartedFrom?.Model ?? "random weights"}: omit --from, or omit "
                + "--resume and use another --run folder.");
        }

        if (isBeforeCooldown)
        {
            Terminal.Note(
                $"The new budget is larger than that of the run's cooldown, so the run continues from '{run.BeforeCooldownPath}'.");
        }

        if (run.HasIncompleteMetrics())
            Terminal.Note($"'{run.MetricsPath}': the last line is incomplete, since the trainer was killed. It is dropped.");
        return checkpoint with { Options = TrainingSettings.Apply(All.Where(setting => setting.MayChange), parsed, options) };
    }

    /// <exception cref="InvalidDataException">The options contradict each other, the data or the device.</exception>
    public static void Check(
        TrainingOptions options, TrainingRun run, CharacterText? text, Transcripts? transcripts, LineDataset? dataset, Device device)
    {
        if (options is { RecurrentDropout: > 0, Model.Cell: Cell.Lstm } && device.type == TorchSharp.DeviceType.CUDA)
            throw new InvalidDataException("--recurrent-dropout: libtorch's LSTM on CUDA does not support it. Use --device cpu.");
        if (options.Model.Layers < ModelMetadata.MinimumLayers(options.Model.Cell))
            throw new InvalidDataException("--layers: an HM-LSTM has at least 2, because a detector is between two layers.");
        if (options is { StartShare: > 0, StartedFrom: null }) throw new InvalidDataException("--start-share: there is no --from.");
        if (text is null != options.Model.Alphabet is null)
        {
            string expected = text is null ? "characters: use --characters instead of --data" : "ink: use --data instead of --characters";
            throw new InvalidDataException($"The run in '{run.Folder}' trains a model of {expected}.");
        }

        TextModeOptions.Check(options, transcripts, run.Folder, dataset is { IsOwn: true });
    }
}
