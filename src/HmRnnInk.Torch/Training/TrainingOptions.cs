using System.Text.Json.Serialization;

namespace HmRnnInk.Torch.Training;

/// <summary>The options of a training run. They are saved with each checkpoint.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// The defaults of <c>trainer train</c> for ink: the best options of docs/research/results.md. The learning rate follows from the width
    /// (<see cref="DefaultLearningRate"/>) and the taught boundaries from the number of layers (<see cref="DefaultTaughtBoundaries"/>).
    /// The properties' own default values are different: a checkpoint without a property was created with that value.
    /// </summary>
    public static TrainingOptions Recipe { get; } = new()
    {
        Model = new() { Layers = 4, SoftFlush = true },
        Batch = 16,
        LayerRateShares = [1, 0.5, 0.25],
        DetectorRateShare = 0.05,
        WeightDecay = 0.01,
        Dequantise = true,
        SlopeStart = 0.2f,
        SlopePerEpoch = 0,
        Schedule = LearningRateSchedule.Cosine,
        WeightAverage = 0.999,
        WarmUpShare = 0.02,
        EvaluateLines = 200,
    };

    /// <summary>The default number of layers of an LSTM and of a character model: the number in the paper.</summary>
    public const int PublishedLayers = 3;

    public ModelConfig Model { get; init; } = new();

    /// <summary>
    /// Describes where the initial weights come from; null if they are random. The trainer receives the weights separately.
    /// </summary>
    public TrainingStart? StartedFrom { get; init; }

    /// <summary>Mean and deviation of the starting model, so that log-likelihoods stay comparable; null to measure them.</summary>
    public Normalisation? Normalisation { get; init; }

    /// <summary>Number of lines in a batch.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>
    /// Maximum number of time steps in a window, after which the weights are updated. The next window continues from the state of the
    /// previous one, but gradients do not flow between windows. 0 for whole lines.
    /// </summary>
    public int Window { get; init; } = 100;

    /// <summary>The budget in passes over the training part.</summary>
    public int? Epochs { get; init; }

    /// <summary>The budget in minutes, including evaluations and the time before a run was resumed.</summary>
    public double? Minutes { get; init; }

    public double LearningRate { get; init; } = 3e-4;

    /// <summary>
    /// The factor of the learning rate for each layer, lowest layer first. If the list is shorter, its last value is used for the
    /// remaining layers; if it is empty, the factor is 1. See <see cref="ParameterVector.RateShares"/>.
    /// </summary>
    public IReadOnlyList<double> LayerRateShares { get; init; } = [];

    /// <summary>The factor of the learning rate for the boundary detectors; see <see cref="ParameterVector.RateShares"/>.</summary>
    public double DetectorRateShare { get; init; } = 0.1;

    public OptimiserKind Optimiser { get; init; }

    /// <summary>A step multiplies the matrices that <see cref="Muon"/> trains by 1 − learning rate · this value.</summary>
    public double WeightDecay { get; init; }

    /// <summary>β₂ of Adam.</summary>
    public double SecondMomentDecay { get; init; } = 0.999;

    /// <summary>
    /// Decay of the moving average of the weights per update; 0 for no average. See <see cref="Torch.Optimiser.Average"/>.
    /// </summary>
    public double WeightAverage { get; init; }

    /// <summary>
    /// Share of the starting model's weights in the weights that are evaluated and saved (Wortsman et al. 2022, arXiv 2109.01903): this
    /// mixture keeps most of what the run has learnt and loses little of what the starting model knew. 0 for none.
    /// </summary>
    public double StartShare { get; init; }

    /// <summary>
    /// The target of the <see cref="BoundaryRatePrior"/> of each detector, lowest layer first. A layer with 0 or beyond the end of the
    /// list has no prior.
    /// </summary>
    public IReadOnlyList<double> BoundaryRates { get; init; } = [];

    /// <summary>Weight of the <see cref="BoundaryRatePrior"/> in nats per point.</summary>
    public double BoundaryRateWeight { get; init; } = 0.03;

    /// <summary>The <see cref="BoundaryRule"/> that each detector learns, lowest layer first. Empty for none.</summary>
    public IReadOnlyList<string> TaughtBoundaries { get; init; } = [];

    /// <summary><see cref="TaughtBoundaries"/> in the form of a model file; null if no detector is taught.</summary>
    [JsonIgnore]
    public string? TaughtBoundariesText =>
        TaughtBoundaries.All(rule => rule == BoundaryRule.None) ? null : string.Join(' ', TaughtBoundaries);

    /// <summary>Weight of <see cref="TaughtBoundaryLoss"/> in nats per missing or superfluous boundary.</summary>
    public double TaughtBoundaryWeight { get; init; } = 0.1;

    /// <summary>
    /// Share of the budget, from its start, in which the detectors are taught. After it, only the likelihood trains them.
    /// </summary>
    public double TaughtShare { get; init; } = 1;

    /// <summary>
    /// The <see cref="BoundaryRule"/> that replaces each detector, lowest layer first, in a control experiment. Empty for none.
    /// </summary>
    public IReadOnlyList<string> ForcedBoundaries { get; init; } = [];

    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Plateau;

    /// <summary>Number of evaluations without a better result after which the plateau schedule halves the learning rate.</summary>
    public int Patience { get; init; } = 3;

    /// <summary>
    /// Share of the budget in which the learning rate first rises from 0, for every schedule except plateau. 0 for no warm-up.
    /// </summary>
    public double WarmUpShare { get; init; }

    /// <summary>Share of the budget, at its end, in which the constant schedule lowers the learning rate; 0 for no cooldown.</summary>
    public double CooldownShare { get; init; } = 0.2;

    /// <summary>The final value of the cosine, linear and constant schedules as a share of the learning rate.</summary>
    public double FinalLearningRateShare { get; init; } = 0.02;

    /// <summary>Maximum norm of the gradient; a larger gradient is scaled down to it.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>
    /// Adds noise of ±0.5 raw units to the points, different in each epoch, so that the model does not learn that the recorded coordinates
    /// are integers; see <see cref="Dequantiser"/>.
    /// </summary>
    public bool Dequantise { get; init; }

    /// <summary>Maximum random enlargement or reduction of a line, different in each epoch; see <see cref="LineScaling"/>.</summary>
    public double LineScaling { get; init; }

    /// <summary>For a model with a text window: share of the lines with their whole text; see <see cref="TextDraw"/>.</summary>
    public double TextWholeShare { get; init; } = 1.0 / 3;

    /// <summary>For a model with a text window: share of the lines without a text.</summary>
    public double TextNoneShare { get; init; } = 0.2;

    /// <summary>
    /// <see cref="Transcripts.Sha256"/> of the texts, so that a resumed run uses the same; null without texts.
    /// </summary>
    public string? TextSha256 { get; init; }

    /// <summary>Dropout probability of the candidates g at each step; see <see cref="Dropout"/>.</summary>
    public double RecurrentDropout { get; init; }

    /// <summary>Dropout probability of h as the input of the output module.</summary>
    public double OutputDropout { get; init; }

    /// <summary>Seed of everything that is random in a run, except the split of the data.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Seed of the split into training, validation and test parts.</summary>
    public ulong SplitSeed { get; init; } = 1;

    /// <summary>The unit that the split does not divide between the parts.</summary>
    public SplitBy SplitBy { get; init; }

    /// <summary>Slope of the detectors' hard sigmoid in the first epoch; then a = min(max, start + rate·epoch).</summary>
    public float SlopeStart { get; init; } = 1;

    public float SlopePerEpoch { get; init; } = 0.004f;

    public float SlopeMaximum { get; init; } = 3;

    /// <summary>Number of training points between evaluations.</summary>
    public long EvaluateEveryPoints { get; init; } = 2_000_000;

    /// <summary>
    /// Number of training points before the first evaluation. Further evaluations follow at 2, 5, 10, 20, ... times this number until
    /// <see cref="EvaluateEveryPoints"/>, because a model learns fastest at the beginning. 0 for no evaluation before
    /// <see cref="EvaluateEveryPoints"/>.
    /// </summary>
    public long EvaluateFromPoints { get; init; } = 20_000;

    /// <summary>Maximum number of models in the run's history, at least 2; see <see cref="ModelHistory"/>. 0 for no history.</summary>
    public int KeepHistory { get; init; } = 48;

    /// <summary>Number of validation lines in an evaluation during training: the first ones of the part. 0 for all.</summary>
    public int EvaluateLines { get; init; }

    /// <summary>Number of evaluations without a better result after which training stops; 0 to use the whole budget.</summary>
    public int StopAfter { get; init; }

    /// <summary>Minutes between checkpoints; each evaluation saves a checkpoint as well.</summary>
    public double CheckpointMinutes { get; init; } = 3;

    /// <summary>Natural logarithm of the minimum σ, in normalised units.</summary>
    public float LogDeviationFloor { get; init; } = -5;

    /// <summary>The number of training points at which the next evaluation is due, after <paramref name="points"/>.</summary>
    public long NextEvaluation(long points)
    {
        for (long decade = EvaluateFromPoints; decade > 0 && decade < EvaluateEveryPoints; decade *= 10)
            foreach (long factor in (ReadOnlySpan<long>)[1, 2, 5])
                if (factor * decade > points && factor * decade < EvaluateEveryPoints) return factor * decade;
        return ((points / EvaluateEveryPoints) + 1) * EvaluateEveryPoints;
    }

    /// <summary>Share of the budget that has been spent: the larger of the two shares if both epochs and minutes are given.</summary>
    public double ShareDone(TrainingProgress progress)
    {
        double epochs = progress.Epoch + (progress.BatchesDone / (double)progress.BatchesInEpoch);
        double byEpochs = Epochs is { } maximum ? epochs / maximum : 0;
        double byMinutes = Minutes is { } minutes ? progress.ElapsedSeconds / 60 / minutes : 0;
        return Math.Max(byEpochs, byMinutes);
    }

    /// <summary>Whether a constant schedule is in its cooldown.</summary>
    public bool IsCoolingDown(double shareDone) =>
        Schedule == LearningRateSchedule.Constant && CooldownShare > 0 && 1 - shareDone <= CooldownShare;

    /// <summary>
    /// The learning rate for the width of a model: 1e-2 for 128 units and 2e-3 for 400 units (147 and 463 units of an LSTM), the best rates
    /// in docs/research/results.md, and a power law through these two points for other widths. The maximum is 1e-2: for narrower models no
    /// rate was measured.
    /// </summary>
    public static double DefaultLearningRate(ModelConfig model)
    {
        (double narrow, double wide) = model.Cell == Cell.Lstm ? (147, 463) : (128, 400);
        return Math.Min(1e-2, 1e-2 * Math.Pow(model.Hidden / narrow, Math.Log(2e-3 / 1e-2) / Math.Log(wide / narrow)));
    }

    /// <summary>
    /// The boundary rules for an HM-LSTM with this many layers: half strokes, strokes and words, with words at the top. A single detector
    /// learns strokes. Detectors below the one for half strokes have no rule.
    /// </summary>
    public static IReadOnlyList<string> DefaultTaughtBoundaries(int layers)
    {
        string[] rules = ["speed-minimum", "stroke-start", "word-gap"];
        int detectors = layers - 1;
        return detectors == 1 ? [rules[1]]
            : detectors <= rules.Length ? rules[..detectors]
            : [.. Enumerable.Repeat(BoundaryRule.None, detectors - rules.Length), .. rules];
    }

    /// <summary>
    /// The options for some lines of one person, which adapt a trained model. With more or larger updates the model would learn these lines
    /// by heart, and forget how others write: docs/research/log.md.
    /// </summary>
    /// <param name="lines">Number of lines, including those that are not trained on.</param>
    public TrainingOptions ForFewLines(int lines) => this with
    {
        Batch = Math.Min(Batch, 4),
        LearningRate = 0.1 * DefaultLearningRate(Model),
        Schedule = LearningRateSchedule.Constant,
        WeightAverage = 0.98, // over about 50 updates
        StartShare = 0.65,
        DetectorRateShare = 0, // a few lines are too few to learn where segments end
        EvaluateEveryPoints = Math.Max(2_000, 3L * lines * 600), // three to four passes over the training lines
        EvaluateFromPoints = 0,
        StopAfter = 8, // the first results may get worse
    };

    /// <summary>The number of lines below which <see cref="ForFewLines"/> is the default for a run from a trained model.</summary>
    public const int FewLines = 200;

    /// <summary>The factor of the learning rate for a layer.</summary>
    public double LayerRateShare(int layer) => LayerRateShares.Count == 0 ? 1 : LayerRateShares[Math.Min(layer, LayerRateShares.Count - 1)];

    /// <summary>The slope in an epoch, counted from 0.</summary>
    public float SlopeAt(int epoch) => Math.Min(SlopeMaximum, SlopeStart + (SlopePerEpoch * epoch));
}
