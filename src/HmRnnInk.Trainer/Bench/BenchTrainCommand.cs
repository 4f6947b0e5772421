using System.CommandLine;
using HmRnnInk.Arguments;
using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using ScottPlot.Statistics;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;
using static HmRnnInk.Trainer.OptionsWithDefault;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Bench;

/// <summary><c>trainer bench train</c>.</summary>
internal static class BenchTrainCommand
{
    private const string RowName = "train-row";

    private static readonly RecurrenceImplementation[] Implementations =
        [RecurrenceImplementation.Eager, RecurrenceImplementation.Fused];

    public static Command Create()
    {
        var data = CommandOptions.Data();
        data.Required = false;
        data.Description += " Without it: synthetic lines with IAM-OnDB's lengths, offsets and strokes.";
        var hidden = Integers("--hidden", "Units per layer of the HM-LSTM.", [128, 256, 400], minimum: 1);
        var batch = Integers("--batch", "Lines per batch.", [32, 64], minimum: 1);
        var repeats = Integer("--repeats", "Number of rounds over all rows; the figures are their medians.", 3, minimum: 1);
        var seconds = WithDefault(
            "--seconds", "Seconds to measure each row per round, after a warm-up of the same duration; both at least two windows.", 1.5)
            .Must(value => value is >= 0 and <= 3600, "be from 0 to 3600");
        var json = CommandOptions.JsonLine("""
            pointsPerSecond: points of complete training steps; higher is better.
            shareOfSgemm: multiply-adds per second of a dense step (each matrix once forward and twice backward), divided by the rate of
            libtorch's matrix products in the same shapes; higher is better.
            densePointsPerSecond: the same if all boundaries fire at all steps, so that the fused HM-LSTM can skip nothing.
            boundaryRates: the rates at which pointsPerSecond was measured.
            peakMegabytes: maximum resident memory of the process, including the runtime, libtorch and the lines.
            """);
        var command = new Command(
            "train",
            "Measures the speed of training on the CPU: HM-LSTMs and LSTMs with as many parameters, in windows of 100 steps, each in a "
                + "separate process on all cores. Takes about ten minutes on two idle cores.")
        {
            data, hidden, batch, repeats, seconds, json,
        };
        command.SetAction(parsed => Bench(
            parsed.GetValue(data), parsed.GetValue(hidden)!.ToIntegers(), parsed.GetValue(batch)!.ToIntegers(), parsed.GetValue(repeats),
            parsed.GetValue(seconds), parsed.GetValue(json)));
        return command;
    }

    /// <summary>The hidden command of a single row, so that the memory of one measurement is not counted with another's.</summary>
    public static Command CreateRow()
    {
        var data = new Option<string?>("--data");
        Option<string> cell = new("--cell"), implementation = new("--implementation");
        Option<int> hidden = new("--hidden"), batch = new("--batch");
        var seconds = new Option<double>("--seconds");
        return FreshProcess.HiddenCommand(RowName, Measure, data, cell, implementation, hidden, batch, seconds);

        TrainRow Measure(ParseResult parsed)
        {
            var recurrence = StrictOptions.ValueOf<RecurrenceImplementation>(parsed.GetValue(implementation)!);
            // All cores, even if OMP_NUM_THREADS is set; as in training (TorchDevice), the fused recurrence uses them by itself.
            set_num_threads(recurrence == RecurrenceImplementation.Fused ? 1 : Environment.ProcessorCount);
            ModelConfig config = BenchConfigs.Of(StrictOptions.ValueOf<Cell>(parsed.GetValue(cell)!), parsed.GetValue(hidden));
            IReadOnlyList<InkLine> lines = BenchLines.Load(parsed.GetValue(data));
            return TrainRow.Measure(config, recurrence, lines, parsed.GetValue(batch), parsed.GetValue(seconds));
        }
    }

    private static int Bench(string? data, int[] widths, int[] batches, int repeats, double seconds, bool json)
    {
        IReadOnlyList<InkLine> lines = BenchLines.Load(data);
        if (lines.Count < batches.Max())
        {
            throw new InvalidDataException(
                $"There are only {lines.Count} lines to train on, too few for --batch {batches.Max()}. Use more lines or a smaller batch.");
        }

        (int Paired, Cell Cell, int Hidden, int Batch, RecurrenceImplementation Implementation)[] rows =
        [
            .. from paired in widths
               from batch in batches
               from cell in new[] { Cell.HmLstm, Cell.Lstm }
               from implementation in Implementations
               let hidden = cell == Cell.HmLstm ? paired : BenchConfigs.NearestLstm(BenchConfigs.Of(Cell.HmLstm, paired)).Hidden
               select (paired, cell, hidden, batch, implementation),
        ];
        List<TrainRow>[] measured = [.. rows.Select(_ => new List<TrainRow>())];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            for (int index = 0; index < rows.Length; index++)
            {
                var row = rows[index];
                TrainRow result = FreshProcess.Run<TrainRow>(
                [
                    "bench", RowName, "--cell", $"{row.Cell}", "--implementation", $"{row.Implementation}", "--hidden", $"{row.Hidden}",
                    "--batch", $"{row.Batch}", "--seconds", $"{seconds}", .. data is null ? (string[])[] : ["--data", data],
                ]);
                measured[index].Add(result);
                Console.Error.WriteLine(
                    $"round {repeat + 1} of {repeats}, {row.Cell} {row.Implementation} 3x{row.Hidden} batch {row.Batch}: "
                    + $"{result.PointsPerSecond:N0} points/s");
            }
        }

        var figures = rows.Zip(measured, (row, results) =>
        {
            ModelConfig config = BenchConfigs.Of(row.Cell, row.Hidden);
            double sgemm = Descriptive.Median([.. results.Select(result => result.SgemmOperationsPerSecond)]);
            double pointsPerSecond = Descriptive.Median([.. results.Select(result => result.PointsPerSecond)]);
            double dense = Descriptive.Median([.. results.Select(result => result.DensePointsPerSecond)]);
            double operationsPerPoint = 2 * 3 * DenseProducts.MultiplyAddsPerPoint(config);
            return new
            {
                cell = row.Cell,
                implementation = row.Implementation,
                hidden = row.Hidden,
                batch = row.Batch,
                pointsPerSecond,
                shareOfSgemm = pointsPerSecond * operationsPerPoint / sgemm,
                peakMegabytes = Descriptive.Median([.. results.Select(result => result.PeakMegabytes)]),
                boundaryRates = results[0].BoundaryRates,
                densePointsPerSecond = dense,
                denseShareOfSgemm = dense * operationsPerPoint / sgemm,
                sgemmGigaflopsPerSecond = sgemm / 1e9,
                parameters = config.ParameterCount(),
                pairedHidden = row.Paired,
                pointsPerSecondOfEachRepeat = results.Select(result => result.PointsPerSecond),
            };
        }).ToArray();

        var table = new Table { Border = TableBorder.Markdown }.AddColumns(
            "cell", "implementation", "hidden", "batch", "points/s", "of sgemm", "points/s dense", "of sgemm, dense", "sgemm GFLOP/s",
            "peak MB", "boundary rates");
        foreach (var row in figures)
        {
            table.AddRow(
                row.cell == Cell.HmLstm ? "hm-lstm" : "lstm",
                $"{row.implementation}".ToLowerInvariant(),
                $"{row.hidden}",
                $"{row.batch}",
                Text(row.pointsPerSecond, "N0"),
                Text(row.shareOfSgemm, "0.00"),
                Text(row.densePointsPerSecond, "N0"),
                Text(row.denseShareOfSgemm, "0.00"),
                Text(row.sgemmGigaflopsPerSecond, "0"),
                Text(row.peakMegabytes, "0"),
                RatesText(row.boundaryRates, "0.00", " "));
        }

        AnsiConsole.Write(table);
        if (!json) return 0;

        CommandOptions.WriteJson(new
        {
            rows = figures,
            repeats,
            window = new TrainingOptions().Window,
            processors = Environment.ProcessorCount,
            data = data is null ? "synthetic" : Path.GetFileName(data),
            paddingShares = batches.Select(
                batch => new { batch, paddingShare = BatchOrder.PaddingShare(BatchOrder.Of(lines, batch, seed: 1, epoch: 0)) }),
        });
        return 0;
    }
}
