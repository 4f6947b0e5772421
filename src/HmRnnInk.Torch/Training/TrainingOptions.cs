using System.Text.Json.Serialization;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Torch.Training;

/// <summary>Everything that decides how a run goes; saved with each checkpoint.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// The defaults of <c>trainer train</c> for ink: the best that docs/results.md found. Its rate follows from the width and its teachers from
    /// the layers: <see cref="UsualLearningRate"/>, <see cref="UsualTeachers"/>. The properties' own values are the plainest, which is
    /// what a checkpoint that does not tell one was made with.
    /// </summary>
    public static TrainingOptions Recipe { get; } = new()
    {
        Model = new() { Layers = 4, SoftFlush = true },
        Batch = 16,
        LayerRateShares = [1, 0.5, 0.25],
        DetectorRateShare = 0.05,
        Dequantise = true,
        SlopeStart = 0.2f,
        SlopePerEpoch = 0,
        Schedule = LearningRateSchedule.Cosine,
        WeightAverage = 0.999,
        WarmUpShare = 0.02,
        EvaluateLines = 200,
    };

    /// <summary>Layers of an LSTM and of a model of characters, where nothing is said: the published number.</summary>
    public const int PublishedLayers = 3;

    public ModelConfig Model { get; init; } = new();

    /// <summary>What the weights started from; null is at random. The weights themselves are handed to the trainer.</summary>
    public TrainingStart? StartedFrom { get; init; }

    /// <summary>Lines in a batch.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Largest number of steps between updates; the state is carried from window to window, the gradient is not. 0 is whole lines.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Stop after this many passes over the training part.</summary>
    public int? Epochs { get; init; }

    /// <summary>Stop after this many minutes of training, evaluations included, over all resumes.</summary>
    public double? Minutes { get; init; }

    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Each layer's share of the learning rate, lowest first; a layer beyond the list has the last, and without any it is 1. See <see cref="ParameterVector.RateShares"/>.</summary>
    public IReadOnlyList<double> LayerRateShares { get; init; } = [];

    /// <summary>The boundary detectors' share of the learning rate; see <see cref="ParameterVector.RateShares"/>.</summary>
    public double DetectorRateShare { get; init; } = 0.1;

    /// <summary>β₂ of <see cref="Adam"/>.</summary>
    public double SecondMomentDecay { get; init; } = 0.999;

    /// <summary>How much of the moving average of the weights is kept in an update; 0 for no average. See <see cref="Adam.Average"/>.</summary>
    public double WeightAverage { get; init; }

    /// <summary>
    /// The boundary rate to which <see cref="BoundaryRatePrior"/> draws each detector, lowest layer first. A layer beyond the list has no
    /// prior, nor has one with 0.
    /// </summary>
    public IReadOnlyList<double> BoundaryRates { get; init; } = [];

    /// <summary>Of that prior, nats a point.</summary>
    public double BoundaryRateWeight { get; init; } = 0.03;

    /// <summary>The <see cref="BoundaryRule"/> that teaches each detector, lowest layer first; none where empty.</summary>
    public IReadOnlyList<string> TaughtBoundaries { get; init; } = [];

    /// <summary><see cref="TaughtBoundaries"/> as a model's record has them; null where none teaches.</summary>
    [JsonIgnore]
    public string? Teachers => TaughtBoundaries.All(rule => rule == BoundaryRule.None) ? null : string.Join(' ', TaughtBoundaries);

    /// <summary>Of <see cref="TaughtBoundaryLoss"/>, nats a boundary that is missing or should not be there.</summary>
    public double TaughtBoundaryWeight { get; init; } = 0.1;

    /// <summary>Share of the budget in which detectors are taught, from its start; after it they are left to the likelihood.</summary>
    public double TaughtShare { get; init; } = 1;

    /// <summary>The <see cref="BoundaryRule"/> that stands in for each detector, lowest layer first, in a control; none where empty.</summary>
    public IReadOnlyList<string> ForcedBoundaries { get; init; } = [];

    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Plateau;

    /// <summary>Evaluations without a better figure before the plateau schedule halves the rate.</summary>
    public int Patience { get; init; } = 3;

    /// <summary>Share of the budget over which the rate first rises from 0, under every schedule but the plateau's; 0 for none.</summary>
    public double WarmUpShare { get; init; }

    /// <summary>Share of the budget over which the constant schedule cools down at its end; 0 for no cooldown.</summary>
    public double CooldownShare { get; init; } = 0.2;

    /// <summary>Where the cosine, linear and constant schedules end, as a share of the learning rate.</summary>
    public double FinalLearningRateShare { get; init; } = 0.02;

    /// <summary>The gradient is scaled down to this norm.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Each epoch shows a line with other noise of ±0.5 raw units on its points, so that nothing is learnt of the integers they were recorded as; see <see cref="Dequantiser"/>.</summary>
    public bool Dequantise { get; init; }

    /// <summary>Each epoch shows a line stretched by up to this much either way; see <see cref="LineScaling"/>.</summary>
    public double LineScaling { get; init; }

    /// <summary>Of a model with a text window: share of the lines that are written by a text from their first row on; see <see cref="TextDraw"/>.</summary>
    public double TextWholeShare { get; init; } = 1.0 / 3;

    /// <summary>Of a model with a text window: share of the lines that are given no text.</summary>
    public double TextNoneShare { get; init; } = 0.2;

    /// <summary>Of the texts (<see cref="Transcripts.Sha256"/>), so that a run goes on with the same; null without texts.</summary>
    public string? TextSha256 { get; init; }

    /// <summary>Share of g left out at each step; see <see cref="Dropout"/>.</summary>
    public double RecurrentDropout { get; init; }

    /// <summary>Share of h left out on its way to the output module.</summary>
    public double OutputDropout { get; init; }

    /// <summary>Of the weights and of the order of the lines.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Of the division into training, validation and test parts.</summary>
    public ulong SplitSeed { get; init; } = 1;

    /// <summary>What that division keeps together.</summary>
    public SplitBy SplitBy { get; init; }

    /// <summary>Slope of the detectors' hard sigmoid in the first epoch; then a = min(max, start + rate·epoch).</summary>
    public float SlopeStart { get; init; } = 1;

    public float SlopePerEpoch { get; init; } = 0.004f;

    public float SlopeMaximum { get; init; } = 3;

    /// <summary>Points of training between evaluations.</summary>
    public long EvaluateEveryPoints { get; init; } = 2_000_000;

    /// <summary>
    /// Points of training before the first evaluation; then at 2, 5, 10, 20, ... times as many, until <see cref="EvaluateEveryPoints"/>: a
    /// model learns most at first. 0 for none before that.
    /// </summary>
    public long EvaluateFromPoints { get; init; } = 20_000;

    /// <summary>Models of evaluations to keep in the run's history, 2 or more; see <see cref="ModelHistory"/>. 0 for none.</summary>
    public int KeepHistory { get; init; } = 48;

    /// <summary>Validation lines that an evaluation during training looks at, from the first of the part; 0 is all.</summary>
    public int EvaluateLines { get; init; }

    /// <summary>Minutes between checkpoints, besides those at evaluations.</summary>
    public double CheckpointMinutes { get; init; } = 3;

    /// <summary>Natural logarithm of the σ floor.</summary>
    public float LogDeviationFloor { get; init; } = -5;

    /// <summary>Points of training at which the evaluation after one at <paramref name="points"/> is due.</summary>
    public long EvaluationAfter(long points)
    {
        for (long decade = EvaluateFromPoints; decade > 0 && decade < EvaluateEveryPoints; decade *= 10)
            foreach (long times in (ReadOnlySpan<long>)[1, 2, 5])
                if (times * decade > points && times * decade < EvaluateEveryPoints) return times * decade;
        return ((points / EvaluateEveryPoints) + 1) * EvaluateEveryPoints;
    }

    /// <summary>Share of the budget that is spent; of the nearer one where both epochs and minutes are given.</summary>
    public double ShareDone(TrainingProgress progress)
    {
        double epochs = progress.Epoch + (progress.BatchesDone / (double)progress.BatchesInEpoch);
        double byEpochs = Epochs is { } most ? epochs / most : 0;
        double byMinutes = Minutes is { } minutes ? progress.ElapsedSeconds / 60 / minutes : 0;
        return Math.Max(byEpochs, byMinutes);
    }

    /// <summary>Whether a constant schedule has come to its cooldown.</summary>
    public bool CoolsDown(double shareDone) =>
        Schedule == LearningRateSchedule.Constant && CooldownShare > 0 && 1 - shareDone <= CooldownShare;

    /// <summary>
    /// The learning rate for a model of that width: 1e-2 at 128 units and 2e-3 at 400, for an LSTM at 147 and 463, which did best there
    /// (docs/results.md), and a power of the width through both. Narrower models have 1e-2 as well: no other rate was measured for them.
    /// </summary>
    public static double UsualLearningRate(ModelConfig model)
    {
        (double narrow, double wide) = model.Cell == Cell.Lstm ? (147, 463) : (128, 400);
        return Math.Min(1e-2, 1e-2 * Math.Pow(model.Hidden / narrow, Math.Log(2e-3 / 1e-2) / Math.Log(wide / narrow)));
    }

    /// <summary>
    /// The rules that teach the detectors of an HM-LSTM of so many layers: half strokes, strokes and words, the largest at the top; a single
    /// detector is taught strokes, and one below half strokes nothing.
    /// </summary>
    public static IReadOnlyList<string> UsualTeachers(int layers)
    {
        string[] rules = ["speed-minimum", "stroke-start", "word-gap"];
        int detectors = layers - 1;
        return detectors == 1 ? [rules[1]]
            : detectors <= rules.Length ? rules[..detectors]
            : [.. Enumerable.Repeat(BoundaryRule.None, detectors - rules.Length), .. rules];
    }

    /// <summary>A layer's share of the learning rate.</summary>
    public double LayerRateShare(int layer) => LayerRateShares.Count == 0 ? 1 : LayerRateShares[Math.Min(layer, LayerRateShares.Count - 1)];

    public float Slope(int epoch) => Math.Min(SlopeMaximum, SlopeStart + (SlopePerEpoch * epoch));
}
