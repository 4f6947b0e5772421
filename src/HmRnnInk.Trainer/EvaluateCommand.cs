using System.CommandLine;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using Spectre.Console;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer evaluate</c>.</summary>
public static class EvaluateCommand
{
    /// <summary>Of the noise under which the dequantised figure is taken.</summary>
    private const int DequantisationSeed = 1;

    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var device = CommandOptions.Device();
        var json = CommandOptions.JsonLine();
        var part = new Option<string>("--split") { Description = "Which part of the data.", DefaultValueFactory = _ => "test" }
            .AcceptOnlyFromAmong("train", "valid", "test", "all");
        var command = new Command("evaluate", "Tells what a model is worth on a part of the data.") { model, data, part, device, json };
        command.SetAction(parsed => CommandFailure.Report(() => Evaluate(
            parsed.GetValue(model)!, parsed.GetValue(data)!, parsed.GetValue(part)!, TorchDevice.Choose(parsed.GetValue(device)!), parsed.GetValue(json))));
        return command;
    }

    private static int Evaluate(string modelPath, string data, string part, Device device, bool json)
    {
        InkModel model = InkModel.Load(modelPath);
        ModelMetadata metadata = model.Metadata;
        LineDataset dataset = LineDataset.Load(data);
        DatasetSplit split = dataset.Split(metadata.Training?.SplitSeed ?? new TrainingOptions().SplitSeed);
        IReadOnlyList<InkLine> lines = part switch
        {
            "train" => split.Train,
            "valid" => split.Validation,
            "test" => split.Test,
            _ => dataset.Lines,
        };
        if (lines.Count == 0)
            throw new InvalidDataException($"The {part} part of '{data}' is empty: it has {dataset.Lines.Count} lines in all. Give more lines, or --split all.");

        using var parameters = ParameterVector.FromWeights(model.Config, model.Weights, device);
        var network = new HandwritingModel(model.Config, parameters, Recurrences.For(model.Config));
        EvaluationResult result = Run(lines);
        EvaluationResult dequantised = Run([.. lines.Select(line => Dequantiser.Apply(line, DequantisationSeed))]);
        var figures = new
        {
            natsPerSequence = result.NatsPerSequence,
            natsPerSequenceDequantised = dequantised.NatsPerSequence,
            natsPerPoint = result.NatsPerPoint,
            natsPerPointDequantised = dequantised.NatsPerPoint,
            sequences = result.Sequences,
            points = result.Points,
            boundaryRates = result.BoundaryRates,
            updateShares = result.UpdateShares,
            copyShares = result.CopyShares,
            flushShares = result.FlushShares,
            deviations = new[] { metadata.Normalisation.DeviationX, metadata.Normalisation.DeviationY },
            sigmaFloor = metadata.SigmaFloor,
            split = part,
            parameters = model.Config.ParameterCount(),
        };
        Table(modelPath, part, result, dequantised, metadata);
        if (json) CommandOptions.WriteJson(figures);
        return 0;

        EvaluationResult Run(IReadOnlyList<InkLine> some) =>
            Evaluator.Evaluate(network, some, metadata.Normalisation, metadata.Slope, MathF.Log(metadata.SigmaFloor));
    }

    private static void Table(string path, string part, EvaluationResult result, EvaluationResult dequantised, ModelMetadata metadata)
    {
        FormattableString title = $"{Path.GetFileName(path)}, {part}: {result.Sequences} lines, {result.Points} points";
        var table = new Table().Title(Markup.Escape(FormattableString.Invariant(title))).AddColumns("", "nats a sequence", "nats a point");
        table.AddRow("as is", Text(result.NatsPerSequence, "F1"), Text(result.NatsPerPoint, "F4"));
        table.AddRow("dequantised", Text(dequantised.NatsPerSequence, "F1"), Text(dequantised.NatsPerPoint, "F4"));
        var layers = new Table().AddColumns("layer", "boundary rate", "UPDATE", "COPY", "FLUSH");
        for (int layer = 0; layer < result.BoundaryRates.Length; layer++)
        {
            layers.AddRow($"{layer + 1}", Text(result.BoundaryRates[layer], "F3"), Text(result.UpdateShares[layer], "F3"),
                Text(result.CopyShares[layer], "F3"), Text(result.FlushShares[layer], "F3"));
        }

        AnsiConsole.Write(table);
        AnsiConsole.Write(layers);
        AnsiConsole.WriteLine(FormattableString.Invariant(
            $"Unit: offsets over deviations ({metadata.Normalisation.DeviationX:F2}, {metadata.Normalisation.DeviationY:F2}) IAM units; σ floor {metadata.SigmaFloor:F5}."));

        static string Text(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
    }
}
