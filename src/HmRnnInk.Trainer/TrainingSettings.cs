using System.CommandLine;
using HmRnnInk.Arguments;
using HmRnnInk.Torch.Training;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer;

/// <summary>The options of <c>trainer train</c> that set <see cref="TrainingOptions"/>. Each is declared once.</summary>
internal sealed class TrainingSettings
{
    private static readonly TrainingOptions Defaults = TrainingOptions.Recipe, FewLines = TrainingOptions.Recipe.ForFewLines(1);
    private static readonly string ForFewLines = $"if a model file learns from fewer than {TrainingOptions.FewLines} lines";

    private readonly List<TrainingSetting> _all = [];

    public TrainingSettings()
    {
        Option<string> cell = new Option<string>("--cell")
        {
            Description = "Recurrent cell.",
            DefaultValueFactory = _ => NameOf(Cell.HmLstm),
        }.OneOf(NameOf(Cell.HmLstm), NameOf(Cell.Lstm));
        Add(cell, (model, value) => model with { Cell = value == NameOf(Cell.Lstm) ? Cell.Lstm : Cell.HmLstm },
            model => NameOf(model.Cell));
        Layers = Add(
            Integer(
                "--layers",
                "Number of recurrent layers; an HM-LSTM has at least 2. The default is 3 for an LSTM and for a model of characters.",
                Defaults.Model.Layers, 1, ModelMetadata.MaximumLayers),
            (model, value) => model with { Layers = value }, model => model.Layers);
        Add(Integer(
                "--hidden", "Units per layer; also the width of the output embedding.", Defaults.Model.Hidden, 1,
                ModelMetadata.MaximumUnits),
            (model, value) => model with { Hidden = value, OutputEmbedding = value }, model => model.Hidden);
        Add(WithDefault(
                "--soft-flush",
                "Let FLUSH keep the part of the cell that the forget gate keeps: c = i⊙g + f⊙c. False is FLUSH as in the paper, c = i⊙g.",
                Defaults.Model.SoftFlush),
            (model, value) => model with { SoftFlush = value }, model => model.Cell == Cell.HmLstm ? model.SoftFlush : null);
        Shape = [.. _all];
        Add(Integer("--batch", "Lines per batch.", Defaults.Batch, 1),
            (options, value) => options with { Batch = value }, options => options.Batch);
        Add(Integer(
                "--window", "Maximum steps between updates: lines are cut into windows of nearly equal length. 0 for whole lines.",
                Defaults.Window, 0),
            (options, value) => options with { Window = value }, options => options.Window);
        Epochs = Add(
            CommandOptions.Epochs(),
            (options, value) => options with { Epochs = value }, options => options.Epochs, mayChange: true);
        Minutes = Add(
            CommandOptions.Minutes("Budget in minutes of training, including all resumes."),
            (options, value) => options with { Minutes = value }, options => options.Minutes, mayChange: true);
        Add(
            new Option<double>("--learning-rate")
            {
                Description = "Learning rate. The default depends on the width: 1e-2 up to 128 units (LSTM: 147), 2e-3 at 400 "
                    + $"(LSTM: 463), else a power law through these points. From a model file it is {StartingPoint.CooledRateShare} of "
                    + $"that, or 0.1 of that {ForFewLines}.",
            }.Must(value => value > 0, "be above 0"),
            (options, value) => options with { LearningRate = value }, options => options.LearningRate);
        Add(StrictOptions.Numbers(
                "--layer-rate-shares",
                "Factor of each layer's learning rate, lowest layer first; the last also applies to all layers above. The default for an "
                    + "LSTM is 1.",
                Defaults.LayerRateShares).Must(shares => shares.Values.All(share => share > 0), "be above 0"),
            (options, value) => options with { LayerRateShares = value.Values },
            options => options.LayerRateShares.Count == 0 ? null : new NumberList(options.LayerRateShares).ToString());
        Add(NonNegative(
                "--detector-rate-share", "Factor of the boundary detectors' learning rate, independent of their layers' factors.",
                Defaults.DetectorRateShare),
            (options, value) => options with { DetectorRateShare = value }, options => options.DetectorRateShare);
        Add(StrictOptions.ByLowerCaseName(
                "--optimiser",
                "Optimiser. adam: for all weights. muon: Muon for the matrices of the recurrent layers, Adam for the others; it needs "
                    + "fewer points, but more time for each at hundreds of units, and some runs without weight decay diverged.",
                Defaults.Optimiser),
            (options, value) => options with { Optimiser = StrictOptions.ValueOf<OptimiserKind>(value) }, options => options.Optimiser);
        Add(NonNegative(
                "--weight-decay", "With --optimiser muon: a step multiplies Muon's matrices by 1 - learning rate × weight decay.",
                Defaults.WeightDecay),
            (options, value) => options with { WeightDecay = value },
            options => options.Optimiser == OptimiserKind.Muon ? options.WeightDecay : null);
        Add(Fraction("--second-moment-decay", "Decay of Adam's second moment (β₂).", Defaults.SecondMomentDecay),
            (options, value) => options with { SecondMomentDecay = value }, options => options.SecondMomentDecay);
        Add(Fraction(
                "--weight-average",
                "Decay per update of an exponential moving average of the weights, such as 0.999; the average is evaluated and saved. "
                    + "0 to use the weights themselves.",
                Defaults.WeightAverage),
            (options, value) => options with { WeightAverage = value }, options => options.WeightAverage);
        Add(Fraction(
                "--start-share",
                "With --from: share of the starting model's weights in the mean that is evaluated and saved, so that the model forgets "
                    + $"less. The default is {FewLines.StartShare} {ForFewLines}.",
                Defaults.StartShare),
            (options, value) => options with { StartShare = value }, options => options.StartShare);
        Add(Positive(
                "--slope-start",
                "Slope of the detectors' hard sigmoid in the first epoch. With a steeper slope, more gradient flows through the "
                    + "boundaries.",
                Defaults.SlopeStart),
            (options, value) => options with { SlopeStart = value }, options => options.SlopeStart);
        Add(NonNegative(
                "--slope-per-epoch", "Slope annealing: increase of the slope in each epoch; 0 for a constant slope.",
                Defaults.SlopePerEpoch),
            (options, value) => options with { SlopePerEpoch = value }, options => options.SlopePerEpoch);
        Add(Positive("--slope-maximum", "Maximum slope of slope annealing.", Defaults.SlopeMaximum),
            (options, value) => options with { SlopeMaximum = value }, options => options.SlopeMaximum);
        Add(StrictOptions.Numbers(
                "--boundary-rates", "Target boundary rate of each layer for a prior, lowest layer first; 0 for no prior on a layer.",
                Defaults.BoundaryRates).Must(rates => rates.Values.All(rate => rate is >= 0 and < 1), "be from 0 to less than 1"),
            (options, value) => options with { BoundaryRates = value.Values },
            options => options.BoundaryRates.Count == 0 ? null : new NumberList(options.BoundaryRates).ToString());
        Add(NonNegative("--boundary-rate-weight", "Weight of the prior on boundary rates, in nats per point.",
                Defaults.BoundaryRateWeight),
            (options, value) => options with { BoundaryRateWeight = value }, options => options.BoundaryRateWeight);
        Option<string[]> taught = Rules(
            "--taught-boundaries",
            "Train each layer's detector with boundaries found by a rule, lowest layer first. The default is speed minima, stroke starts "
                + "and word gaps for a new HM-LSTM of ink, the starting model's rules with --from, and none otherwise");
        Option<string[]> forced = Rules(
            "--forced-boundaries",
            "A control experiment: each layer ends its segments by a rule instead of its detector, lowest layer first");
        Taught = Add(
            taught, (options, value) => options with { TaughtBoundaries = value }, options => NullIfEmpty(options.TaughtBoundaries));
        Add(Positive(
                "--taught-boundary-weight", "Loss in nats for a missing or superfluous boundary of a taught detector.",
                Defaults.TaughtBoundaryWeight),
            (options, value) => options with { TaughtBoundaryWeight = value }, options => options.TaughtBoundaryWeight);
        Add(WithDefault(
                "--taught-share",
                "Share of the budget, from its start, in which detectors are taught. Later, only the likelihood trains them.",
                Defaults.TaughtShare).Must(share => share is > 0 and <= 1, "be above 0 and at most 1"),
            (options, value) => options with { TaughtShare = value }, options => options.TaughtShare);
        Forced = Add(
            forced, (options, value) => options with { ForcedBoundaries = value }, options => NullIfEmpty(options.ForcedBoundaries));
        Dequantise = Add(
            WithDefault(
                "--dequantise",
                "Add noise of up to half a raw unit to each point, different in each epoch, so that the model does not learn the integer "
                    + "grid.",
                Defaults.Dequantise),
            (options, value) => options with { Dequantise = value }, options => options.Model.Alphabet is null ? options.Dequantise : null);
        LineScaling = Add(
            Fraction(
                "--line-scaling", "Stretch or shrink each line randomly by up to this share, different in each epoch.",
                Defaults.LineScaling),
            (options, value) => options with { LineScaling = value },
            options => options.Model.Alphabet is null ? options.LineScaling : null);
        Add(Fraction("--recurrent-dropout", "Dropout rate of the candidates g.", Defaults.RecurrentDropout),
            (options, value) => options with { RecurrentDropout = value }, options => options.RecurrentDropout);
        Add(Fraction("--output-dropout", "Dropout rate of h in the output module.", Defaults.OutputDropout),
            (options, value) => options with { OutputDropout = value }, options => options.OutputDropout);
        Add(StrictOptions.ByLowerCaseName(
                "--schedule",
                "Schedule of the learning rate. plateau: halved when the validation result stops improving. cosine, linear: falls over the "
                    + "whole budget. constant: falls in a cooldown at the end; a finished run can be continued with a larger budget.",
                Defaults.Schedule),
            (options, value) => options with { Schedule = StrictOptions.ValueOf<LearningRateSchedule>(value) },
            options => options.Schedule);
        Add(Share(
                "--cooldown-share",
                "Cooldown of the constant schedule, as a share of the budget: the rate falls linearly to 2 %. 0 for none.",
                Defaults.CooldownShare),
            (options, value) => options with { CooldownShare = value }, options => options.CooldownShare);
        Add(Fraction(
                "--warm-up",
                "Share of the budget in which the learning rate rises linearly from 0; 0 for none. The plateau schedule has no warm-up.",
                Defaults.WarmUpShare),
            (options, value) => options with { WarmUpShare = value }, options => options.WarmUpShare);
        Add(WithDefault("--seed", "Random seed of the initial weights, the order of the lines, noise and dropout.", Defaults.Seed),
            (options, value) => options with { Seed = value }, options => options.Seed);
        SplitBy = Add(
            CommandOptions.SplitBy("line; with --from, as for the starting model"),
            (options, value) => options with { SplitBy = value ?? Ink.SplitBy.Line },
            options => options.Model.Alphabet is null ? ModelEvaluation.Name(options.SplitBy) : null);
        Add(WithDefault("--evaluate-every", "Training points between evaluations.", Defaults.EvaluateEveryPoints)
                .Must(points => points > 0, "be above 0"),
            (options, value) => options with { EvaluateEveryPoints = value }, options => options.EvaluateEveryPoints, mayChange: true);
        Add(WithDefault(
                "--evaluate-from",
                "Training points before the first evaluation. The next ones follow at 2, 5, 10, 20, ... times as many points, up to "
                    + "--evaluate-every. 0 for no early evaluations.",
                Defaults.EvaluateFromPoints).Must(points => points >= 0, "be 0 or more"),
            (options, value) => options with { EvaluateFromPoints = value }, options => options.EvaluateFromPoints, mayChange: true);
        Add(Integer(
                "--stop-after",
                "Stop after this many evaluations without a better validation result; 0 for never. The default is "
                    + $"{FewLines.StopAfter} {ForFewLines}.",
                Defaults.StopAfter, 0),
            (options, value) => options with { StopAfter = value }, options => options.StopAfter, mayChange: true);
        Add(Integer("--evaluate-lines", "Validation lines per evaluation; 0 for all.", Defaults.EvaluateLines, 0),
            (options, value) => options with { EvaluateLines = value }, options => options.EvaluateLines);
        Add(Integer(
                "--keep-history",
                "Maximum number of models in the run's history/ folder, for the app's --watch, evenly spaced in the logarithm of points. "
                    + "0 for no history.",
                Defaults.KeepHistory, 0).Must(models => models != 1, "be 0, or 2 or more"),
            (options, value) => options with { KeepHistory = value }, options => options.KeepHistory, mayChange: true);
        Add(NonNegative("--checkpoint-minutes", "Minutes between checkpoints; 0 for a checkpoint after each batch.",
                Defaults.CheckpointMinutes),
            (options, value) => options with { CheckpointMinutes = value }, options => options.CheckpointMinutes, mayChange: true);
    }

    public IReadOnlyList<TrainingSetting> All => _all;

    /// <summary>The options that determine the model's configuration. Defaults of others depend on them.</summary>
    public IReadOnlyList<TrainingSetting> Shape { get; }

    public TrainingSetting Layers { get; }

    public TrainingSetting Epochs { get; }

    public TrainingSetting Minutes { get; }

    public TrainingSetting Taught { get; }

    public TrainingSetting Forced { get; }

    public TrainingSetting Dequantise { get; }

    public TrainingSetting LineScaling { get; }

    public TrainingSetting SplitBy { get; }

    /// <summary>Applies the settings that are given on the command line.</summary>
    public static TrainingOptions Apply(IEnumerable<TrainingSetting> settings, ParseResult parsed, TrainingOptions options) =>
        settings.Where(setting => setting.IsGiven(parsed)).Aggregate(options, (before, setting) => setting.Apply(parsed, before));

    /// <summary>The name of a cell on the command line.</summary>
    private static string NameOf(Cell cell) => cell == Cell.Lstm ? "lstm" : "hm-lstm";

    private static object? NullIfEmpty(IReadOnlyList<string> rules) => rules.Count == 0 ? null : rules;

    private TrainingSetting Add<T>(Option<T> option, Func<ModelConfig, T, ModelConfig> set, Func<ModelConfig, object?> value) =>
        Add(option, (options, given) => options with { Model = set(options.Model, given) }, options => value(options.Model));

    private TrainingSetting Add<T>(
        Option<T> option, Func<TrainingOptions, T, TrainingOptions> set, Func<TrainingOptions, object?> value, bool mayChange = false)
    {
        _all.Add(TrainingSetting.Of(option, set, value, mayChange));
        return _all[^1];
    }

    private static Option<string[]> Rules(string name, string description) => new(name)
    {
        Description = $"{description}. Rules: {BoundaryRule.Names}; for a text: {CharacterRule.Names}.",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
}
