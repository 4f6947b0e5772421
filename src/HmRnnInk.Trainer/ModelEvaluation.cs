using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary>A model file's figures on one part of the data.</summary>
/// <param name="Split">train, valid, test or all.</param>
/// <param name="AsIs">On the lines as recorded, for comparison with published figures.</param>
/// <param name="Dequantised">On the lines with uniform noise of ±0.5 raw units, for comparison between models.</param>
public sealed record ModelEvaluation(string Split, EvaluationResult AsIs, EvaluationResult Dequantised)
{
    /// <summary>Of a model with a text window, on the lines that have a text; null where no texts were given.</summary>
    public TextEvaluation? Texts { get; private init; }

    public static readonly string[] Splits = ["train", "valid", "test", "all"];

    /// <summary>By the engine that draws.</summary>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static ModelEvaluation Run(
        InkModel model, LineDataset dataset, string split, EngineWeights weights, SplitBy? by = null, TranscribedLines? texts = null)
    {
        var packed = new PackedModel(model, weights);
        return Run(split, Part(model, dataset, split, by), texts, (some, text) => StepEvaluator.Evaluate(packed, some, text));
    }

    /// <summary>By the model that is trained.</summary>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static ModelEvaluation Run(
        InkModel model, LineDataset dataset, string split, Device device, SplitBy? by = null, TranscribedLines? texts = null)
    {
        using var parameters = ParameterVector.FromWeights(model.Config, model.Weights, device);
        using var network = new HandwritingModel(model.Config, parameters, Recurrences.For(model.Config, device));
        return Run(split, Part(model, dataset, split, by), texts, (some, text) => Evaluator.Evaluate(
            network, some, model.Metadata.Normalisation, model.Metadata.Slope, MathF.Log(model.Metadata.SigmaFloor), texts: text));
    }

    private static ModelEvaluation Run(
        string split, IReadOnlyList<InkLine> lines, TranscribedLines? texts,
        Func<IReadOnlyList<InkLine>, Func<InkLine, TextCut?>?, EvaluationResult> evaluate)
    {
        InkLine[] dequantised = Dequantiser.ForEvaluation(lines);
        var evaluation = new ModelEvaluation(split, evaluate(lines, null), evaluate(dequantised, null));
        if (texts is null) return evaluation;
        var draw = new TextDraw(texts, wholeShare: 1, noneShare: 0);
        InkLine[] written = [.. dequantised.Where(line => draw.Whole(line) is not null)];
        if (written.Length == 0) throw new InvalidDataException($"No line of the {split} part has a text. Give the texts of these lines with --text.");
        return evaluation with { Texts = new(evaluate(written, draw.Whole), evaluate(written, null)) };
    }

    /// <summary>The lines of a part, divided as they were when the model was trained unless <paramref name="by"/> says otherwise.</summary>
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
            throw new InvalidDataException($"The {split} part is empty: the data has {dataset.Lines.Count} lines in all. Give more lines, or --split all.");
        if (split == "all") return lines;
        foreach (string? warning in (string?[])[OtherData(model.Metadata.Training?.DataSha256, dataset.Sha256), OtherSplit(model.Metadata.Training?.SplitBy, HowSplit(model, by))])
            if (warning is not null) CommandFailure.Warn(warning);
        return lines;
    }

    /// <summary>The division into parts that belongs to a model.</summary>
    public static DatasetSplit Parts(InkModel model, LineDataset dataset, SplitBy? by = null) =>
        dataset.Split(model.Metadata.Training?.SplitSeed ?? new TrainingOptions().SplitSeed, HowSplit(model, by));

    /// <summary>What the parts keep together: as asked, or as the model's record has it.</summary>
    public static SplitBy HowSplit(InkModel model, SplitBy? asked) => asked ?? model.Metadata.Training?.SplitBy ?? SplitBy.Line;

    /// <summary>A part of a text, by the engine that draws.</summary>
    public static EvaluationResult Run(InkModel model, CharacterText text, string split, EngineWeights weights) =>
        StepEvaluator.Evaluate(new PackedModel(model, weights), Part(model, text, split));

    /// <summary>A part of a text, by the model that is trained.</summary>
    public static EvaluationResult Run(InkModel model, CharacterText text, string split, Device device)
    {
        string part = Part(model, text, split);
        using var parameters = ParameterVector.FromWeights(model.Config, model.Weights, device);
        using var network = new HandwritingModel(model.Config, parameters, Recurrences.For(model.Config, device));
        return Evaluator.Evaluate(network, part, model.Metadata.Slope);
    }

    /// <summary>A part of a text.</summary>
    public static string Part(InkModel model, CharacterText text, string split)
    {
        if (split != "all" && OtherData(model.Metadata.Training?.DataSha256, text.Sha256) is { } warning) CommandFailure.Warn(warning);
        return split switch
        {
            "train" => text.Train,
            "valid" => text.Validation,
            "test" => text.Test,
            _ => text.Characters,
        };
    }

    /// <returns>What is to be said where this is not the data that a model was trained on; null where it is.</returns>
    /// <param name="trainedOn">The SHA-256 of the model's data; null where that is not known.</param>
    /// <param name="sha256">Of this data.</param>
    public static string? OtherData(string? trainedOn, string sha256) => trainedOn is not null && trainedOn != sha256
        ? $"the model was trained on other data (sha256 {trainedOn}; these are {sha256}): "
            + "what it was fitted to may lie in any part of these."
        : null;

    /// <returns>The warning to give if the model was trained on parts that are divided otherwise; null if they are not.</returns>
    public static string? OtherSplit(SplitBy? trainedOn, SplitBy by) => trainedOn is { } split && split != by
        ? $"the model was trained on parts split by {Name(split)}; by {Name(by)}, what it was fitted to may lie in any part."
        : null;

    /// <summary>As the command line has it.</summary>
    public static string Name(SplitBy by) => by == SplitBy.Form ? "form" : "line";
}
