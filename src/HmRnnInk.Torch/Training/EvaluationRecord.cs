using System.Text.Json.Serialization;

namespace HmRnnInk.Torch.Training;

/// <summary>One line of <c>metrics.jsonl</c>: an evaluation of a run.</summary>
public sealed record EvaluationRecord
{
    /// <param name="records">At least one.</param>
    public static EvaluationRecord BestOf(IEnumerable<EvaluationRecord> records) =>
        records.MaxBy(record => record.ValidationNatsPerSequenceDequantised ?? record.ValidationNatsPerSequence)!;

    /// <summary>Counted from 1.</summary>
    public required int Evaluation { get; init; }

    public required int Epoch { get; init; }

    public required long Updates { get; init; }

    public required long PointsSeen { get; init; }

    public required double ElapsedMinutes { get; init; }

    /// <summary>Mean over the lines trained on since the previous evaluation, with the weights of that time.</summary>
    public required double TrainNatsPerSequence { get; init; }

    public required double TrainNatsPerPoint { get; init; }

    /// <summary>Number of the model's parameters; 0 in records of older versions.</summary>
    public int Parameters { get; init; }

    public required double ValidationNatsPerSequence { get; init; }

    /// <summary>
    /// For the same lines, dequantised. Settings and the best model of a run are chosen by this value. Null in records of older versions.
    /// </summary>
    public double? ValidationNatsPerSequenceDequantised { get; init; }

    /// <summary>
    /// For the dequantised lines that have texts; the model sees a text from the first row of its line. Null for a model without a text
    /// window.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationNatsPerSequenceWithText { get; init; }

    public required double ValidationNatsPerPoint { get; init; }

    /// <summary>For a model of characters, whose best version is chosen by this value; lower is better. Null for ink.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationBitsPerCharacter { get; init; }

    public required int ValidationSequences { get; init; }

    public required double[] BoundaryRates { get; init; }

    public required double[] UpdateShares { get; init; }

    public required double[] CopyShares { get; init; }

    public required double[] FlushShares { get; init; }

    public required float Slope { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Mean norm before clipping, over the updates since the previous evaluation.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Windows since the previous evaluation that were skipped because their likelihood or gradient was not finite.</summary>
    public int SkippedUpdates { get; init; }

    /// <summary>Speed of training, without evaluations.</summary>
    public required double PointsPerSecond { get; init; }

    /// <summary>
    /// Number of tensors in the process before the evaluation. If it keeps increasing, tensors are leaked. 0 in records of
    /// older versions.
    /// </summary>
    public long LiveTensors { get; init; }

    /// <summary>Resident memory of the process before the evaluation. 0 in records of older versions.</summary>
    public double ResidentMegabytes { get; init; }
}
