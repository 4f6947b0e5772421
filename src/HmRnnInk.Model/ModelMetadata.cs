namespace HmRnnInk.Model;

/// <summary>Metadata of a model file, stored as JSON in the entry <c>hmrnnink</c> of the file's metadata.</summary>
public sealed record ModelMetadata
{
    private const int CurrentFormatVersion = 1;

    /// <summary>
    /// Far above the size of models that run in real time. With these limits, products of sizes cannot overflow a long.
    /// </summary>
    public const int MaximumLayers = 16, MaximumUnits = 8192;

    public int FormatVersion { get; init; } = CurrentFormatVersion;

    public required ModelConfig Config { get; init; }

    /// <summary>Statistics of the training part, in IAM units.</summary>
    public required Normalisation Normalisation { get; init; }

    /// <summary>
    /// The direction of positive Δy: always <c>down</c>, as in IAM-OnDB. It is stored for other programs that read the file.
    /// </summary>
    public string YDirection { get; init; } = "down";

    /// <summary>
    /// Minimum standard deviation of a Gaussian, in normalised units. exp(−5) makes results comparable with published ones.
    /// </summary>
    public float SigmaFloor { get; init; } = MathF.Exp(-5);

    /// <summary>The slope a of the boundary detectors' hard sigmoid, at the time when the weights were saved.</summary>
    public float Slope { get; init; } = 1;

    /// <summary>Null if the weights were not trained, as in tests.</summary>
    public TrainingRecord? Training { get; init; }

    /// <summary>An HM-LSTM has at least two layers, because a detector is between two.</summary>
    public static int MinimumLayers(Cell cell) => cell == Cell.Lstm ? 1 : 2;

    /// <returns>The first problem with these values; null if they are valid.</returns>
    internal string? FirstProblem()
    {
        if (FormatVersion != CurrentFormatVersion)
            return $"formatVersion is {FormatVersion}; this program reads version {CurrentFormatVersion}";
        if (YDirection != "down") return $"yDirection is \"{YDirection}\"; expected \"down\"";
        if (!(float.IsFinite(SigmaFloor) && SigmaFloor > 0)) return $"sigmaFloor is {SigmaFloor}; expected a positive number";
        if (!(float.IsFinite(Slope) && Slope > 0)) return $"slope is {Slope}; expected a positive number";
        return ProblemIn(Normalisation) ?? ProblemIn(Config) ?? (Training is null ? null : ProblemIn(Training));
    }

    private static string? ProblemIn(Normalisation normalisation)
    {
        if (!float.IsFinite(normalisation.MeanX) || !float.IsFinite(normalisation.MeanY))
            return $"the normalisation's means are {normalisation.MeanX}, {normalisation.MeanY}; expected finite numbers";
        bool usable = float.IsFinite(normalisation.DeviationX) && normalisation.DeviationX > 0
            && float.IsFinite(normalisation.DeviationY) && normalisation.DeviationY > 0;
        return usable ? null
            : $"the normalisation's deviations are {normalisation.DeviationX}, {normalisation.DeviationY}; expected positive numbers";
    }

    private static string? ProblemIn(ModelConfig config) =>
        config.Cell is not (Cell.HmLstm or Cell.Lstm) ? $"cell is {config.Cell}; expected hm-lstm or lstm"
        : OutOfRange("layers", config.Layers, MinimumLayers(config.Cell), MaximumLayers)
        ?? OutOfRange("hidden", config.Hidden, 1, MaximumUnits)
        ?? OutOfRange("embedding", config.Embedding, 1, MaximumUnits)
        ?? OutOfRange("outputEmbedding", config.OutputEmbedding, 1, MaximumUnits)
        ?? OutOfRange("components", config.Components, 1, 1024)
        ?? (config.Alphabet is null ? null : CharacterAlphabet.Problem(config.Alphabet))
        ?? config.TextWindow?.FirstProblem(config);

    private static string? OutOfRange(string name, int value, int minimum, int maximum) =>
        value >= minimum && value <= maximum ? null : $"{name} is {value}; expected {minimum} to {maximum}";

    private static string? ProblemIn(TrainingRecord training)
    {
        // The sum is only finite if all values are.
        double sum = training.Epochs + training.TrainingMinutes
            + (training.ValidationNatsPerSequence ?? 0) + (training.ValidationNatsPerSequenceDequantised ?? 0)
            + (training.TestNatsPerSequence ?? 0) + (training.TestNatsPerSequenceDequantised ?? 0);
        return double.IsFinite(sum) ? null : "a figure of the training record is not finite, which JSON cannot represent; set it to null";
    }
}
