using System.CommandLine;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;
using HmRnnInk.Trainer.Pictures;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer publish</c>: makes a run's best model a file to ship, measured, with its card and pictures.</summary>
internal static class PublishCommand
{
    /// <summary>Nats a sequence beyond which a smaller file is not worth its rounding.</summary>
    private const double MostLostByRounding = 1;

    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Folder of the run.", Required = true };
        var data = CommandOptions.Data();
        var output = new Option<string>("--out") { Description = "The .safetensors to write; card and pictures go beside it.", Required = true };
        var precision = new Option<WeightPrecision>("--precision") { Description = "Of the weights in the file.", DefaultValueFactory = _ => WeightPrecision.Float32 };
        var device = CommandOptions.Device();
        output.Must(path => path.EndsWith(".safetensors", StringComparison.Ordinal), "end with .safetensors");
        var command = new Command("publish", "Makes a run's best model a file to ship, measured, with its card.") { run, data, output, precision, device };
        command.SetAction(parsed => CommandFailure.Report(() => Publish(
            new(parsed.GetValue(run)!), parsed.GetValue(data)!, parsed.GetValue(output)!, parsed.GetValue(precision), TorchDevice.Choose(parsed.GetValue(device)!))));
        return command;
    }

    private static int Publish(TrainingRun run, string data, string output, WeightPrecision precision, Device device)
    {
        LineDataset dataset = LineDataset.Load(data);
        InkModel trained = InkModel.Load(run.BestModelPath);
        TrainingRecord record = trained.Metadata.Training ?? throw new InvalidDataException($"'{run.BestModelPath}' does not say how it was trained. Give the folder of a run of this trainer.");
        if (record.DataSha256 != dataset.Sha256)
            throw new InvalidDataException($"'{data}' is not what the run was trained on (sha256 {dataset.Sha256}, the run's {record.DataSha256}): parts would mix. Give the same archive.");
        TrainingOptions options = Checkpoint.Load(run.CheckpointPath).Options;
        InkModel model = Rounded(trained, output, precision); // the figures are those of the weights as rounded in the file

        ModelEvaluation validation = ModelEvaluation.Run(model, dataset, "valid", device), test = ModelEvaluation.Run(model, dataset, "test", device);
        record = record with
        {
            TaughtBoundaries = options.Teachers,
            ValidationNatsPerSequence = validation.AsIs.NatsPerSequence,
            ValidationNatsPerSequenceDequantised = validation.Dequantised.NatsPerSequence,
            TestNatsPerSequence = test.AsIs.NatsPerSequence,
            TestNatsPerSequenceDequantised = test.Dequantised.NatsPerSequence,
        };
        ModelEvaluation? unrounded = precision == WeightPrecision.Float32 ? null : ModelEvaluation.Run(trained, dataset, "valid", device);
        if (unrounded is not null && validation.Dequantised.NatsPerSequence < unrounded.Dequantised.NatsPerSequence - MostLostByRounding)
            Console.Error.WriteLine($"{output}: as {precision.ToString().ToLowerInvariant()} the weights lose {unrounded.Dequantised.NatsPerSequence - validation.Dequantised.NatsPerSequence:F1} nats a sequence. Publish them with --precision float32.");
        model = new(model.Metadata with { Training = record }, model.Weights);
        model.Save(output, precision);
        string beside = Path.ChangeExtension(output, null);
        File.WriteAllText(beside + ".md", ModelCard.Write(model, Path.GetFileName(output), options, validation, test, unrounded,
            FreeRunMeasurement.Of(model, dataset, "valid", FreeRunMeasurement.UsualBiases, behindLines: false, seed: 1)));
        SampleSheet.Of(model).Save(beside + ".samples.png");
        CurvePlot.Save(run.ReadMetrics(), beside + ".curve.png");
        File.Copy(run.MetricsPath, beside + ".metrics.jsonl", overwrite: true);
        Console.Error.WriteLine($"{output}, {beside}.md, {beside}.samples.png, {beside}.curve.png, {beside}.metrics.jsonl");
        return 0;
    }

    /// <summary>The model as a file of that precision has it; what lies at <paramref name="output"/> stays until there are figures for it.</summary>
    private static InkModel Rounded(InkModel trained, string output, WeightPrecision precision)
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
