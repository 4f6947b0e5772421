using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>Training data in batches: lines of ink or a text.</summary>
public interface ITrainingData
{
    /// <summary>Hash of the source of the data. A resumed run must have the same.</summary>
    string Sha256 { get; }

    /// <summary>Stored in the model file.</summary>
    Normalisation Normalisation { get; }

    /// <summary>Number of lines in the training part, or of streams into which a text is divided.</summary>
    int TrainSequences { get; }

    /// <summary>Number of predicted rows in the training part.</summary>
    long TrainPoints { get; }

    /// <summary>Whether a batch continues the previous one, so that the state is carried from batch to batch within an epoch.</summary>
    bool CarriesState { get; }

    int BatchesInEpoch { get; }

    /// <returns>
    /// The same batch for the same arguments. Its tensors belong to the current dispose scope or to this object.
    /// </returns>
    LineBatch Batch(int epoch, int index, Device device);

    /// <summary>Evaluates a model on the validation part.</summary>
    /// <returns>
    /// The results as recorded and dequantised; the latter is null for a text. The third is that of the dequantised lines with texts, which
    /// the model is given from the first row; null for a model without a text window.
    /// </returns>
    (EvaluationResult AsRecorded, EvaluationResult? Dequantised, EvaluationResult? WithText) Validate(HandwritingModel model, float slope);
}
