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
internal sealed record ModelEvaluation(string Split, EvaluationResult AsIs, EvaluationResult Dequantised)
{
    public static readonly string[] Splits = ["train", "valid", "test", "all"];

    /// <summary>By the engine that draws.</summary>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static ModelEvaluation Run(InkModel model, LineDataset dataset, string split, EngineWeights weights, SplitBy? by = null)
    {
        IReadOnlyList<InkLine> lines = Part(model, dataset, split, by);
        var packed = new PackedModel(model, weights);
        return new(split, StepEvaluator.Evaluate(packed, lines), StepEvaluator.Evaluate(packed, Dequantiser.ForEvaluation(lines)));
    }

    /// <summary>By the model that is trained.</summary>
    /// <exception cref="InvalidDataException">The part is empty.</exception>
    public static ModelEvaluation Run(InkModel model, LineDataset dataset, string split, Device device, SplitBy? by = null)
    {
        IReadOnlyList<InkLine> lines = Part(model, dataset, split, by);
        using var parameters = ParameterVector.FromWeights(model.Config, model.Weights, device);
        using var network = new HandwritingModel(model.Config, parameters, Recurrences.For(model.Config, device));
        return new(split, Evaluate(lines), Evaluate(Dequantiser.ForEvaluation(lines)));

        EvaluationResult Evaluate(IReadOnlyList<InkLine> some) =>
            Evaluator.Evaluate(network, some, model.Metadata.Normalisation, model.Metadata.Slope, MathF.Log(model.Metadata.SigmaFloor));
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
