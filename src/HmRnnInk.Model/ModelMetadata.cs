using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>What a model file says of its weights. Written as JSON into the entry <c>hmrnnink</c> of the file's metadata.</summary>
public sealed record ModelMetadata
{
    public const int CurrentFormatVersion = 1;

    /// <summary>Limits that keep every product of sizes within a long and are far above any model that runs at the speed of a pen.</summary>
    public const int MostLayers = 16, MostUnits = 8192;

    public int FormatVersion { get; init; } = CurrentFormatVersion;

    public required ModelConfig Config { get; init; }

    /// <summary>Of the training part, in IAM units.</summary>
    public required Normalisation Normalisation { get; init; }

    /// <summary>The direction of positive Δy. Always <c>down</c>, as IAM-OnDB has it; in the file so that other readers need not guess.</summary>
    public string YDirection { get; init; } = "down";

    /// <summary>Smallest deviation of a Gaussian, in normalised units; exp(−5) for figures to be compared with published ones.</summary>
    public float SigmaFloor { get; init; } = MathF.Exp(-5);

    /// <summary>a of the boundary detectors' hard sigmoid, as it stood when the weights were saved.</summary>
    public float Slope { get; init; } = 1;

    /// <summary>Null where the weights were not trained, as in tests.</summary>
    public TrainingRecord? Training { get; init; }

    /// <returns>The first thing that makes these values unusable, with what was needed; null where there is none.</returns>
    internal string? FirstProblem()
    {
        if (FormatVersion != CurrentFormatVersion)
            return $"formatVersion is {FormatVersion}; this program reads version {CurrentFormatVersion}";
        if (YDirection != "down") return $"yDirection is \"{YDirection}\"; needed \"down\"";
        if (!(float.IsFinite(SigmaFloor) && SigmaFloor > 0)) return $"sigmaFloor is {SigmaFloor}; needed a positive number";
        if (!(float.IsFinite(Slope) && Slope > 0)) return $"slope is {Slope}; needed a positive number";
        return ProblemIn(Normalisation) ?? ProblemIn(Config) ?? (Training is null ? null : ProblemIn(Training));
    }

    private static string? ProblemIn(Normalisation normalisation)
    {
        if (!float.IsFinite(normalisation.MeanX) || !float.IsFinite(normalisation.MeanY))
            return $"the normalisation's means are {normalisation.MeanX}, {normalisation.MeanY}; needed finite numbers";
        bool usable = float.IsFinite(normalisation.DeviationX) && normalisation.DeviationX > 0
            && float.IsFinite(normalisation.DeviationY) && normalisation.DeviationY > 0;
        return usable ? null
            : $"the normalisation's deviations are {normalisation.DeviationX}, {normalisation.DeviationY}; needed positive numbers";
    }

    private static string? ProblemIn(ModelConfig config) =>
        config.Cell is not (Cell.HmLstm or Cell.Lstm) ? $"cell is {config.Cell}; needed hm-lstm or lstm"
        : OutOfRange("layers", config.Layers, 2, MostLayers)
        ?? OutOfRange("hidden", config.Hidden, 1, MostUnits)
        ?? OutOfRange("embedding", config.Embedding, 1, MostUnits)
        ?? OutOfRange("outputEmbedding", config.OutputEmbedding, 1, MostUnits)
        ?? OutOfRange("components", config.Components, 1, 1024)
        ?? (config.Alphabet is null ? null : CharacterAlphabet.Problem(config.Alphabet))
        ?? config.TextWindow?.FirstProblem(config);

    private static string? OutOfRange(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{name} is {value}; needed {least} to {most}";

    private static string? ProblemIn(TrainingRecord training)
    {
        // A sum is finite only if all that it sums are.
        double sum = training.Epochs + training.TrainingMinutes
            + (training.ValidationNatsPerSequence ?? 0) + (training.ValidationNatsPerSequenceDequantised ?? 0)
            + (training.TestNatsPerSequence ?? 0) + (training.TestNatsPerSequenceDequantised ?? 0);
        return double.IsFinite(sum) ? null : "a figure of the training record is not finite; JSON has no such number: leave it null";
    }
}
