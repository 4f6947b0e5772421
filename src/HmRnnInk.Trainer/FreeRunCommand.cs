using System.CommandLine;
using System.Globalization;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using Spectre.Console;

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
        var biases = new Option<double[]>("--biases")
        {
            Description = "From 0 (wild) to about 3 (neat).",
            DefaultValueFactory = _ => [.. FreeRunMeasurement.UsualBiases],
            AllowMultipleArgumentsPerToken = true,
        };
        biases.Must(values => values.All(value => value is >= 0 and <= 10), "be from 0 to 10");
        var whole = new Option<bool>("--behind-lines") { Description = "Go on behind whole lines, where no line of the training data goes on." };
        var seed = CommandOptions.InkSeed();
        var command = new Command("freerun", "Has a model go on behind the first half of each line, and holds what it writes against the second half.")
        {
            model, data, split, splitBy, biases, whole, seed, json,
        };
        command.SetAction(parsed => CommandFailure.Report(() => Run(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(split)!, parsed.GetValue(splitBy),
            parsed.GetValue(biases)!, parsed.GetValue(whole), parsed.GetValue(seed), parsed.GetValue(json))));
        return command;
    }

    private static int Run(InkModel model, string data, string split, SplitBy? by, double[] biases, bool behindLines, int seed, bool json)
    {
        FreeRunMeasurement measured = FreeRunMeasurement.Of(model, LineDataset.Load(data), split, biases, behindLines, seed, by)
            ?? throw new InvalidDataException($"No line of the {split} part has a second half: each ends with the stroke that has its middle. Give lines of more strokes, or another part.");
        Print(measured);
        if (json) CommandOptions.WriteJson(measured);
        return 0;
    }

    private static void Print(FreeRunMeasurement measured)
    {
        AnsiConsole.WriteLine(FormattableString.Invariant($"{measured.Lines} lines of the {measured.Split} part; lengths in IAM units; on the right, how unlike the hands' second halves (0 alike, 1 apart)"));
        string[] quantities = [.. measured.FirstHalvesToSecond.Keys];
        var table = new Table { Border = TableBorder.Markdown }.AddColumns(
            ["written by", "bias", "points", "rests", "nats/point", "mean step", "points/stroke", "height", "lift", .. quantities.Select(name => $"≠ {name}")]);
        foreach (FreeRunRow row in measured.Rows)
        {
            table.AddRow([
                row.WrittenBy, Text(row.Bias, "0.0#"), Text(row.Points, "0"), Text(row.RestingShare, "0.000"), Text(row.NatsPerPoint, "0.000"), Text(row.MeanStep, "0.0"),
                Text(row.PointsPerStroke, "0.0"), Text(row.StrokeHeight, "0"), Text(row.Lift, "0"), .. quantities.Select(name => Text((row.WrittenBy == "hand" ? measured.FirstHalvesToSecond : row.Distances)[name], "0.000"))]);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("The hands' row has, on the right, their first halves: as near as their own writing is to itself.");
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
