using System.CommandLine;
using System.Globalization;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using HmRnnInk.Torch.Training;
using Spectre.Console;

namespace HmRnnInk.Trainer.Bench;

/// <summary><c>trainer bench train</c>.</summary>
internal static class BenchTrainCommand
{
    private static readonly RecurrenceImplementation[] Implementations = [RecurrenceImplementation.Eager, RecurrenceImplementation.Fused];

    public static Command Create()
    {
        var data = CommandOptions.Data();
        data.Required = false;
        data.Description += " Without it: synthetic lines with IAM-OnDB's lengths, offsets and strokes.";
        var hidden = Several("--hidden", "Units a layer of the HM-LSTM.", [128, 256, 400]);
        var batch = Several("--batch", "Lines in a batch.", [32, 64]);
        var repeats = new Option<int>("--repeats") { Description = "Rounds over all rows; the figures are medians of them.", DefaultValueFactory = _ => 3 };
        repeats.Must(count => count >= 1, "be at least 1");
        var seconds = new Option<double>("--seconds") { Description = "How long a row is timed in each round, after as long a warm-up; at least two windows either way.", DefaultValueFactory = _ => 1.5 };
        seconds.Must(value => value is >= 0 and <= 3600, "be from 0 to 3600");
        var json = CommandOptions.JsonLine();
        var command = new Command("train", """
            Measures whole training steps on the CPU: embedding, recurrence, output module, mixture likelihood, backward pass, clipping, Adam.

            Three layers, windows of 100 steps without padding; each HM-LSTM beside the LSTM whose parameters come nearest in number. Every
            measurement is a process of its own on all cores; rounds over all rows are repeated and medians taken. shareOfSgemm: the
            multiply-adds that a dense step implies (every matrix once forward and twice backward), over the rate of libtorch's products in the
            shapes of the recurrence, measured beside it. The fused HM-LSTM skips what boundaries gate off, so each row says what rates the
            boundaries had, those of fresh weights, and what is left (dense) where all fire always. peakMegabytes: the most memory that
            the process had in RAM, the runtime, libtorch and the lines included. Takes some ten minutes on two quiet cores.
            """)
        {
            data, hidden, batch, repeats, seconds, json,
        };
        command.SetAction(parsed => CommandFailure.Report(() => Bench(
            parsed.GetValue(data), parsed.GetValue(hidden)!, parsed.GetValue(batch)!, parsed.GetValue(repeats), parsed.GetValue(seconds), parsed.GetValue(json))));
        return command;
    }

    private static int Bench(string? data, int[] widths, int[] batches, int repeats, double seconds, bool json)
    {
        IReadOnlyList<InkLine> lines = BenchLines.Load(data);
        if (lines.Count < batches.Max())
            throw new InvalidDataException($"There are {lines.Count} lines to train on, too few for --batch {batches.Max()}. Give more lines or a smaller batch.");
        (int Paired, Cell Cell, int Hidden, int Batch, RecurrenceImplementation Implementation)[] rows =
        [
            .. from paired in widths
               from batch in batches
               from cell in new[] { Cell.HmLstm, Cell.Lstm }
               from implementation in Implementations
               select (paired, cell, cell == Cell.HmLstm ? paired : TrainRow.EqualLstm(TrainRow.Config(Cell.HmLstm, paired)).Hidden, batch, implementation),
        ];
        List<TrainRow>[] measured = [.. rows.Select(_ => new List<TrainRow>())];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            for (int index = 0; index < rows.Length; index++)
            {
                var row = rows[index];
                TrainRow result = BenchTrainRowCommand.Measure(data, row.Cell, row.Implementation, row.Hidden, row.Batch, seconds);
                measured[index].Add(result);
                Console.Error.WriteLine(FormattableString.Invariant(
                    $"round {repeat + 1} of {repeats}, {row.Cell} {row.Implementation} 3x{row.Hidden} batch {row.Batch}: {result.PointsPerSecond:N0} points/s"));
            }
        }

        var figures = rows.Zip(measured, (row, results) =>
        {
            ModelConfig config = TrainRow.Config(row.Cell, row.Hidden);
            double sgemm = Median.Of(results.Select(result => result.SgemmOperationsPerSecond));
            double pointsPerSecond = Median.Of(results.Select(result => result.PointsPerSecond));
            double dense = Median.Of(results.Select(result => result.DensePointsPerSecond));
            double operationsAPoint = 2 * 3 * DenseProducts.MultiplyAddsAPoint(config);
            return new
            {
                cell = row.Cell,
                implementation = row.Implementation,
                hidden = row.Hidden,
                batch = row.Batch,
                pointsPerSecond,
                shareOfSgemm = pointsPerSecond * operationsAPoint / sgemm,
                peakMegabytes = Median.Of(results.Select(result => result.PeakMegabytes)),
                boundaryRates = results[0].BoundaryRates,
                densePointsPerSecond = dense,
                denseShareOfSgemm = dense * operationsAPoint / sgemm,
                sgemmGigaflopsPerSecond = sgemm / 1e9,
                parameters = config.ParameterCount(),
                pairedHidden = row.Paired,
                pointsPerSecondOfEachRepeat = results.Select(result => result.PointsPerSecond),
            };
        }).ToArray();

        var table = new Table { Border = TableBorder.Markdown }.AddColumns(
            "cell", "implementation", "hidden", "batch", "points/s", "of sgemm", "points/s dense", "of sgemm, dense", "sgemm GFLOP/s", "peak MB", "boundary rates");
        foreach (var row in figures)
        {
            table.AddRow(
                row.cell == Cell.HmLstm ? "hm-lstm" : "lstm", $"{row.implementation}".ToLowerInvariant(), $"{row.hidden}", $"{row.batch}", Text(row.pointsPerSecond, "N0"), Text(row.shareOfSgemm, "0.00"),
                Text(row.densePointsPerSecond, "N0"), Text(row.denseShareOfSgemm, "0.00"), Text(row.sgemmGigaflopsPerSecond, "0"),
                Text(row.peakMegabytes, "0"), string.Join(' ', row.boundaryRates.SkipLast(1).Select(rate => Text(rate, "0.00"))));
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
            paddingShares = batches.Select(batch => new { batch, paddingShare = BatchOrder.PaddingShare(BatchOrder.Of(lines, batch, seed: 1, epoch: 0)) }),
        });
        return 0;
    }

    private static Option<int[]> Several(string name, string description, int[] values) =>
        new Option<int[]>(name) { Description = description, DefaultValueFactory = _ => values, AllowMultipleArgumentsPerToken = true }
            .Must(given => given.Length > 0 && given.All(value => value >= 1), "be at least 1");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
