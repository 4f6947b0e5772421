using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Recognition;

namespace HmRnnInk.Trainer;

/// <summary>How much a text adds to a model's likelihood, and how well the texts that it writes can be read.</summary>
/// <param name="Likelihood">Results on the lines that have a text, dequantised.</param>
/// <param name="Rows">The recogniser's errors on recorded lines and on the model's.</param>
internal sealed record GivenTextResults(ModelEvaluation.TextResults Likelihood, IReadOnlyList<LegibilityRow> Rows)
{
    /// <summary>Maximum number of lines that the model writes, from the first line of the part.</summary>
    public const int MaximumLines = 200;

    /// <param name="model">A model with a text window.</param>
    /// <param name="evaluation">The model's evaluation, with texts.</param>
    public static GivenTextResults Of(
        InkModel model, ModelEvaluation evaluation, LineDataset dataset, Recogniser recogniser, TranscribedLines texts)
    {
        LegibilityMeasurement.WarnAboutTraining(recogniser, dataset, ModelEvaluation.SplitUnit(model, null));
        IReadOnlyList<InkLine> lines = ModelEvaluation.Part(model, dataset, evaluation.Split);
        InkLine[] withText = [.. lines.Where(line => texts.Lines.ContainsKey(line.Id)).Take(MaximumLines)];
        var measurement = new LegibilityMeasurement(new PackedModel(model), recogniser, texts);
        return new(
            evaluation.Texts!,
            measurement.Measure(withText, CommandOptions.DefaultBiases, WordCandidates.DefaultCount, seed: 1));
    }
}
