using System.CommandLine;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Trainer.Bench.Step;
using HmRnnInk.Trainer.Pictures;

namespace HmRnnInk.Trainer.Bench;

/// <summary><c>trainer bench step</c>.</summary>
internal static class BenchStepCommand
{
    private const int WarmUps = 2, Lines = 64, BatchSteps = 60;

    public static Command Create()
    {
        var models = new Option<string[]>("--model") { Description = "Model files. Without it and --hidden: all of models/.", AllowMultipleArgumentsPerToken = true };
        var hidden = new Option<int[]>("--hidden") { Description = "Also HM-LSTMs of so many units a layer with random weights.", AllowMultipleArgumentsPerToken = true };
        hidden.Must(given => given.All(units => units is >= 1 and <= 8192), "be from 1 to 8192");
        var share = new Option<double>("--firing-share")
        {
            Description = "Of --hidden: at what share of the steps at which it is active a layer fires.",
            DefaultValueFactory = _ => 0.2,
        };
        share.Must(value => value is >= 0 and <= 1, "be from 0 to 1");
        var data = CommandOptions.Data();
        data.Required = false;
        data.Description += " Its test part is run. Without it: what a model itself writes, and for random weights synthetic lines.";
        var streams = new Option<int[]>("--streams") { Description = "Numbers of streams that a step takes together.", DefaultValueFactory = _ => [1, 4, 16, 64], AllowMultipleArgumentsPerToken = true };
        streams.Must(given => given.Length > 0 && given.All(count => count is >= 1 and <= 1024), "be from 1 to 1024");
        var steps = new Option<int>("--steps") { Description = "Of one stream in each round; several streams take at most 60.", DefaultValueFactory = _ => 300 };
        steps.Must(count => count is >= 1 and <= LineDataset.FewestPoints, $"be from 1 to {LineDataset.FewestPoints}");
        var repeats = new Option<int>("--repeats") { Description = "Rounds over all rows, after two that warm up.", DefaultValueFactory = _ => 9 };
        repeats.Must(count => count >= 1, "be at least 1");
        var sweep = new Option<bool>("--sweep") { Description = "Also time what skipping saves at boundary rates from 0.02 to 1, with random weights: 3x400, or the first --hidden." };
        var output = new Option<string?>("--out") { Description = "A .png to draw the figures into; tables go beside it as .md." };
        output.Must(path => path is null || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase), "end with .png");
        var json = CommandOptions.JsonLine();
        var command = new Command("step", """
            Measures one step of each engine, on one core, from a row to the density of the next.

            simd-skip: what the app runs. simd-dense: the same kernels with everything computed and multiplied by its gate. lstm: the LSTM whose
            parameters come nearest in number, random weights, the same kernels. torch-eager: TorchSharp, one operation after another, on as
            many threads as libtorch takes: set OMP_NUM_THREADS=1. Rounds over all rows are interleaved. meanMicroseconds: the
            median of the rounds' means, which ratios and rates go by; medianMicroseconds, p99Microseconds: over the steps of all rounds, which
            differ by what fires. weightBytesPerStep: the weights that a step reads, once for all streams that need them. readGigabytesPerSecond: a
            loop that only adds up a buffer much larger than the caches; readBySize: smaller ones too, since a model of some megabytes
            stays in a cache. It wants a quiet machine, and takes some minutes.
            """)
        {
            models, hidden, share, data, streams, steps, repeats, sweep, output, json,
        };
        command.SetAction(parsed => CommandFailure.Report(() =>
        {
            int[] widths = parsed.GetValue(hidden) ?? [], counts = parsed.GetValue(streams)!;
            string? from = parsed.GetValue(data);
            List<StepModel> measured =
            [
                .. Files(parsed.GetValue(models) ?? [], widths.Length > 0).Select(file => Load(file, from, counts)),
                .. widths.Select(width => Random(width, parsed.GetValue(share), from, counts)),
            ];
            SkippingSweep? skipping = parsed.GetValue(sweep) ? new(TrainRow.Config(Cell.HmLstm, widths.FirstOrDefault(400)), StepInk.Synthetic(Lines), counts) : null;
            StepFigures figures = Measure(measured, skipping, parsed.GetValue(steps), parsed.GetValue(repeats), from is null ? "the models' own ink" : Path.GetFileName(from));
            foreach (StepModel model in measured) model.Dispose();
            StepTables.Print(figures);
            if (parsed.GetValue(output) is { } path) Save(figures, path);
            if (parsed.GetValue(json)) CommandOptions.WriteJson(figures);
            return 0;
        }));
        return command;
    }

    /// <exception cref="InvalidDataException">None was given and there is none.</exception>
    private static string[] Files(string[] given, bool mayBeNone)
    {
        if (given.Length > 0 || mayBeNone) return given;
        string[] found = Directory.Exists("models") ? [.. Directory.GetFiles("models", "*.safetensors").Order(StringComparer.Ordinal)] : [];
        if (found.Length == 0) throw new InvalidDataException("There is no model in models/ here. Give files with --model, or a size with --hidden.");
        return found;
    }

    private static StepModel Load(string file, string? data, int[] streams)
    {
        double milliseconds = BenchModelOnceCommand.MedianMilliseconds(file);
        InkModel model = InkModel.Load(file);
        StepInk ink = data is null ? StepInk.FromModelItself(model, Lines) : StepInk.FromTestPart(data, model, Lines);
        return new(Path.GetFileNameWithoutExtension(file), model, ink, milliseconds, streams);
    }

    private static StepModel Random(int hidden, double share, string? data, int[] streams)
    {
        ModelConfig config = TrainRow.Config(Cell.HmLstm, hidden);
        StepInk synthetic = StepInk.Synthetic(Lines);
        var normalisation = Normalisation.Measure([.. synthetic.Lines.Select((offsets, index) => new InkLine($"{index}", offsets))]);
        StepInk ink = data is null ? synthetic : StepInk.FromTestPart(data, SyntheticModel.Create(config, normalisation), Lines);
        InkModel model = SyntheticModel.Create(config, normalisation, share, [.. ink.Lines[0], .. ink.Lines[^1]]);
        return new($"random-{config.Layers}x{hidden}", model, ink, LoadMilliseconds(model), streams);
    }

    /// <summary>Of a model that is in no file: from one as shipped models are.</summary>
    private static double LoadMilliseconds(InkModel model)
    {
        string file = Path.GetTempFileName();
        try
        {
            model.Save(file, WeightPrecision.Float16);
            return BenchModelOnceCommand.MedianMilliseconds(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static StepFigures Measure(List<StepModel> models, SkippingSweep? sweep, int steps, int repeats, string data)
    {
        var bandwidth = new ReadBandwidth();
        var read = ReadBandwidth.Megabytes.ToDictionary(size => size, _ => new List<double>());
        for (int repeat = -WarmUps; repeat < repeats; repeat++)
        {
            bool timed = repeat >= 0;
            foreach (StepModel model in models) model.Run(repeat + WarmUps, steps, Math.Min(steps, BatchSteps), timed);
            sweep?.Run(repeat + WarmUps, Math.Min(steps, BatchSteps), timed);
            foreach ((double size, List<double> rates) in read)
            {
                double rate = bandwidth.Measure(size);
                if (timed) rates.Add(rate);
            }

            if (timed) Console.Error.WriteLine($"round {repeat + 1} of {repeats}");
        }

        int vectorBits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector.IsHardwareAccelerated ? 128 : 32;
        ReadRow[] readBySize = [.. read.Select(pair => new ReadRow(pair.Key, Median.Of(pair.Value)))];
        return new(
            StepFigures.WithShares([.. models.SelectMany(model => model.Subjects).Select(subject => subject.Row())], readBySize),
            [.. models.Select(StepModelFigures.Of)],
            readBySize[^1].GigabytesPerSecond,
            readBySize,
            sweep?.Rows() ?? [],
            repeats,
            vectorBits,
            Environment.ProcessorCount,
            data);
    }

    private static void Save(StepFigures figures, string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        StepPlot.Save(figures, path);
        string tables = Path.ChangeExtension(path, ".md");
        WholeFile.Write(tables, file => file.Write(Encoding.UTF8.GetBytes(StepTables.Markdown(figures))));
        Console.Error.WriteLine($"{path}, {tables}");
    }
}
