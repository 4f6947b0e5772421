using System.CommandLine;
using System.Globalization;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer replay</c>.</summary>
internal static class ReplayCommand
{
    private static readonly double[] Rates = [60, 125, 1000];
    private static readonly float[] Sizes = [0.5f, 1, 2];

    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        data.Description = "IAM-OnDB's lineStrokes-all.tar.gz, a folder of its XML files, or one of them: prepared lines have no times.";
        var json = CommandOptions.JsonLine();
        var lines = new Option<int>("--lines") { Description = "Lines of the validation part to replay.", DefaultValueFactory = _ => 200 };
        lines.Must(count => count >= 1, "be at least 1");
        var command = new Command("replay", "Tells what pointer events at other rates and sizes cost a model, over the lines themselves.")
        {
            model, data, lines, json,
        };
        command.SetAction(parsed => CommandFailure.Report(() => Replay(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(lines), parsed.GetValue(json))));
        return command;
    }

    private static int Replay(InkModel model, string data, int count, bool json)
    {
        StrokeCollection[] lines = ReadLines(model, data, count);
        var packed = new PackedModel(model);
        var itself = Total(lines.AsParallel().Select(line => SequenceScore.Of(new SimdStepEngine(packed), StrokeOffsets.FromStrokes(line))));
        ReplayRow[] rows = [.. Rates.SelectMany(rate => Sizes.Select(size => Row(packed, lines, itself, rate, size)))];
        Print(lines.Length, itself, rows);
        if (json) CommandOptions.WriteJson(new { lines = lines.Length, natsPerPoint = itself.NatsPerRow, points = itself.Rows, rows });
        return 0;
    }

    private static ReplayRow Row(PackedModel model, StrokeCollection[] lines, SequenceScore itself, double rate, float size)
    {
        ReplayScore[] scores = [.. lines.AsParallel().Select(line => ReplayScore.Of(new SimdStepEngine(model), line, rate, size))];
        SequenceScore total = Total(scores.Select(score => score.Score));
        return new(rate, size, total.NatsPerRow, itself.NatsPerRow - total.NatsPerRow,
            itself.NatsPerRow - scores.Sum(score => score.NatsAtOwnSize) / total.Rows, total.Rows / (double)itself.Rows);
    }

    private static SequenceScore Total(IEnumerable<SequenceScore> scores) =>
        scores.Aggregate((sum, score) => new(sum.Nats + score.Nats, sum.Rows + score.Rows));

    /// <summary>The first lines of the validation part, with the times that a dataset's rows no longer have.</summary>
    private static StrokeCollection[] ReadLines(InkModel model, string data, int count)
    {
        DatasetSplit parts = ModelEvaluation.Parts(model, LineDataset.Load(data));
        var wanted = parts.Validation.Take(count).Select(line => line.Id).ToHashSet();
        if (wanted.Count == 0) throw new InvalidDataException("The validation part is empty: the data has fewer than 20 lines. Give more lines.");
        if (LineDataset.IsPrepared(data))
            throw new InvalidDataException($"'{data}': prepared lines have no times, which a replay needs. Give the archive that they were made from.");
        return [.. IamOnDb.ReadFiles(data).Where(file => wanted.Remove(file.LineId)).Select(file => IamLineXml.Parse(file.Content, file.Name))];
    }

    private static void Print(int lines, SequenceScore itself, ReplayRow[] rows)
    {
        AnsiConsole.WriteLine(FormattableString.Invariant($"{lines} lines, {itself.Rows} points, as recorded: {itself.NatsPerRow:F3} nats a point"));
        var table = new Table { Border = TableBorder.Markdown }.AddColumns("events/s", "size", "nats/point", "cost", "cost at own size", "rows/points");
        foreach (ReplayRow row in rows)
        {
            table.AddRow(Text(row.EventsPerSecond, "F0"), Text(row.Size, "0.0"), Text(row.NatsPerPoint, "F3"), Text(row.CostNatsPerPoint, "F3"),
                Text(row.CostAtOwnSizeNatsPerPoint, "F3"), Text(row.RowsOverPoints, "F3"));
        }

        AnsiConsole.Write(table);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A line of the table; a cost is what the lines themselves are worth less what the replay is, nats a point.</summary>
    private sealed record ReplayRow(
        double EventsPerSecond, float Size, double NatsPerPoint, double CostNatsPerPoint, double CostAtOwnSizeNatsPerPoint, double RowsOverPoints);
}
