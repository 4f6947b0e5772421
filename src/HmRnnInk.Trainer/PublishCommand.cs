using System.CommandLine;
using HmRnnInk.Arguments;
using HmRnnInk.Torch.Recognition;
using HmRnnInk.Torch.Training;
using HmRnnInk.Trainer.Pictures;
using Spectre.Console;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer publish</c>: writes a run's best model with its evaluation, model card and pictures.</summary>
internal static class PublishCommand
{
    /// <summary>If rounding the weights loses more nats per sequence than this, the command prints a warning.</summary>
    private const double MaximumRoundingLoss = 1;

    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Folder of the run.", Required = true };
        var data = CommandOptions.Data();
        var output = new Option<string>("--out")
        {
            Description = "The .safetensors to write; model card, pictures and metrics are written next to it.",
            Required = true,
        };
        var precision = StrictOptions.ByLowerCaseName("--precision", "Precision of the weights in the file.", WeightPrecision.Float32);
        var device = CommandOptions.Device();
        var dataName = new Option<string?>("--data-name")
        {
            Description = "What the model was trained on, for its card, such as \"120 lines of my own hand\". Default: IAM-OnDB for its "
                + "archive, else the data's file name.",
        };
        var texts = CommandOptions.OptionalTranscripts("With --recogniser, the card says how well the model writes given texts.");
        var recogniser = new Option<string?>("--recogniser") { Description = "A file written by trainer recogniser. Needs --text." };
        var licence = new Option<string?>("--licence") { Description = "Terms of the data or of the model, for its card." };
        var note = new Option<string[]>("--note")
        {
            Description = "A sentence for the card; may be repeated.",
            DefaultValueFactory = _ => [],
        };
        var yes = new Option<bool>("--yes") { Description = "Overwrite an existing model without asking." };
        output.Must(path => path.EndsWith(PublishedFiles.Model, StringComparison.Ordinal), $"end with {PublishedFiles.Model}");
        var command = new Command("publish", "Writes a run's best model to a file, evaluates it, and writes its model card.")
        {
            run, data, output, texts, recogniser, precision, device, dataName, licence, note, yes,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(texts) is null != parsed.GetValue(recogniser) is null)
                parsed.AddError("--text and --recogniser are only valid together.");
        });
        command.SetAction(parsed => Publish(
            new(parsed.GetValue(run)!), parsed.GetValue(data)!, parsed.GetValue(output)!, parsed.GetValue(texts),
            parsed.GetValue(recogniser), StrictOptions.ValueOf<WeightPrecision>(parsed.GetValue(precision)!),
            TorchDevice.Choose(parsed.GetValue(device)!),
            new(parsed.GetValue(dataName), parsed.GetValue(licence), parsed.GetValue(note)!), parsed.GetValue(yes)));
        return command;
    }

    private static int Publish(
        TrainingRun run, string data, string output, string? textPath, string? recogniserPath, WeightPrecision precision, Device device,
        CardData cardData, bool overwrites)
    {
        if (!File.Exists(run.BestModelPath))
        {
            string found = Directory.Exists(run.Folder) ? "has no model: there is no best.safetensors in it"
                : File.Exists(run.Folder) ? "is a file" : "does not exist";
            throw new InvalidDataException($"'{run.Folder}' {found}. Give --run the folder that 'trainer train --run' wrote.");
        }

        LineDataset dataset = LineDataset.Load(data);
        InkModel trained = InkModel.Load(run.BestModelPath);
        TrainingRecord record = trained.Metadata.Training ?? throw new InvalidDataException(
            $"'{run.BestModelPath}' has no record of its training. Use the folder of a run of this trainer.");
        if (record.DataSha256 != dataset.Sha256)
        {
            throw new InvalidDataException(
                $"'{data}' is not the data that the run was trained on (sha256 {dataset.Sha256}, the run's data: {record.DataSha256}), "
                + "so its test part may contain training lines. Use the run's own data.");
        }

        if (textPath is not null) GivenText.RequireAlphabet(trained, run.BestModelPath);
        using Recogniser? recogniser = recogniserPath is null ? null : Recogniser.Load(recogniserPath);
        TranscribedLines? texts = textPath is null ? null : TranscribedLines.Of(dataset, Transcripts.Load(textPath));
        if (!overwrites && File.Exists(output) && !MayOverwrite(output)) return 1;
        TrainingOptions options = Checkpoint.Load(run.CheckpointPath).Options;
        // The weights as they will be in the file, so that exactly these are evaluated.
        InkModel model = Round(DetectorRows.Rescaled(trained), output, precision);

        bool hasTest = ModelEvaluation.Parts(model, dataset).Test.Count > 0; // a small data set has none
        ModelEvaluation? test = hasTest ? ModelEvaluation.Run(model, dataset, "test", device, texts: texts) : null;
        ModelEvaluation validation = ModelEvaluation.Run(model, dataset, "valid", device, texts: hasTest ? null : texts);
        record = record with
        {
            TaughtBoundaries = options.TaughtBoundariesText,
            ValidationNatsPerSequence = validation.AsRecorded.NatsPerSequence,
            ValidationNatsPerSequenceDequantised = validation.Dequantised.NatsPerSequence,
            TestNatsPerSequence = test?.AsRecorded.NatsPerSequence,
            TestNatsPerSequenceDequantised = test?.Dequantised.NatsPerSequence,
        };
        ModelEvaluation? unrounded =
            precision == WeightPrecision.Float32 ? null : ModelEvaluation.Run(trained, dataset, "valid", device);
        double loss = unrounded is null ? 0 : unrounded.Dequantised.NatsPerSequence - validation.Dequantised.NatsPerSequence;
        if (loss > MaximumRoundingLoss)
        {
            string name = precision.ToString().ToLowerInvariant();
            Console.Error.WriteLine(
                $"{output}: rounding the weights to {name} loses {loss:F1} nats per sequence. Use --precision float32.");
        }

        model = new(model.Metadata with { Training = record }, model.Weights);
        model.Save(output, precision);
        string stem = Path.ChangeExtension(output, null);
        FreeRunMeasurement? generated =
            FreeRunMeasurement.Of(model, dataset, "valid", CommandOptions.DefaultBiases, afterLines: false, seed: 1);
        IReadOnlyList<LegibilityRow>? legibility =
            recogniser is null ? null : MeasureLegibility(model, dataset, (test ?? validation).Split, recogniser, texts!);
        File.WriteAllText(
            stem + PublishedFiles.Card,
            ModelCard.Write(model, Path.GetFileName(output), options, validation, test, unrounded, generated, legibility, cardData));
        SampleSheet.Of(model).Save(stem + PublishedFiles.Samples);
        CurvePlot.Save(run.ReadMetrics(), stem + PublishedFiles.Curve);
        File.Copy(run.MetricsPath, stem + PublishedFiles.Metrics, overwrite: true);
        Console.Error.WriteLine(string.Join(", ", [output, .. PublishedFiles.BesideModel.Select(ending => stem + ending)]));
        return 0;
    }

    private static IReadOnlyList<LegibilityRow> MeasureLegibility(
        InkModel model, LineDataset dataset, string split, Recogniser recogniser, TranscribedLines texts)
    {
        LegibilityMeasurement.WarnAboutTraining(recogniser, dataset, ModelEvaluation.SplitUnit(model, null));
        IEnumerable<InkLine> withText = ModelEvaluation.Part(model, dataset, split).Where(line => texts.Lines.ContainsKey(line.Id));
        return new LegibilityMeasurement(new PackedModel(model), recogniser, texts).Measure(
            [.. withText.Take(ModelCard.LegibilityLines)], CommandOptions.DefaultBiases, WordCandidates.DefaultCount, seed: 1);
    }

    /// <summary>Asks the user.</summary>
    /// <exception cref="InvalidDataException">There is no terminal.</exception>
    private static bool MayOverwrite(string output)
    {
        if (Console.IsInputRedirected)
            throw new InvalidDataException($"'{output}' exists. Use --yes to overwrite it and its card, or another --out.");
        return Terminal.Errors.Confirm(Markup.Escape($"'{output}' exists. Overwrite it and its card?"), defaultValue: false);
    }

    /// <summary>
    /// Rounds the weights by writing and reading a temporary file, so that an existing file at <paramref name="output"/> stays if the
    /// evaluation fails.
    /// </summary>
    private static InkModel Round(InkModel trained, string output, WeightPrecision precision)
    {
        string draft = output + ".draft";
        try
        {
            trained.Save(draft, precision);
            return InkModel.Load(draft);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
