using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer train</c>.</summary>
public static class TrainCommand
{
    private static readonly TrainingOptions Defaults = TrainingOptions.Recipe;

    public static Command Create()
    {
        var data = CommandOptions.Data();
        var device = CommandOptions.Device();
        var json = CommandOptions.JsonLine();
        var run = new Option<string>("--run") { Description = "Folder for checkpoints, metrics, curve and samples.", DefaultValueFactory = _ => Path.Combine("runs", "latest") }.NotEmpty();
        var resume = new Option<bool>("--resume")
        {
            Description = "Go on from the run's last checkpoint, with its options; only the budget may change. With a larger budget a constant "
                + "schedule goes on from before its cooldown.",
        };
        var from = new Option<string?>("--from")
        {
            Description = "A model file, or the folder of a run, to start from in place of random weights: with its cell, layers and width "
                + "unless they are given; a larger --hidden first gives it more units. A run also brings the optimiser's state, and is "
                + "taken from before its cooldown.",
        };
        var cell = new Option<string>("--cell") { Description = "Recurrent cell.", DefaultValueFactory = _ => "hm-lstm" }.AcceptOnlyFromAmong("hm-lstm", "lstm");
        var layers = Number("--layers", "Recurrent layers; an LSTM and a model of characters have 3 unless it is given.", Defaults.Model.Layers, 2, ModelMetadata.MostLayers);
        var hidden = Number("--hidden", "Units a layer; also the width of the output embedding.", Defaults.Model.Hidden, 1, ModelMetadata.MostUnits);
        var softFlush = new Option<bool>("--soft-flush") { Description = "Let FLUSH keep what its forget gate keeps, c = i⊙g + f⊙c; false is the paper's, which forgets the whole cell.", DefaultValueFactory = _ => Defaults.Model.SoftFlush };
        var batch = Number("--batch", "Lines in a batch.", Defaults.Batch, 1);
        var window = Number("--window", "Maximum of steps between updates: lines are cut into windows of equal length; 0 is whole lines.", Defaults.Window, 0);
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the training part." };
        var minutes = new Option<double?>("--minutes") { Description = "Minutes of training, over all resumes." };
        epochs.Must(passes => passes is null or >= 1, "be at least 1");
        minutes.Must(budget => budget is null || (budget > 0 && double.IsFinite(budget.Value)), "be above 0");
        var rate = new Option<double>("--learning-rate")
        {
            Description = "Of Adam. Unless given it follows from the width: 1e-2 up to 128 units and 2e-3 at 400 (for an LSTM up to 147 and at 463), "
                + $"else a power of the width through these. From a model file it is {StartingPoint.CooledRateShare} of that.",
        };
        rate.Must(value => value > 0 && double.IsFinite(value), "be above 0");
        var layerShares = new Option<double[]>("--layer-rate-shares") { Description = "Each layer's share of the learning rate, lowest first; the last is also that of every layer above. An LSTM's are 1 unless given.", DefaultValueFactory = _ => [.. Defaults.LayerRateShares], AllowMultipleArgumentsPerToken = true };
        layerShares.Must(shares => shares.All(share => share > 0 && double.IsFinite(share)), "be above 0");
        var detectorShare = new Option<double>("--detector-rate-share") { Description = "The boundary detectors' share of the learning rate, whatever their layers'.", DefaultValueFactory = _ => Defaults.DetectorRateShare };
        detectorShare.Must(share => share >= 0 && double.IsFinite(share), "be 0 or more");
        var secondMomentDecay = new Option<double>("--second-moment-decay") { Description = "Of Adam: how much of the mean squared gradient is kept in a step.", DefaultValueFactory = _ => Defaults.SecondMomentDecay };
        secondMomentDecay.Must(decay => decay is >= 0 and < 1, "be from 0 to less than 1");
        var average = new Option<double>("--weight-average")
        {
            Description = "Evaluate and save the moving average of the weights: how much of it is kept in an update, such as 0.999; "
                + "0 for the weights themselves.",
            DefaultValueFactory = _ => Defaults.WeightAverage,
        };
        average.Must(decay => decay is >= 0 and < 1, "be from 0 to less than 1");
        var slopeStart = new Option<float>("--slope-start") { Description = "Slope of the detectors' hard sigmoid in the first epoch: the steeper, the more of the gradient goes through the boundaries.", DefaultValueFactory = _ => Defaults.SlopeStart };
        slopeStart.Must(slope => slope > 0 && float.IsFinite(slope), "be above 0");
        var slopePerEpoch = new Option<float>("--slope-per-epoch") { Description = "Slope annealing: by how much the slope grows in each epoch; 0 keeps it.", DefaultValueFactory = _ => Defaults.SlopePerEpoch };
        slopePerEpoch.Must(growth => growth >= 0 && float.IsFinite(growth), "be 0 or more");
        var slopeMaximum = new Option<float>("--slope-maximum") { Description = "Where slope annealing ends.", DefaultValueFactory = _ => Defaults.SlopeMaximum };
        slopeMaximum.Must(slope => slope > 0 && float.IsFinite(slope), "be above 0");
        var boundaryRates = new Option<double[]>("--boundary-rates") { Description = "A prior draws the boundary rate of each layer to these, lowest layer first; 0 leaves a layer to itself.", DefaultValueFactory = _ => [.. Defaults.BoundaryRates], AllowMultipleArgumentsPerToken = true };
        var rateWeight = new Option<double>("--boundary-rate-weight") { Description = "Of that prior, nats a point.", DefaultValueFactory = _ => Defaults.BoundaryRateWeight };
        Option<string[]> taught = Rules("--taught-boundaries", "Teach each layer's detector by a rule, lowest layer first; unless given half strokes, strokes and words, and nothing in a model of characters or one that is trained on and was not taught"), forced = Rules("--forced-boundaries", "A control: each layer ends its segments by a rule in place of its detector, lowest layer first");
        var taughtWeight = new Option<double>("--taught-boundary-weight") { Description = "Nats for a boundary that the teaching rule misses or has too many.", DefaultValueFactory = _ => Defaults.TaughtBoundaryWeight };
        var taughtShare = new Option<double>("--taught-share") { Description = "Share of the budget in which detectors are taught, from its start; after it they are left to the likelihood.", DefaultValueFactory = _ => Defaults.TaughtShare };
        taughtShare.Must(share => share is > 0 and <= 1, "be above 0 and at most 1");
        taughtWeight.Must(weight => weight > 0 && double.IsFinite(weight), "be above 0");
        rateWeight.Must(weight => weight >= 0 && double.IsFinite(weight), "be 0 or more");
        boundaryRates.Must(rates => rates.All(rate => rate is >= 0 and < 1), "be from 0 to less than 1");
        var dequantise = new Option<bool>("--dequantise") { Description = "Move each point by up to half a raw unit, anew in each epoch, so that the recorder's integers are not learnt.", DefaultValueFactory = _ => Defaults.Dequantise };
        var scaling = new Option<double>("--line-scaling") { Description = "Stretch each line by up to this much either way, anew in each epoch.", DefaultValueFactory = _ => Defaults.LineScaling };
        scaling.Must(most => most is >= 0 and < 1, "be from 0 to less than 1");
        Option<double> recurrentDropout = Share("--recurrent-dropout", "Share of the candidates g left out at each step."), outputDropout = Share("--output-dropout", "Share of h left out on its way to the output.");
        var schedule = new Option<LearningRateSchedule>("--schedule")
        {
            Description = "How the learning rate falls: plateau halves it when the validation figure stalls; cosine and linear fall over the whole "
                + "budget; constant falls in a cooldown at the end, so that a finished run can be given a larger budget.",
            DefaultValueFactory = _ => Defaults.Schedule,
        };
        var cooldown = new Option<double>("--cooldown-share")
        {
            Description = "The constant schedule's cooldown, a share of the budget: a straight line down to 0.02 of the rate; 0 for none.",
            DefaultValueFactory = _ => Defaults.CooldownShare,
        };
        cooldown.Must(share => share is >= 0 and <= 1, "be from 0 to 1");
        var warmUp = new Option<double>("--warm-up")
        {
            Description = "Share of the budget over which the rate first rises from 0, but in the plateau schedule; 0 for none.",
            DefaultValueFactory = _ => Defaults.WarmUpShare,
        };
        warmUp.Must(share => share is >= 0 and < 1, "be from 0 to less than 1");
        var seed = new Option<int>("--seed") { Description = "Of the weights and of the order of the lines.", DefaultValueFactory = _ => Defaults.Seed };
        var splitBy = CommandOptions.SplitBy("by line, or with --from as that model's data was,");
        var evaluateEvery = new Option<long>("--evaluate-every") { Description = "Training points between evaluations.", DefaultValueFactory = _ => Defaults.EvaluateEveryPoints };
        evaluateEvery.Must(points => points > 0, "be above 0");
        var evaluateFrom = new Option<long>("--evaluate-from") { Description = "Training points before the first evaluation, then 2, 5, 10, 20, ... times as many until --evaluate-every; 0 for none.", DefaultValueFactory = _ => Defaults.EvaluateFromPoints };
        evaluateFrom.Must(points => points >= 0, "be 0 or more");
        var keepHistory = Number("--keep-history", "Models of evaluations to keep in the run's history/, for the app's --watch, even over the logarithm of points; 0 is none.", Defaults.KeepHistory, 0)
            .Must(models => models != 1, "be 0, or 2 or more");
        var evaluateLines = Number("--evaluate-lines", "Validation lines an evaluation looks at; 0 is all.", Defaults.EvaluateLines, 0);
        var checkpointMinutes = new Option<double>("--checkpoint-minutes") { Description = "Minutes between checkpoints; 0 is after each batch.", DefaultValueFactory = _ => Defaults.CheckpointMinutes };
        checkpointMinutes.Must(between => between >= 0 && double.IsFinite(between), "be 0 or more");

        var command = new Command("train", "Trains a model; Ctrl-C saves and stops.")
        {
            data, from, cell, layers, hidden, softFlush, batch, window, epochs, minutes, rate, layerShares, detectorShare, secondMomentDecay, average, slopeStart, slopePerEpoch, slopeMaximum, boundaryRates,
            rateWeight, taught, taughtWeight, taughtShare, forced, dequantise, scaling, recurrentDropout, outputDropout, schedule, cooldown, warmUp, seed, evaluateEvery, evaluateFrom, evaluateLines, keepHistory, checkpointMinutes, device, run, resume, json,
            splitBy,
        };
        var texts = new TextModeOptions(command);
        Option<string?> characters = CommandOptions.Characters(command, data, [splitBy, .. texts.All]);
        command.Validators.Add(result =>
        {
            bool ofCharacters = result.GetResult(characters) is not null;
            foreach (Option ofInk in (Option[])[dequantise, scaling])
            {
                if (ofCharacters && result.GetResult(ofInk) is { Implicit: false })
                    result.AddError($"{ofInk.Name} is for ink: a text has no points to move.");
            }

            Func<string, bool> isRule = ofCharacters
                ? rule => CharacterRule.Find(rule) is not null : rule => BoundaryRule.Find(rule) is not null;
            foreach (Option<string[]> rules in (Option<string[]>[])[taught, forced])
            {
                if (!result.GetValue(rules)!.All(isRule))
                    result.AddError($"{rules.Name} must be one of: {(ofCharacters ? CharacterRule.Names : BoundaryRule.Names)}.");
            }

            if (result.GetValue(taught)!.Length > 0 && result.GetValue(forced)!.Length > 0)
                result.AddError("--taught-boundaries and --forced-boundaries exclude each other: forced boundaries have no detector to teach.");
            if (result.GetResult(epochs) is null && result.GetResult(minutes) is null) result.AddError("Nothing says when to stop: give --epochs N or --minutes M.");
        });
        command.SetAction(parsed => CommandFailure.Report(() =>
        {
            CharacterText? text = parsed.GetValue(characters) is { } file ? CharacterText.Load(file) : null;
            StartingPoint? start = parsed.GetValue(from) is { } path && !parsed.GetValue(resume)
                ? StartingPoint.Load(path, isOfCharacters: text is not null)
                : null;
            Transcripts? transcripts = texts.Load(parsed);
            ModelConfig shape = Shape(start?.Origin.Config ?? Defaults.Model);
            (double usualRate, double usualWarmUp) =
                start?.Defaults(shape) ?? (TrainingOptions.UsualLearningRate(shape), Defaults.WarmUpShare);
            var asked = new TrainingOptions
            {
                StartedFrom = start?.Record,
                Model = shape,
                Batch = parsed.GetValue(batch),
                Window = parsed.GetValue(window),
                Epochs = parsed.GetValue(epochs),
                Minutes = parsed.GetValue(minutes),
                LearningRate = Said(rate, usualRate),
                LayerRateShares = shape.Cell == Cell.Lstm ? Said(layerShares, []) : parsed.GetValue(layerShares)!,
                DetectorRateShare = parsed.GetValue(detectorShare),
                SecondMomentDecay = parsed.GetValue(secondMomentDecay),
                WeightAverage = parsed.GetValue(average),
                SlopeStart = parsed.GetValue(slopeStart),
                SlopePerEpoch = parsed.GetValue(slopePerEpoch),
                SlopeMaximum = parsed.GetValue(slopeMaximum),
                BoundaryRates = parsed.GetValue(boundaryRates)!,
                TaughtBoundaries = Said(taught, Teachers()),
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
                WarmUpShare = Said(warmUp, usualWarmUp),
                Seed = parsed.GetValue(seed),
                SplitBy = parsed.GetValue(splitBy) ?? start?.SplitBy ?? SplitBy.Line,
                EvaluateEveryPoints = parsed.GetValue(evaluateEvery),
                EvaluateFromPoints = parsed.GetValue(evaluateFrom),
                KeepHistory = parsed.GetValue(keepHistory),
                EvaluateLines = parsed.GetValue(evaluateLines),
                CheckpointMinutes = parsed.GetValue(checkpointMinutes),
            };
            return Train(
                asked, start, new(parsed.GetValue(run)!), parsed.GetValue(characters) ?? parsed.GetValue(data)!, text, transcripts,
                TorchDevice.Choose(parsed.GetValue(device)!), parsed.GetValue(resume), parsed.GetValue(json));

            // What is not said of the shape is as it is in the model that is gone on from.
            ModelConfig Shape(ModelConfig before) => before with
            {
                Cell = Said(cell, before.Cell == Cell.Lstm ? "lstm" : "hm-lstm") == "lstm" ? Cell.Lstm : Cell.HmLstm,
                Layers = Said(layers, start is null && !IsHierarchicalInk() ? TrainingOptions.PublishedLayers : before.Layers),
                Hidden = Said(hidden, before.Hidden),
                OutputEmbedding = Said(hidden, before.OutputEmbedding),
                SoftFlush = Said(softFlush, before.SoftFlush && IsHierarchical()),
                Alphabet = text is null ? null : CharacterAlphabet.Of(text.Characters).Symbols,
                TextWindow = texts.Window(parsed, transcripts, before.TextWindow),
            };

            bool IsHierarchical() => Said(cell, start?.Origin.Config.Cell is Cell.Lstm ? "lstm" : "hm-lstm") == "hm-lstm";

            bool IsHierarchicalInk() => IsHierarchical() && text is null;

            // Only a model that began with teachers goes on with them: another's boundaries are elsewhere, and moving them costs it nats.
            string[] Teachers() =>
                !IsHierarchicalInk() || parsed.GetValue(forced)!.Length > 0 ? []
                : [.. start?.Teachers ?? TrainingOptions.UsualTeachers(shape.Layers)];

            T Said<T>(Option<T> option, T otherwise) => parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option)! : otherwise;
        }));
        return command;
    }

    private static int Train(
        TrainingOptions asked, StartingPoint? start, TrainingRun run, string data, CharacterText? text, Transcripts? transcripts, Device device,
        bool resume, bool json)
    {
        if (!resume && File.Exists(run.CheckpointPath))
            throw new InvalidDataException($"'{run.Folder}' already holds a run. Add --resume to go on with it, or give another --run folder.");
        if (resume && !File.Exists(run.CheckpointPath))
            throw new InvalidDataException($"'{run.CheckpointPath}' is not there, so there is nothing to resume. Give the run's folder with --run, or start without --resume.");
        (Checkpoint? checkpoint, bool isBeforeCooldown) = resume ? run.LoadCheckpoint(asked.Epochs, asked.Minutes) : (null, false);
        TrainingOptions options = checkpoint?.Options ?? asked;
        if (isBeforeCooldown)
            CommandFailure.Note($"The budget is larger than the one that the run cooled down for: it goes on from '{run.BeforeCooldownPath}'.");

        if (options is { RecurrentDropout: > 0, Model.Cell: Cell.Lstm } && device.type == TorchSharp.DeviceType.CUDA)
            throw new InvalidDataException("--recurrent-dropout: on CUDA the LSTM is libtorch's own, which has none. Train it with --device cpu.");

        if (text is null != options.Model.Alphabet is null)
        {
            string needed = text is null ? "characters: give its text with --characters" : "ink: give its lines with --data";
            throw new InvalidDataException($"The run in '{run.Folder}' is of {needed}.");
        }

        TextModeOptions.Check(options, transcripts, run.Folder);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(data));
        LineDataset? dataset = text is null ? LineDataset.Load(data) : null;
        TranscribedLines? transcribed = transcripts is null ? null : TranscribedLines.Of(dataset!, transcripts);
        ITrainingData trainingData = dataset is null ? new TextTrainingData(options, text!) : new InkTrainingData(options, dataset, name, transcribed);
        if (ModelEvaluation.OtherData(start?.DataSha256, trainingData.Sha256) is { } warning) CommandFailure.Warn(warning);
        if (ModelEvaluation.OtherSplit(start?.SplitBy, options.SplitBy) is { } otherSplit) CommandFailure.Warn(otherSplit);
        Directory.CreateDirectory(run.Folder);
        if (transcribed is not null) TextModeOptions.Tell(transcribed, dataset!, Path.Combine(run.Folder, "texts-left-out.txt"));
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopGently);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopGently);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, StopGently);
        string amount = dataset is null
            ? $"{text!.Characters.Length} characters of {options.Model.Alphabet!.Length} kinds" : $"{dataset.Lines.Count} lines";
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

        void StopGently(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static string CodeVersion() =>
        typeof(TrainCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static Option<string[]> Rules(string name, string description) => new(name)
    {
        Description = $"{description}: {BoundaryRule.Names}; of a text {CharacterRule.Names}.",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };

    private static Option<double> Share(string name, string description) =>
        new Option<double>(name) { Description = description }.Must(share => share is >= 0 and < 1, "be from 0 to less than 1");

    private static Option<int> Number(string name, string description, int value, int least, int most = int.MaxValue) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => value }
            .Must(given => given >= least && given <= most, most == int.MaxValue ? $"be at least {least}" : $"be from {least} to {most}");
}
