using System.CommandLine;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer train</c>.</summary>
internal static class TrainCommand
{
    private static readonly TrainingOptions Defaults = TrainingOptions.Recipe;

    public static Command Create()
    {
        var data = CommandOptions.Data();
        var device = CommandOptions.Device();
        var json = CommandOptions.JsonLine();
        var run = new Option<string>("--run")
        {
            Description = "Folder for checkpoints, metrics, learning curve and samples.",
            DefaultValueFactory = _ => Path.Combine("runs", "latest"),
        }.NotEmpty();
        var resume = new Option<bool>("--resume")
        {
            Description = "Continue the run from its last checkpoint, with its options; only the budget may change. With a larger budget, "
                + "a constant schedule continues from before its cooldown.",
        };
        var from = new Option<string?>("--from")
        {
            Description = "A model file or the folder of a run to start from, instead of random weights. Cell, layers and width default to "
                + "those of the model; a larger --hidden makes it wider first. A run also provides the optimiser's state, from before its "
                + "cooldown.",
        };
        var cell = new Option<string>("--cell")
        {
            Description = "Recurrent cell.",
            DefaultValueFactory = _ => "hm-lstm",
        }.AcceptOnlyFromAmong("hm-lstm", "lstm");
        var layers = Integer(
            "--layers", "Number of recurrent layers. The default is 3 for an LSTM and for a model of characters.", Defaults.Model.Layers, 2,
            ModelMetadata.MaximumLayers);
        var hidden = Integer(
            "--hidden", "Units per layer; also the width of the output embedding.", Defaults.Model.Hidden, 1, ModelMetadata.MaximumUnits);
        var softFlush = Switch(
            "--soft-flush",
            "Let FLUSH keep the part of the cell that the forget gate keeps: c = i⊙g + f⊙c. False is FLUSH as in the paper, c = i⊙g.",
            Defaults.Model.SoftFlush);
        var batch = Integer("--batch", "Lines per batch.", Defaults.Batch, 1);
        var window = Integer(
            "--window", "Maximum number of steps between updates: lines are cut into windows of equal length. 0 for whole lines.",
            Defaults.Window, 0);
        var epochs = new Option<int?>("--epochs") { Description = "Budget in passes over the training part." }
            .Must(passes => passes is null or >= 1, "be at least 1");
        var minutes = new Option<double?>("--minutes") { Description = "Budget in minutes of training, including all resumes." }
            .Must(budget => budget is null || (budget > 0 && double.IsFinite(budget.Value)), "be above 0");
        var rate = new Option<double>("--learning-rate")
        {
            Description = "Learning rate of Adam. The default depends on the width: 1e-2 up to 128 units (LSTM: 147), 2e-3 at 400 "
                + $"(LSTM: 463), else a power law through these points. From a model file it is {StartingPoint.CooledRateShare} of that.",
        }.Must(value => value > 0 && double.IsFinite(value), "be above 0");
        var layerShares = Numbers(
            "--layer-rate-shares",
            "Factor of each layer's learning rate, lowest layer first; the last also applies to all layers above. "
                + "The default for an LSTM is 1.",
            Defaults.LayerRateShares).Must(shares => shares.All(share => share > 0 && double.IsFinite(share)), "be above 0");
        var detectorShare = NonNegative(
            "--detector-rate-share", "Factor of the boundary detectors' learning rate, independent of their layers' factors.",
            Defaults.DetectorRateShare);
        var secondMomentDecay = Fraction(
            "--second-moment-decay", "Decay of Adam's second moment (β₂).", Defaults.SecondMomentDecay);
        var average = Fraction(
            "--weight-average",
            "Decay per update of an exponential moving average of the weights, such as 0.999; the average is evaluated and saved. "
                + "0 to use the weights themselves.",
            Defaults.WeightAverage);
        var slopeStart = Positive(
            "--slope-start",
            "Slope of the detectors' hard sigmoid in the first epoch. With a steeper slope, more gradient flows through the boundaries.",
            Defaults.SlopeStart);
        var slopePerEpoch = NonNegative(
            "--slope-per-epoch", "Slope annealing: increase of the slope in each epoch; 0 for a constant slope.", Defaults.SlopePerEpoch);
        var slopeMaximum = Positive("--slope-maximum", "Maximum slope of slope annealing.", Defaults.SlopeMaximum);
        var boundaryRates = Numbers(
            "--boundary-rates",
            "Target boundary rate of each layer for a prior, lowest layer first; 0 for no prior on a layer.",
            Defaults.BoundaryRates).Must(rates => rates.All(rate => rate is >= 0 and < 1), "be from 0 to less than 1");
        var rateWeight = NonNegative(
            "--boundary-rate-weight", "Weight of the prior on boundary rates, in nats per point.", Defaults.BoundaryRateWeight);
        var taught = Rules(
            "--taught-boundaries",
            "Train each layer's detector with boundaries found by a rule, lowest layer first. The default is speed minima, stroke starts "
                + "and word gaps for a new HM-LSTM of ink, the starting model's rules with --from, and none otherwise");
        var forced = Rules(
            "--forced-boundaries",
            "A control experiment: each layer ends its segments by a rule instead of its detector, lowest layer first");
        var taughtWeight = Positive(
            "--taught-boundary-weight", "Loss in nats for a missing or superfluous boundary of a taught detector.",
            Defaults.TaughtBoundaryWeight);
        var taughtShare = new Option<double>("--taught-share")
        {
            Description = "Share of the budget, from its start, in which detectors are taught. Later, only the likelihood trains them.",
            DefaultValueFactory = _ => Defaults.TaughtShare,
        }.Must(share => share is > 0 and <= 1, "be above 0 and at most 1");
        var dequantise = Switch(
            "--dequantise",
            "Add noise of up to half a raw unit to each point, different in each epoch, so that the model does not learn the integer grid.",
            Defaults.Dequantise);
        var scaling = Fraction(
            "--line-scaling", "Stretch or shrink each line randomly by up to this share, different in each epoch.", Defaults.LineScaling);
        var recurrentDropout = Fraction("--recurrent-dropout", "Dropout rate of the candidates g.", 0.0);
        var outputDropout = Fraction("--output-dropout", "Dropout rate of h in the output module.", 0.0);
        var schedule = new Option<LearningRateSchedule>("--schedule")
        {
            Description = "Schedule of the learning rate. plateau: halved when the validation result stops improving. cosine, linear: "
                + "falls over the whole budget. constant: falls in a cooldown at the end; a finished run can be continued with a larger "
                + "budget.",
            DefaultValueFactory = _ => Defaults.Schedule,
        };
        var cooldown = new Option<double>("--cooldown-share")
        {
            Description = "Cooldown of the constant schedule, as a share of the budget: the rate falls linearly to 2 %. 0 for none.",
            DefaultValueFactory = _ => Defaults.CooldownShare,
        }.Must(share => share is >= 0 and <= 1, "be from 0 to 1");
        var warmUp = Fraction(
            "--warm-up",
            "Share of the budget in which the learning rate rises linearly from 0; 0 for none. The plateau schedule has no warm-up.",
            Defaults.WarmUpShare);
        var seed = new Option<int>("--seed")
        {
            Description = "Random seed of the initial weights and the order of the lines.",
            DefaultValueFactory = _ => Defaults.Seed,
        };
        var splitBy = CommandOptions.SplitBy("line; with --from, as for the starting model");
        var evaluateEvery = new Option<long>("--evaluate-every")
        {
            Description = "Training points between evaluations.",
            DefaultValueFactory = _ => Defaults.EvaluateEveryPoints,
        }.Must(points => points > 0, "be above 0");
        var evaluateFrom = new Option<long>("--evaluate-from")
        {
            Description = "Training points before the first evaluation. The next ones follow at 2, 5, 10, 20, ... times as many points, "
                + "up to --evaluate-every. 0 for no early evaluations.",
            DefaultValueFactory = _ => Defaults.EvaluateFromPoints,
        }.Must(points => points >= 0, "be 0 or more");
        var keepHistory = Integer(
            "--keep-history",
            "Maximum number of models in the run's history/ folder, for the app's --watch, evenly spaced in the logarithm of points. "
                + "0 for no history.",
            Defaults.KeepHistory,
            0).Must(models => models != 1, "be 0, or 2 or more");
        var evaluateLines = Integer("--evaluate-lines", "Validation lines per evaluation; 0 for all.", Defaults.EvaluateLines, 0);
        var checkpointMinutes = NonNegative(
            "--checkpoint-minutes", "Minutes between checkpoints; 0 for a checkpoint after each batch.", Defaults.CheckpointMinutes);

        var command = new Command("train", "Trains a model. Ctrl-C saves a checkpoint and stops.")
        {
            data, from, cell, layers, hidden, softFlush, batch, window, epochs, minutes, rate, layerShares, detectorShare,
            secondMomentDecay, average, slopeStart, slopePerEpoch, slopeMaximum, boundaryRates, rateWeight, taught, taughtWeight,
            taughtShare, forced, dequantise, scaling, recurrentDropout, outputDropout, schedule, cooldown, warmUp, seed, evaluateEvery,
            evaluateFrom, evaluateLines, keepHistory, checkpointMinutes, device, run, resume, json, splitBy,
        };
        var texts = new TextModeOptions(command);
        Option<string?> characters = CommandOptions.Characters(command, data, [splitBy, .. texts.All]);
        command.Validators.Add(result =>
        {
            bool ofCharacters = result.GetResult(characters) is not null;
            foreach (Option inkOption in (Option[])[dequantise, scaling])
            {
                if (ofCharacters && result.GetResult(inkOption) is { Implicit: false })
                    result.AddError($"{inkOption.Name} is only valid for ink, not with --characters.");
            }

            Func<string, bool> isRule = ofCharacters
                ? rule => CharacterRule.Find(rule) is not null : rule => BoundaryRule.Find(rule) is not null;
            foreach (Option<string[]> rules in (Option<string[]>[])[taught, forced])
            {
                if (!result.GetValue(rules)!.All(isRule))
                    result.AddError($"{rules.Name} must be one of: {(ofCharacters ? CharacterRule.Names : BoundaryRule.Names)}.");
            }

            if (result.GetValue(taught)!.Length > 0 && result.GetValue(forced)!.Length > 0)
                result.AddError("--taught-boundaries and --forced-boundaries exclude each other: forced boundaries replace the detectors.");
            if (result.GetResult(epochs) is null && result.GetResult(minutes) is null)
                result.AddError("There is no budget: use --epochs or --minutes.");
        });
        command.SetAction(parsed => CommandFailure.Report(() =>
        {
            CharacterText? text = parsed.GetValue(characters) is { } file ? CharacterText.Load(file) : null;
            StartingPoint? start = parsed.GetValue(from) is { } path && !parsed.GetValue(resume)
                ? StartingPoint.Load(path, isOfCharacters: text is not null)
                : null;
            Transcripts? transcripts = texts.Load(parsed);
            ModelConfig shape = Shape(start?.Origin.Config ?? Defaults.Model);
            (double defaultRate, double defaultWarmUp) =
                start?.Defaults(shape) ?? (TrainingOptions.DefaultLearningRate(shape), Defaults.WarmUpShare);
            var options = new TrainingOptions
            {
                StartedFrom = start?.Record,
                Model = shape,
                Batch = parsed.GetValue(batch),
                Window = parsed.GetValue(window),
                Epochs = parsed.GetValue(epochs),
                Minutes = parsed.GetValue(minutes),
                LearningRate = GivenOr(rate, defaultRate),
                LayerRateShares = shape.Cell == Cell.Lstm ? GivenOr(layerShares, []) : parsed.GetValue(layerShares)!,
                DetectorRateShare = parsed.GetValue(detectorShare),
                SecondMomentDecay = parsed.GetValue(secondMomentDecay),
                WeightAverage = parsed.GetValue(average),
                SlopeStart = parsed.GetValue(slopeStart),
                SlopePerEpoch = parsed.GetValue(slopePerEpoch),
                SlopeMaximum = parsed.GetValue(slopeMaximum),
                BoundaryRates = parsed.GetValue(boundaryRates)!,
                TaughtBoundaries = GivenOr(taught, DefaultTaughtBoundaries()),
                TaughtBoundaryWeight = parsed.GetValue(taughtWeight),
                TaughtShare = parsed.GetValue(taughtShare),
                ForcedBoundaries = parsed.GetValue(forced)!,
                BoundaryRateWeight = parsed.GetValue(rateWeight),
                Dequantise = text is null && parsed.GetValue(dequantise),
                LineScaling = parsed.GetValue(scaling),
                TextWholeShare = texts.WholeShare(parsed),
                TextNoneShare = texts.NoneShare(parsed),
                TextSha256 = transcripts?.Sha256,
                RecurrentDropout = parsed.GetValue(recurrentDropout),
                OutputDropout = parsed.GetValue(outputDropout),
                Schedule = parsed.GetValue(schedule),
                CooldownShare = parsed.GetValue(cooldown),
                WarmUpShare = GivenOr(warmUp, defaultWarmUp),
                Seed = parsed.GetValue(seed),
                SplitBy = parsed.GetValue(splitBy) ?? start?.SplitBy ?? SplitBy.Line,
                EvaluateEveryPoints = parsed.GetValue(evaluateEvery),
                EvaluateFromPoints = parsed.GetValue(evaluateFrom),
                KeepHistory = parsed.GetValue(keepHistory),
                EvaluateLines = parsed.GetValue(evaluateLines),
                CheckpointMinutes = parsed.GetValue(checkpointMinutes),
            };
            return Train(
                options, start, new(parsed.GetValue(run)!), parsed.GetValue(characters) ?? parsed.GetValue(data)!, text, transcripts,
                TorchDevice.Choose(parsed.GetValue(device)!), parsed.GetValue(resume), parsed.GetValue(json));

            // Options of the model's shape that are not given default to those of the starting model.
            ModelConfig Shape(ModelConfig before) => before with
            {
                Cell = GivenOr(cell, before.Cell == Cell.Lstm ? "lstm" : "hm-lstm") == "lstm" ? Cell.Lstm : Cell.HmLstm,
                Layers = GivenOr(layers, start is null && !IsHierarchicalInk() ? TrainingOptions.PublishedLayers : before.Layers),
                Hidden = GivenOr(hidden, before.Hidden),
                OutputEmbedding = GivenOr(hidden, before.OutputEmbedding),
                SoftFlush = GivenOr(softFlush, before.SoftFlush && IsHierarchical()),
                Alphabet = text is null ? null : CharacterAlphabet.Of(text.Characters).Symbols,
                TextWindow = texts.Window(parsed, transcripts, before.TextWindow),
            };

            bool IsHierarchical() => GivenOr(cell, start?.Origin.Config.Cell is Cell.Lstm ? "lstm" : "hm-lstm") == "hm-lstm";

            bool IsHierarchicalInk() => IsHierarchical() && text is null;

            // A starting model that was not taught has boundaries elsewhere. Teaching would move them, which costs likelihood.
            string[] DefaultTaughtBoundaries() =>
                !IsHierarchicalInk() || parsed.GetValue(forced)!.Length > 0 ? []
                : [.. start?.TaughtBoundaries ?? TrainingOptions.DefaultTaughtBoundaries(shape.Layers)];

            T GivenOr<T>(Option<T> option, T defaultValue) =>
                parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option)! : defaultValue;
        }));
        return command;
    }

    private static int Train(
        TrainingOptions given, StartingPoint? start, TrainingRun run, string data, CharacterText? text, Transcripts? transcripts,
        Device device, bool resume, bool json)
    {
        if (!resume && File.Exists(run.CheckpointPath))
            throw new InvalidDataException($"'{run.Folder}' already contains a run. Use --resume to continue it, or another --run folder.");
        if (resume && !File.Exists(run.CheckpointPath))
        {
            throw new InvalidDataException(
                $"'{run.CheckpointPath}' does not exist, so there is no run to resume. Use the run's folder for --run, or omit --resume.");
        }

        (Checkpoint? checkpoint, bool isBeforeCooldown) = resume ? run.LoadCheckpoint(given.Epochs, given.Minutes) : (null, false);
        TrainingOptions options = checkpoint?.Options ?? given;
        if (isBeforeCooldown)
        {
            CommandFailure.Note(
                $"The new budget is larger than that of the run's cooldown, so the run continues from '{run.BeforeCooldownPath}'.");
        }

        if (options is { RecurrentDropout: > 0, Model.Cell: Cell.Lstm } && device.type == TorchSharp.DeviceType.CUDA)
            throw new InvalidDataException("--recurrent-dropout: libtorch's LSTM on CUDA does not support it. Use --device cpu.");

        if (text is null != options.Model.Alphabet is null)
        {
            string expected = text is null ? "characters: use --characters instead of --data" : "ink: use --data instead of --characters";
            throw new InvalidDataException($"The run in '{run.Folder}' trains a model of {expected}.");
        }

        TextModeOptions.Check(options, transcripts, run.Folder);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(data));
        LineDataset? dataset = text is null ? LineDataset.Load(data) : null;
        TranscribedLines? transcribed = transcripts is null ? null : TranscribedLines.Of(dataset!, transcripts);
        ITrainingData trainingData = dataset is null
            ? new TextTrainingData(options, text!) : new InkTrainingData(options, dataset, name, transcribed);
        if (ModelEvaluation.OtherData(start?.DataSha256, trainingData.Sha256) is { } otherData) CommandFailure.Warn(otherData);
        if (ModelEvaluation.OtherSplit(start?.SplitBy, options.SplitBy) is { } otherSplit) CommandFailure.Warn(otherSplit);
        Directory.CreateDirectory(run.Folder);
        if (transcribed is not null) TextModeOptions.Tell(transcribed, dataset!, Path.Combine(run.Folder, "texts-left-out.txt"));
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, SaveAndStop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, SaveAndStop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, SaveAndStop);
        string amount = dataset is null
            ? $"{text!.Characters.Length} characters, alphabet of {options.Model.Alphabet!.Length}" : $"{dataset.Lines.Count} lines";
        var observer = new ConsoleObserver(run, options, amount, dataset?.Skipped ?? []);
        using var trainer = new Torch.Training.Trainer(
            options, run, trainingData, name, CodeVersion(), Recurrences.For(options.Model, device), device, start?.Origin, checkpoint,
            observer, TimeProvider.System);
        TrainingProgress progress = trainer.Run(stop.Token);
        observer.Finished(progress, stop.IsCancellationRequested);
        if (!json) return 0;
        double? best = double.IsFinite(progress.BestNatsPerSequence) ? progress.BestNatsPerSequence : null;
        CommandOptions.WriteJson(new
        {
            run = run.Folder,
            progress.PointsSeen,
            progress.Updates,
            bestNatsPerSequence = best,
            bestBitsPerCharacter = run.BestBitsPerCharacter(),
            minutes = progress.ElapsedSeconds / 60,
        });
        return 0;

        void SaveAndStop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static string CodeVersion() =>
        typeof(TrainCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static Option<string[]> Rules(string name, string description) => new(name)
    {
        Description = $"{description}. Rules: {BoundaryRule.Names}; for a text: {CharacterRule.Names}.",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };

    private static Option<bool> Switch(string name, string description, bool value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<int> Integer(string name, string description, int value, int minimum, int maximum = int.MaxValue) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => value }.Must(
            given => given >= minimum && given <= maximum,
            maximum == int.MaxValue ? $"be at least {minimum}" : $"be from {minimum} to {maximum}");

    private static Option<double[]> Numbers(string name, string description, IEnumerable<double> values) =>
        new(name) { Description = description, DefaultValueFactory = _ => [.. values], AllowMultipleArgumentsPerToken = true };

    private static Option<T> Positive<T>(string name, string description, T value)
        where T : IFloatingPoint<T> =>
        Number(name, description, value).Must(given => given > T.Zero && T.IsFinite(given), "be above 0");

    private static Option<T> NonNegative<T>(string name, string description, T value)
        where T : IFloatingPoint<T> =>
        Number(name, description, value).Must(given => given >= T.Zero && T.IsFinite(given), "be 0 or more");

    private static Option<double> Fraction(string name, string description, double value) =>
        Number(name, description, value).Must(given => given is >= 0 and < 1, "be from 0 to less than 1");

    private static Option<T> Number<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
