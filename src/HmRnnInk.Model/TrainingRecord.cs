namespace HmRnnInk.Model;

/// <summary>A record of a model's training, saved in its file. Figures that were not measured are null.</summary>
public sealed record TrainingRecord
{
    /// <summary>Name of the data, for example <c>IAM-OnDB lineStrokes-all.tar.gz</c>.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of the data, in lower-case hexadecimal digits.</summary>
    public required string DataSha256 { get; init; }

    public int TrainLines { get; init; }

    /// <summary>Number of training rows, counted once per epoch; without those of <see cref="StartedFrom"/>.</summary>
    public long PointsSeen { get; init; }

    /// <summary>Null if training started from random weights.</summary>
    public TrainingStart? StartedFrom { get; init; }

    public double Epochs { get; init; }

    /// <summary>Random seed of the initial weights and the order of the batches.</summary>
    public int Seed { get; init; }

    /// <summary>Random seed of the split into training, validation and test parts.</summary>
    public ulong SplitSeed { get; init; }

    /// <summary>The unit that is kept together in the split.</summary>
    public SplitBy SplitBy { get; init; }

    /// <summary>Log-likelihood of the points as recorded, with the file's minimum σ.</summary>
    public double? ValidationNatsPerSequence { get; init; }

    /// <summary>Log-likelihood with uniform noise of ±0.5 raw units on the points.</summary>
    public double? ValidationNatsPerSequenceDequantised { get; init; }

    public double? TestNatsPerSequence { get; init; }

    public double? TestNatsPerSequenceDequantised { get; init; }

    /// <summary>Rules that taught the detectors, lowest layer first, separated by spaces; null for none.</summary>
    public string? TaughtBoundaries { get; init; }

    /// <summary>Rules that replaced the detectors, which are then untrained; null for none.</summary>
    public string? ForcedBoundaries { get; init; }

    public double TrainingMinutes { get; init; }

    /// <summary>The trainer's commit or version.</summary>
    public required string CodeVersion { get; init; }
}
