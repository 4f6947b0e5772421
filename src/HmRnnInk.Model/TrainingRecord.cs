using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>How a model was trained; saved in its file. Figures not taken are null.</summary>
public sealed record TrainingRecord
{
    /// <summary>Name of the data, for example <c>IAM-OnDB lineStrokes-all.tar.gz</c>.</summary>
    public required string Data { get; init; }

    /// <summary>Of the data's bytes, in lower-case hexadecimal.</summary>
    public required string DataSha256 { get; init; }

    public int TrainLines { get; init; }

    /// <summary>Rows the weights were fitted to, each counted as often as it was seen; those of <see cref="StartedFrom"/> apart.</summary>
    public long PointsSeen { get; init; }

    /// <summary>Null where the weights started at random.</summary>
    public TrainingStart? StartedFrom { get; init; }

    public double Epochs { get; init; }

    /// <summary>Of the initial weights and the order of the batches.</summary>
    public int Seed { get; init; }

    /// <summary>Of the permutation that divides the lines into training, validation and test parts.</summary>
    public ulong SplitSeed { get; init; }

    /// <summary>What that permutation kept together.</summary>
    public SplitBy SplitBy { get; init; }

    /// <summary>Log-likelihood, as is, at the file's σ floor.</summary>
    public double? ValidationNatsPerSequence { get; init; }

    /// <summary>Log-likelihood with uniform noise of ±0.5 raw units on the points.</summary>
    public double? ValidationNatsPerSequenceDequantised { get; init; }

    public double? TestNatsPerSequence { get; init; }

    public double? TestNatsPerSequenceDequantised { get; init; }

    /// <summary>Rules that taught the detectors, lowest layer first, with spaces between; null for none.</summary>
    public string? TaughtBoundaries { get; init; }

    /// <summary>Rules that stood in for the detectors, so that what the file's detectors say means nothing; null for none.</summary>
    public string? ForcedBoundaries { get; init; }

    public double TrainingMinutes { get; init; }

    /// <summary>The commit the trainer was built from, or its version.</summary>
    public required string CodeVersion { get; init; }
}
