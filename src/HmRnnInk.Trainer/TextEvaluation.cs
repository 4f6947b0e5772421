using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>What knowing its text tells a model of a line: figures of the dequantised lines that have one.</summary>
/// <param name="With">Given the texts from the first rows on.</param>
/// <param name="Without">The same lines without.</param>
internal sealed record TextEvaluation(EvaluationResult With, EvaluationResult Without);
