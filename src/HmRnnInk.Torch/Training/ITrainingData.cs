using HmRnnInk.Ink;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>What a model is trained on, batch by batch: lines of ink or a text.</summary>
public interface ITrainingData
{
    /// <summary>Of what the data was read from, so that a run goes on with the same.</summary>
    string Sha256 { get; }

    /// <summary>For the model's file.</summary>
    Normalisation Normalisation { get; }

    /// <summary>Lines of the training part, or streams that a text is cut into.</summary>
    int TrainSequences { get; }

    /// <summary>Rows of the training part that are predicted.</summary>
    long TrainPoints { get; }

    /// <summary>
    /// Whether a batch begins where the one before it ended, so that the state is carried from batch to batch within an epoch.
    /// </summary>
    bool CarriesState { get; }

    int BatchesInEpoch { get; }

    /// <returns>The same for the same arguments; its tensors belong to the current dispose scope or to this.</returns>
    LineBatch Batch(int epoch, int index, Device device);

    /// <summary>The figures that evaluations of a run compare.</summary>
    /// <returns>
    /// On the validation part as it is and, of ink, dequantised: the second is null for a text. The third is that of the dequantised lines that
    /// have texts, given these from their first row on; null for a model without a text window.
    /// </returns>
    (EvaluationResult AsIs, EvaluationResult? Dequantised, EvaluationResult? WithText) Validate(HandwritingModel model, float slope);
}
