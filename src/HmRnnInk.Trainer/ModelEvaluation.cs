using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary>A model's results on one part of the data.</summary>
/// <param name="Split">train, valid, test or all.</param>
/// <param name="AsRecorded">On the original points; comparable with published results.</param>
/// <param name="Dequantised">On points with uniform noise of ±0.5 raw units; for comparing models with each other.</param>
internal sealed record ModelEvaluation(string Split, EvaluationResult AsRecorded, EvaluationResult Dequantised)
{
    /// <summary>Results on the lines that have a text, for a model with a text window; null if no texts were given.</summary>
    public TextResults? Texts { get; private init; }

    /// <summary>The names of the parts on the command line.</summary>
    public static readonly string[] Splits = ["train", "valid", "test", "all"];

    /// <summary>Evaluates a model with the SIMD step engine.</summary>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static ModelEvaluation Run(
        InkModel model, LineDataset dataset, string split, WeightFormat format, SplitBy? by = null, TranscribedLines? texts = null)
    {
        var packed = new PackedModel(model, format);
        return Run(split, Part(model, dataset, split, by), texts, (part, text) => StepEvaluator.Evaluate(packed, part, text));
    }

    /// <summary>Evaluates a model with TorchSharp.</summary>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static ModelEvaluation Run(
        InkModel model, LineDataset dataset, string split, Device device, SplitBy? by = null, TranscribedLines? texts = null)
    {
        using var parameters = ParameterVector.FromWeights(model.Config, model.Weights, device);
        using var network = new HandwritingModel(model.Config, parameters, Recurrences.For(model.Config, device));
        return Run(split, Part(model, dataset, split, by), texts, (part, text) => Evaluator.Evaluate(
            network, part, model.Metadata.Normalisation, model.Metadata.Slope, MathF.Log(model.Metadata.SigmaFloor), texts: text));
    }

    private static ModelEvaluation Run(
        string split, IReadOnlyList<InkLine> lines, TranscribedLines? texts,
        Func<IReadOnlyList<InkLine>, Func<InkLine, TextCut?>?, EvaluationResult> evaluate)
    {
        InkLine[] dequantised = Dequantiser.ForEvaluation(lines);
        var evaluation = new ModelEvaluation(split, evaluate(lines, null), evaluate(dequantised, null));
        if (texts is null) return evaluation;
        var draw = new TextDraw(texts, wholeShare: 1, noneShare: 0);
        InkLine[] withText = [.. dequantised.Where(line => draw.Whole(line) is not null)];
        if (withText.Length == 0)
            throw new InvalidDataException($"No line of the {split} part has a text. Give --text the transcripts that belong to --data.");
        return evaluation with { Texts = new(evaluate(withText, draw.Whole), evaluate(withText, null)) };
    }

    /// <summary>
    /// Returns the lines of a part of the data. The data is split as for the model's training, unless <paramref name="by"/> is given.
    /// Prints a warning if the data or the split differs from the model's training.
    /// </summary>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static IReadOnlyList<InkLine> Part(InkModel model, LineDataset dataset, string split, SplitBy? by = null)
    {
        DatasetSplit parts = Parts(model, dataset, by);
        IReadOnlyList<InkLine> lines = split switch
        {
            "train" => parts.Train,
            "valid" => parts.Validation,
            "test" => parts.Test,
            _ => dataset.Lines,
        };
        if (lines.Count == 0)
        {
            throw new InvalidDataException(
                $"The {split} part is empty: the data has only {dataset.Lines.Count} lines. Use more lines, or --split all.");
        }

        if (split == "all") return lines;
        TrainingRecord? training = model.Metadata.Training;
        WarnIfTrainedOnOther(training?.DataSha256, training?.SplitBy, dataset.Sha256, SplitUnit(model, by));
        return lines;
    }

    /// <summary>Splits the data with the seed of the model's training.</summary>
    public static DatasetSplit Parts(InkModel model, LineDataset dataset, SplitBy? by = null) =>
        dataset.Split(model.Metadata.Training?.SplitSeed ?? new TrainingOptions().SplitSeed, SplitUnit(model, by));

    /// <summary>The unit that the split does not divide: the requested one, or else that of the model's training.</summary>
    public static SplitBy SplitUnit(InkModel model, SplitBy? requested) => requested ?? model.Metadata.Training?.SplitBy ?? SplitBy.Line;

    /// <summary>Evaluates a model of characters with the SIMD step engine.</summary>
    public static EvaluationResult Run(InkModel model, CharacterText text, string split, WeightFormat format) =>
        StepEvaluator.Evaluate(new PackedModel(model, format), Part(model, text, split));

    /// <summary>Evaluates a model of characters with TorchSharp.</summary>
    public static EvaluationResult Run(InkModel model, CharacterText text, string split, Device device)
    {
        string part = Part(model, text, split);
        using var parameters = ParameterVector.FromWeights(model.Config, model.Weights, device);
        using var network = new HandwritingModel(model.Config, parameters, Recurrences.For(model.Config, device));
        return Evaluator.Evaluate(network, part, model.Metadata.Slope);
    }

    /// <summary>Returns a part of a text. Prints a warning if the model was trained on another text.</summary>
    public static string Part(InkModel model, CharacterText text, string split)
    {
        if (split != "all") WarnIfTrainedOnOther(model.Metadata.Training?.DataSha256, trainedBy: null, text.Sha256, SplitBy.Line);
        return split switch
        {
            "train" => text.Train,
            "valid" => text.Validation,
            "test" => text.Test,
            _ => text.Characters,
        };
    }

    /// <summary>Prints a warning if a model was trained on other data, and one if its data was split by another unit.</summary>
    /// <param name="trainedOn">SHA-256 of the model's training data; null if unknown.</param>
    /// <param name="trainedBy">The unit that the split of its data did not divide; null if unknown.</param>
    /// <param name="sha256">SHA-256 of this data.</param>
    /// <param name="by">The unit that the split of this data does not divide.</param>
    /// <param name="subject">Begins the warning.</param>
    public static void WarnIfTrainedOnOther(
        string? trainedOn, SplitBy? trainedBy, string sha256, SplitBy by, string subject = "the model")
    {
        const string consequence = "its training lines may be in any part.";
        if (trainedOn is not null && trainedOn != sha256)
            Terminal.Warn($"{subject} was trained on other data (sha256 {trainedOn}; this data: {sha256}): {consequence}");
        if (trainedBy is { } other && other != by)
            Terminal.Warn($"{subject} was trained on data split by {Name(other)}; when split by {Name(by)}, {consequence}");
    }

    /// <summary>The unit's name on the command line.</summary>
    public static string Name(SplitBy by) => by == SplitBy.Form ? "form" : "line";

    /// <summary>How much the text of a line helps the model: results on the dequantised lines that have a text.</summary>
    /// <param name="With">The model sees each text from the first row.</param>
    /// <param name="Without">The same lines without their texts.</param>
    public sealed record TextResults(EvaluationResult With, EvaluationResult Without);
}
