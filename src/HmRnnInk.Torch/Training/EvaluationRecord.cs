using System.Text.Json.Serialization;

namespace HmRnnInk.Torch.Training;

/// <summary>One line of <c>metrics.jsonl</c>: an evaluation of a run.</summary>
public sealed record EvaluationRecord
{
    /// <summary>The evaluation whose model the run saved as its best; see <see cref="SelectionNats"/>.</summary>
    /// <param name="records">At least one.</param>
    public static EvaluationRecord BestOf(IEnumerable<EvaluationRecord> records) => records.MaxBy(record => record.SelectionNats)!;

    /// <summary>
    /// The result by which the best model of a run is chosen: nats per sequence; higher is better. For ink it is that on the dequantised
    /// lines, because on lines as recorded a narrow component at the integers of the recorder raises the log-likelihood without a better
    /// model. With a text window it is the mean of the results without and with texts, because a model must be good at both.
    /// </summary>
    [JsonIgnore]
    public double SelectionNats
    {
        get
        {
            double withoutText = ValidationNatsPerSequenceDequantised ?? ValidationNatsPerSequence;
            return ValidationNatsPerSequenceWithText is { } withText ? (withoutText + withText) / 2 : withoutText;
        }
    }

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

    /// <summary>For the same lines, dequantised. Null for a model of characters, and in records of older versions.</summary>
    public double? ValidationNatsPerSequenceDequantised { get; init; }

    /// <summary>
    /// For the dequantised lines that have texts; the model sees a text from the first row of its line. Null for a model without a text
    /// window.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationNatsPerSequenceWithText { get; init; }

    public required double ValidationNatsPerPoint { get; init; }

    /// <summary>For a model of characters; lower is better. Null for ink.</summary>
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
