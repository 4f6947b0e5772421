using System.CommandLine;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer freerun</c>.</summary>
internal static class FreeRunCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var json = CommandOptions.JsonLine();
        var split = CommandOptions.Split();
        var splitBy = CommandOptions.SplitBy();
        var biases = CommandOptions.Biases("--biases");
        var afterLines = new Option<bool>("--after-lines")
        {
            Description = "Continue after the whole line instead of its first half. In the training data, nothing follows a line.",
        };
        var seed = CommandOptions.InkSeed();
        var command = new Command(
            "freerun", "Lets a model continue the first half of each line, and compares statistics of its ink with the real second half.")
        {
            model, data, split, splitBy, biases, afterLines, seed, json,
        };
        command.SetAction(parsed => Run(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(split)!, parsed.GetValue(splitBy),
            parsed.GetValue(biases)!.Values, parsed.GetValue(afterLines), parsed.GetValue(seed), parsed.GetValue(json)));
        return command;
    }

    private static int Run(
        InkModel model, string data, string split, SplitBy? by, IReadOnlyList<double> biases, bool afterLines, int seed, bool json)
    {
        FreeRunMeasurement measured = FreeRunMeasurement.Of(model, LineDataset.Load(data), split, biases, afterLines, seed, by)
            ?? throw new InvalidDataException(
                $"No line of the {split} part has a second half: the stroke in the middle of the line is also its last one. "
                + "Use lines with more strokes, or another part.");
        Print(measured);
        if (json) CommandOptions.WriteJson(measured);
        return 0;
    }

    private static void Print(FreeRunMeasurement measured)
    {
        AnsiConsole.WriteLine($"{measured.Lines} lines of the {measured.Split} part; lengths in IAM units.");
        AnsiConsole.WriteLine(
            "rests: share of the lines in which the pen came to rest; lift: distance to the right from a pen-up to the next pen-down.");
        AnsiConsole.WriteLine("nats/point: mean log-likelihood of the ink under the model; higher is more likely.");
        AnsiConsole.WriteLine("Columns D: Kolmogorov-Smirnov distance to people's second halves, from 0 to 1; lower is better.");
        string[] quantities = [.. measured.FirstHalvesToSecond.Keys];
        var table = new Table { Border = TableBorder.Markdown }.AddColumns(
        [
            "written by", "bias", "points", "rests", "nats/point", "mean step", "points/stroke", "height", "lift",
            .. quantities.Select(name => $"D {name}"),
        ]);
        foreach (FreeRunRow row in measured.Rows)
        {
            bool byPerson = row.Bias is null;
            IReadOnlyDictionary<string, double?> distances = byPerson ? measured.FirstHalvesToSecond : row.Distances;
            table.AddRow(
            [
                byPerson ? "person" : "model",
                Text(row.Bias, "0.0#"),
                Text(row.Points, "0"),
                Text(row.RestingShare, "0.000"),
                Text(row.NatsPerPoint, "0.000"),
                Text(row.MeanStep, "0.0"),
                Text(row.PointsPerStroke, "0.0"),
                Text(row.StrokeHeight, "0"),
                Text(row.Lift, "0"),
                .. quantities.Select(name => Text(distances[name], "0.000")),
            ]);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("The row 'person' describes people's second halves. Its columns D compare their first halves with these; "
            + "a model can hardly be closer.");
    }
}
