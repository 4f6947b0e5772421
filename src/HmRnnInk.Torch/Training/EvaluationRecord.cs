using System.Text.Json.Serialization;

namespace HmRnnInk.Torch.Training;

/// <summary>One line of <c>metrics.jsonl</c>: a run at one evaluation.</summary>
public sealed record EvaluationRecord
{
    public required int Evaluation { get; init; }

    public required int Epoch { get; init; }

    public required long Updates { get; init; }

    public required long PointsSeen { get; init; }

    public required double ElapsedMinutes { get; init; }

    /// <summary>Means since the evaluation before, with the weights as they changed.</summary>
    public required double TrainNatsPerSequence { get; init; }

    public required double TrainNatsPerPoint { get; init; }

    /// <summary>Of the model; 0 in records of older versions.</summary>
    public int Parameters { get; init; }

    public required double ValidationNatsPerSequence { get; init; }

    /// <summary>On the same lines, dequantised: what recipes and the best model of a run are chosen by. Null in records of older versions.</summary>
    public double? ValidationNatsPerSequenceDequantised { get; init; }

    /// <summary>On the dequantised lines that have a text, given it from their first row on. Null for a model without a text window.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationNatsPerSequenceWithText { get; init; }

    public required double ValidationNatsPerPoint { get; init; }

    /// <summary>Of a model of characters, by which its best is chosen; lower is better. Null for ink.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationBitsPerCharacter { get; init; }

    public required int ValidationSequences { get; init; }

    public required double[] BoundaryRates { get; init; }

    public required double[] UpdateShares { get; init; }

    public required double[] CopyShares { get; init; }

    public required double[] FlushShares { get; init; }

    public required float Slope { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Mean before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Windows since the evaluation before that gave no update, for their likelihood or gradient was not finite.</summary>
    public int SkippedUpdates { get; init; }

    /// <summary>Of training alone, evaluations left out.</summary>
    public required double PointsPerSecond { get; init; }

    /// <summary>Tensors that exist in the process before the evaluation: the same number each time, or something is not let go. 0 in records
    /// of older versions, as is <see cref="ResidentMegabytes"/>.</summary>
    public long LiveTensors { get; init; }

    /// <summary>Memory of the process that is in RAM, at the same moment.</summary>
    public double ResidentMegabytes { get; init; }
}
