using System.CommandLine;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer replay</c>.</summary>
internal static class ReplayCommand
{
    /// <summary>Pointer events per second.</summary>
    private static readonly double[] Rates = [60, 125, 1000];

    /// <summary>Size of the writing, relative to what the ruled line suggests.</summary>
    private static readonly float[] Sizes = [0.5f, 1, 2];

    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.TimedData();
        var json = CommandOptions.JsonLine();
        var lines = Integer("--lines", "Number of lines of the validation part to replay.", 200, minimum: 1);
        var command = new Command(
            "replay", "Measures how many nats a model loses when lines arrive as pointer events at other report rates and sizes.")
        {
            model, data, lines, json,
        };
        command.SetAction(parsed => Replay(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(lines), parsed.GetValue(json)));
        return command;
    }

    private static int Replay(InkModel model, string data, int count, bool json)
    {
        StrokeCollection[] lines = ReadLines(model, data, count);
        var packed = new PackedModel(model);
        SequenceLikelihood recorded = Total(lines.AsParallel().AsOrdered()
            .Select(line => SequenceLikelihood.Of(new SimdStepEngine(packed), StrokeOffsets.FromStrokes(line))));
        ReplayRow[] rows = [.. Rates.SelectMany(rate => Sizes.Select(size => Row(packed, lines, recorded, rate, size)))];
        Print(lines.Length, recorded, rows);
        if (json) CommandOptions.WriteJson(new { lines = lines.Length, natsPerPoint = recorded.NatsPerRow, points = recorded.Rows, rows });
        return 0;
    }

    private static ReplayRow Row(PackedModel model, StrokeCollection[] lines, SequenceLikelihood recorded, double rate, float size)
    {
        ReplayLikelihood[] replayed =
            [.. lines.AsParallel().AsOrdered().Select(line => ReplayLikelihood.Of(new SimdStepEngine(model), line, rate, size))];
        SequenceLikelihood total = Total(replayed.Select(line => line.Likelihood));
        double natsAtOwnSize = replayed.Sum(line => line.NatsAtOwnSize) / total.Rows;
        return new(
            rate, size, total.NatsPerRow, recorded.NatsPerRow - total.NatsPerRow, recorded.NatsPerRow - natsAtOwnSize,
            total.Rows / (double)recorded.Rows);
    }

    /// <param name="lines">In a fixed order: the last bits of the sum depend on it.</param>
    private static SequenceLikelihood Total(IEnumerable<SequenceLikelihood> lines) =>
        lines.Aggregate((sum, line) => new(sum.Nats + line.Nats, sum.Rows + line.Rows));

    /// <summary>Reads the first lines of the validation part from the archive, since the rows of a data set have no times.</summary>
    private static StrokeCollection[] ReadLines(InkModel model, string data, int count)
    {
        LineDataset dataset = LineDataset.Load(data);
        string[] ids = [.. ModelEvaluation.Parts(model, dataset).Validation.Take(count).Select(line => line.Id)];
        if (ids.Length == 0)
            throw new InvalidDataException($"The validation part is empty: the data has only {dataset.Lines.Count} lines. Use more lines.");
        return [.. TimedLines.Read(data, ids)];
    }

    private static void Print(int lines, SequenceLikelihood recorded, ReplayRow[] rows)
    {
        AnsiConsole.WriteLine($"{lines} lines, {recorded.Rows} points, as recorded: {recorded.NatsPerRow:F3} nats/point.");
        AnsiConsole.WriteLine("Costs are in nats/point; lower is better.");
        var table = new Table { Border = TableBorder.Markdown }.AddColumns(
            "events/s", "size", "nats/point", "cost", "cost at own size", "rows/points");
        foreach (ReplayRow row in rows)
        {
            table.AddRow(
                Text(row.EventsPerSecond, "F0"),
                Text(row.Size, "0.0"),
                Text(row.NatsPerPoint, "F3"),
                Text(row.CostNatsPerPoint, "F3"),
                Text(row.CostAtOwnSizeNatsPerPoint, "F3"),
                Text(row.RowsOverPoints, "F3"));
        }

        AnsiConsole.Write(table);
    }

    /// <summary>A row of the table. A cost is the log-likelihood of the recorded lines minus that of the replayed ones.</summary>
    /// <param name="CostAtOwnSizeNatsPerPoint">
    /// The cost without the effect of the estimated size (<see cref="ReplayLikelihood.NatsAtOwnSize"/>).
    /// </param>
    /// <param name="RowsOverPoints">Number of rows made from the events, divided by the number of recorded points.</param>
    private sealed record ReplayRow(
        double EventsPerSecond,
        float Size,
        double NatsPerPoint,
        double CostNatsPerPoint,
        double CostAtOwnSizeNatsPerPoint,
        double RowsOverPoints);
}
