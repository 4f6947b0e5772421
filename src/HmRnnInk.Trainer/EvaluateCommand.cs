using System.CommandLine;
using HmRnnInk.Arguments;
using HmRnnInk.Torch.Training;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer evaluate</c>.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var device = CommandOptions.Device();
        var json = CommandOptions.JsonLine();
        var split = CommandOptions.Split("test");
        var splitBy = CommandOptions.SplitBy();
        var engine = new Option<string>("--engine")
        {
            Description = "torch: the implementation used for training; simd: the step engine of the app.",
            DefaultValueFactory = _ => "torch",
        }.OneOf("torch", "simd");
        var weights = CommandOptions.Weights();
        var texts = CommandOptions.OptionalTranscripts("A model with a text window is then also evaluated with the texts.");
        var command = new Command("evaluate", "Measures the log-likelihood of a part of the data under a model.")
        {
            model, data, texts, split, splitBy, engine, weights, device, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(engine) != "simd") result.Reject("is only valid with --engine simd", weights);
            if (result.GetValue(engine) != "torch") result.Reject("is only valid with --engine torch", device);
        });
        Option<string?> characters = CommandOptions.Characters(command, data, splitBy, texts);
        command.SetAction(parsed =>
        {
            string part = parsed.GetValue(split)!;
            bool isSimd = parsed.GetValue(engine) == "simd";
            WeightFormat format = StrictOptions.ValueOf<WeightFormat>(parsed.GetValue(weights)!);
            if (parsed.GetValue(characters) is { } file)
            {
                InkModel ofCharacters = InkModel.LoadOfCharacters(parsed.GetValue(model)!);
                var text = CharacterText.Load(file);
                EvaluationResult result = isSimd
                    ? ModelEvaluation.Run(ofCharacters, text, part, format)
                    : ModelEvaluation.Run(ofCharacters, text, part, TorchDevice.Choose(parsed.GetValue(device)!));
                return ReportText(parsed.GetValue(model)!, ofCharacters, part, result, parsed.GetValue(json));
            }

            InkModel ofInk = InkModel.Load(parsed.GetValue(model)!);
            LineDataset dataset = LineDataset.Load(parsed.GetValue(data)!);
            foreach (string message in (string[])[.. dataset.Skipped, .. dataset.Outliers]) Terminal.Warn($"left out: {message}");
            foreach (string note in dataset.Notes) Terminal.Note(note);
            TranscribedLines? transcribed = null;
            if (parsed.GetValue(texts) is { } path)
            {
                GivenText.RequireAlphabet(ofInk, parsed.GetValue(model)!);
                transcribed = TranscribedLines.Of(dataset, Transcripts.Load(path));
            }

            ModelEvaluation evaluation = isSimd
                ? ModelEvaluation.Run(ofInk, dataset, part, format, parsed.GetValue(splitBy), transcribed)
                : ModelEvaluation.Run(
                    ofInk, dataset, part, TorchDevice.Choose(parsed.GetValue(device)!), parsed.GetValue(splitBy), transcribed);
            SplitBy by = ModelEvaluation.SplitUnit(ofInk, parsed.GetValue(splitBy));
            return Report(parsed.GetValue(model)!, ofInk, evaluation, by, parsed.GetValue(json));
        });
        return command;
    }

    private static int Report(string modelPath, InkModel model, ModelEvaluation evaluation, SplitBy splitBy, bool json)
    {
        ModelMetadata metadata = model.Metadata;
        EvaluationResult asRecorded = evaluation.AsRecorded;
        Print(modelPath, evaluation, metadata);
        if (!json) return 0;

        CommandOptions.WriteJson(new
        {
            natsPerSequence = asRecorded.NatsPerSequence,
            natsPerSequenceDequantised = evaluation.Dequantised.NatsPerSequence,
            natsPerPoint = asRecorded.NatsPerPoint,
            natsPerPointDequantised = evaluation.Dequantised.NatsPerPoint,
            sequences = asRecorded.Sequences,
            points = asRecorded.Points,
            boundaryRates = asRecorded.BoundaryRates,
            updateShares = asRecorded.UpdateShares,
            copyShares = asRecorded.CopyShares,
            flushShares = asRecorded.FlushShares,
            deviations = new[] { metadata.Normalisation.DeviationX, metadata.Normalisation.DeviationY },
            sigmaFloor = metadata.SigmaFloor,
            evaluation.Split,
            splitBy,
            parameters = model.Config.ParameterCount(),
            sequencesWithText = evaluation.Texts?.With.Sequences,
            natsPerSequenceWithText = evaluation.Texts?.With.NatsPerSequence,
            natsPerSequenceWithoutText = evaluation.Texts?.Without.NatsPerSequence,
        });
        return 0;
    }

    private static int ReportText(string modelPath, InkModel model, string split, EvaluationResult result, bool json)
    {
        string name = Path.GetFileName(modelPath), bits = Text(result.BitsPerCharacter, "F4");
        AnsiConsole.MarkupLineInterpolated($"{name}, {split}: {bits} bits/character over {result.Points} characters (lower is better)");
        PrintLayers(result);
        if (json)
        {
            CommandOptions.WriteJson(new
            {
                bitsPerCharacter = result.BitsPerCharacter,
                characters = result.Points,
                boundaryRates = result.BoundaryRates,
                updateShares = result.UpdateShares,
                copyShares = result.CopyShares,
                flushShares = result.FlushShares,
                split,
                parameters = model.Config.ParameterCount(),
            });
        }

        return 0;
    }

    private static void Print(string path, ModelEvaluation evaluation, ModelMetadata metadata)
    {
        (EvaluationResult asRecorded, EvaluationResult dequantised) = (evaluation.AsRecorded, evaluation.Dequantised);
        string name = Path.GetFileName(path);
        AnsiConsole.MarkupLineInterpolated($"{name}, {evaluation.Split}: {asRecorded.Sequences} lines, {asRecorded.Points} points");
        var figures = new Table().AddColumns("higher is better", "nats per sequence", "nats per point");
        figures.AddRow("as recorded", Text(asRecorded.NatsPerSequence, "F1"), Text(asRecorded.NatsPerPoint, "F4"));
        figures.AddRow("dequantised", Text(dequantised.NatsPerSequence, "F1"), Text(dequantised.NatsPerPoint, "F4"));
        if (evaluation.Texts is { } texts)
        {
            string lines = $"dequantised, {texts.With.Sequences} lines that have a text,";
            figures.AddRow($"{lines} without it", Text(texts.Without.NatsPerSequence, "F1"), Text(texts.Without.NatsPerPoint, "F4"));
            figures.AddRow($"{lines} with it", Text(texts.With.NatsPerSequence, "F1"), Text(texts.With.NatsPerPoint, "F4"));
        }

        AnsiConsole.Write(figures);

        PrintLayers(asRecorded);
        (float x, float y) = (metadata.Normalisation.DeviationX, metadata.Normalisation.DeviationY);
        AnsiConsole.WriteLine($"Densities are of offsets divided by their standard deviations, ({x:F2}, {y:F2}) IAM units; "
            + $"minimum σ of a mixture component: {metadata.SigmaFloor:F5}.");
    }

    private static void PrintLayers(EvaluationResult result)
    {
        var layers = new Table().AddColumns("layer", "boundary rate", "UPDATE", "COPY", "FLUSH");
        for (int layer = 0; layer < result.BoundaryRates.Length; layer++)
        {
            layers.AddRow($"{layer + 1}", Text(result.BoundaryRates[layer], "F3"), Text(result.UpdateShares[layer], "F3"),
                Text(result.CopyShares[layer], "F3"), Text(result.FlushShares[layer], "F3"));
        }

        AnsiConsole.Write(layers);
    }
}
