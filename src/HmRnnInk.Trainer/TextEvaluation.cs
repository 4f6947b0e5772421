using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>How much the text of a line helps the model: results on the dequantised lines that have a text.</summary>
/// <param name="With">The model sees each text from the first row.</param>
/// <param name="Without">The same lines without their texts.</param>
internal sealed record TextEvaluation(EvaluationResult With, EvaluationResult Without);
