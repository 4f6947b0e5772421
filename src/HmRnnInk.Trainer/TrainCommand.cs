using System.CommandLine;
using System.Reflection;
using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer train</c>.</summary>
internal sealed class TrainCommand
{
    private readonly TrainingSettings _settings = new();
    private readonly TextModeOptions _texts;
    private readonly Option<string> _data = CommandOptions.Data();
    private readonly Option<string> _device = CommandOptions.Device();
    private readonly Option<bool> _json = CommandOptions.JsonLine();
    private readonly Option<string?> _characters;

    private readonly Option<string> _run = new Option<string>("--run")
    {
        Description = "Folder for checkpoints, metrics, learning curve and samples.",
        DefaultValueFactory = _ => Path.Combine("runs", "latest"),
    }.NotEmpty();

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Continue the run from its last checkpoint, with its options. The budget, the device, and how often the run is "
            + "evaluated and saved may change. With a larger budget, a constant schedule continues from before its cooldown.",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "A model file or the folder of a run to start from, instead of random weights. Cell, layers and width default to "
            + "those of the model; a larger --hidden makes it wider first. A run also provides the optimiser's state, from before its "
            + "cooldown.",
    };

    private readonly Option<bool> _stopWithInput = new("--stop-with-input")
    {
        Description = "Save a checkpoint and stop when standard input ends. A program that starts the trainer can thus stop it on "
            + "every system, and the trainer does not outlive it.",
    };

    private readonly Option<string?> _config = new(ConfigFile.OptionName)
    {
        Description = "A JSON file with options, such as {\"batch\": 16, \"learning-rate\": 0.004}, or a run.json, to use the options of "
            + "that run. Options on the command line take precedence.",
    };

    private TrainCommand()
    {
        Command = new("train", "Trains a model. Ctrl-C saves a checkpoint and stops.") { _data, _from, _config };
        foreach (TrainingSetting setting in _settings.All) Command.Add(setting.Option);
        foreach (Option option in (Option[])[_device, _run, _resume, _stopWithInput, _json]) Command.Add(option);
        _texts = new(Command);
        IEnumerable<TrainingSetting> ofInk = [_settings.SplitBy, _settings.Dequantise, _settings.LineScaling];
        _characters = CommandOptions.Characters(Command, _data, [.. ofInk.Select(setting => setting.Option), .. _texts.All]);
        Command.Validators.Add(result =>
        {
            bool isOfCharacters = result.GetResult(_characters) is not null;
            Func<string, bool> isRule = isOfCharacters
                ? rule => CharacterRule.Find(rule) is not null : rule => BoundaryRule.Find(rule) is not null;
            Option<string[]> taught = (Option<string[]>)_settings.Taught.Option, forced = (Option<string[]>)_settings.Forced.Option;
            foreach (Option<string[]> rules in (Option<string[]>[])[taught, forced])
            {
                if (!result.GetValue(rules)!.All(isRule))
                    result.AddError($"{rules.Name} must be one of: {(isOfCharacters ? CharacterRule.Names : BoundaryRule.Names)}.");
            }

            if (result.GetValue(taught)!.Length > 0 && result.GetValue(forced)!.Length > 0)
                result.AddError("--taught-boundaries and --forced-boundaries exclude each other: forced boundaries replace the detectors.");
        });
        CommandOptions.RequireBudget(Command, _settings.Epochs.Option, _settings.Minutes.Option);
        Command.SetAction(parsed => Train(parsed));
    }

    private Command Command { get; }

    public static Command Create() => new TrainCommand().Command;

    public static string CodeVersion() =>
        typeof(TrainCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private int Train(ParseResult parsed)
    {
        var run = new TrainingRun(parsed.GetValue(_run)!);
        bool resume = parsed.GetValue(_resume);
        Device device = TorchDevice.Choose(parsed.GetValue(_device)!);
        using var owner = new RunOwner(run);
        if (resume) TakeExisting(run, owner);
        RejectExistingRun(run, resume);
        string data = parsed.GetValue(_characters) ?? parsed.GetValue(_data)!;
        CharacterText? text = parsed.GetValue(_characters) is { } file ? CharacterText.Load(file) : null;
        Transcripts? transcripts = _texts.Load(parsed);
        string? from = parsed.GetValue(_from);
        StartingPoint? start = from is null || resume ? null : StartingPoint.Load(from, isOfCharacters: text is not null);
        var runOptions = new RunOptions(_settings, _texts, parsed);
        Checkpoint? checkpoint = resume ? runOptions.ForResume(run, from) : null;
        LineDataset? dataset = text is null ? LineDataset.Load(data) : null;
        TrainingOptions options = checkpoint?.Options ?? runOptions.ForNewRun(start, text, dataset, transcripts);
        RunOptions.Check(options, run, text, transcripts, dataset, device);

        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(data));
        TranscribedLines? transcribed = transcripts is null ? null : TranscribedLines.Of(dataset!, transcripts);
        ITrainingData trainingData = dataset is null
            ? new TextTrainingData(options, text!) : new InkTrainingData(options, dataset, name, transcribed);
        ModelEvaluation.WarnIfTrainedOnOther(start?.DataSha256, start?.SplitBy, trainingData.Sha256, options.SplitBy);
        DataSummary summary = dataset is null ? DataSummary.Of(text!) : DataSummary.Of(dataset, (InkTrainingData)trainingData);

        owner.Take();
        RejectExistingRun(run, resume); // another trainer may have started the same run since
        if (transcribed is not null) TextModeOptions.Report(transcribed, dataset!, Path.Combine(run.Folder, "texts-left-out.txt"));
        using var stop = new StopRequest();
        if (parsed.GetValue(_stopWithInput)) stop.WatchInput();
        var observer = new ConsoleObserver(run, options, summary);
        using var trainer = new Torch.Training.Trainer(
            options, run, trainingData, name, CodeVersion(), Recurrences.For(options.Model, device), device, start?.Origin, checkpoint,
            observer, TimeProvider.System);
        RunRecord.Write(
            run,
            new Dictionary<string, string?>
            {
                ["data"] = parsed.GetValue(_data),
                ["characters"] = parsed.GetValue(_characters),
                ["text"] = _texts.GivenPath(parsed),
                ["from"] = from,
                ["device"] = parsed.GetValue(_device),
            },
            runOptions.All, options, summary, $"{device}");
        TrainingProgress progress = trainer.Run(stop.Token);
        observer.Finished(progress, stop.IsRequested, data);
        if (parsed.GetValue(_json)) WriteFigures(run, options, progress, stop.IsRequested, summary);
        return 0;
    }

    /// <summary>Locks the folder of a run to resume, so that no other trainer replaces the checkpoint that is read next.</summary>
    /// <exception cref="InvalidDataException">There is no run, or another trainer uses it.</exception>
    private static void TakeExisting(TrainingRun run, RunOwner owner)
    {
        if (!File.Exists(run.CheckpointPath))
        {
            throw new InvalidDataException(
                $"'{run.CheckpointPath}' does not exist, so there is no run to resume. Use the run's folder for --run, or omit --resume.");
        }

        owner.Take();
    }

    /// <exception cref="InvalidDataException">A new run would overwrite one.</exception>
    private static void RejectExistingRun(TrainingRun run, bool resume)
    {
        if (!resume && File.Exists(run.CheckpointPath))
            throw new InvalidDataException($"'{run.Folder}' already contains a run. Use --resume to continue it, or another --run folder.");
    }

    private static void WriteFigures(
        TrainingRun run, TrainingOptions options, TrainingProgress progress, bool interrupted, DataSummary data)
    {
        double? bestNats = double.IsFinite(progress.BestNatsPerSequence) ? progress.BestNatsPerSequence : null;
        IReadOnlyList<EvaluationRecord> evaluations = run.ReadMetrics();
        CommandOptions.WriteJson(new
        {
            run = run.Folder,
            progress.PointsSeen,
            progress.Updates,
            bestNatsPerSequence = bestNats,
            bestBitsPerCharacter = run.BestBitsPerCharacter(),
            minutes = progress.ElapsedSeconds / 60,
            interrupted,
            parameters = options.Model.ParameterCount(),
            data,
            evaluations = evaluations.Count,
            best = evaluations.Count == 0 ? null : EvaluationRecord.BestOf(evaluations),
            last = evaluations.LastOrDefault(),
        });
    }
}
