using System.CommandLine;
using System.Globalization;
using HmRnnInk.App.Inference;
using HmRnnInk.Arguments;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary><c>app lines</c>: whether the model's lines touch each other and keep to the page.</summary>
internal static class LinesCommand
{
    /// <summary>The number of lines that the model writes after the recorded one.</summary>
    private const int LinesByModel = 2;

    public static Command Create()
    {
        var options = new MeasureOptions(lines: 100);
        Option<NumberList> sizes = StrictOptions.Numbers("--sizes", "Sizes of the writing relative to the ruled lines.", [0.7, 1, 2])
            .Within(size => size is >= 0.3 and <= 3, "0.3 to 3");
        Option<NumberList> shears = StrictOptions.Numbers(
            "--shears", "How far the recorded lines are made to lean: 1 is 45° to the right, -1 to the left.", [0])
            .Within(shear => shear is >= -1 and <= 1, "-1 to 1");
        var command = new Command("lines", "Lets the model continue held-out lines for two lines each, and measures how these lines meet.")
        {
            options.Model, options.Data, options.Lines, options.Seed, options.Json, sizes, shears,
        };
        command.SetAction(parsed => CommandRunner.Run(() =>
        {
            OpenedModel model = options.Open(parsed);
            StrokeCollection[] lines = options.ReadLines(parsed, model);
            Row[] rows =
            [
                .. from size in parsed.GetValue(sizes)!.Values
                   from shear in parsed.GetValue(shears)!.Values
                   select Measure(model, lines, (float)size, (float)shear, parsed.GetValue(options.Seed)),
            ];
            Print(lines.Length, rows);
            if (parsed.GetValue(options.Json)) MeasureOptions.WriteJson(new { Lines = lines.Length, Rows = rows });
            return 0;
        }));
        return command;
    }

    /// <exception cref="ModelFileException">The model continues none of the lines.</exception>
    private static Row Measure(OpenedModel model, StrokeCollection[] lines, float size, float shear, int seed)
    {
        ContinuedLines[] continued =
        [
            .. lines.AsParallel().AsOrdered()
                .Select((line, number) => ContinuedLines.Of(model.Packed, line, size, shear, LinesByModel, seed + number)),
        ];
        LinePair[] pairs = [.. continued.SelectMany(line => line.Pairs)];
        if (pairs.Length == 0)
            throw new ModelFileException($"'{model.Path}': the model wrote no second line. Name another with --model, or use more lines.");
        return new Row(
            size, shear, pairs.Length, pairs.Average(pair => pair.Overlap), pairs.Count(pair => pair.Crossings > 0) / (double)pairs.Length,
            continued.Average(line => line.Pitch), continued.Average(line => line.Drift), continued.Average(line => line.LinesOverMargin),
            continued.Average(line => line.HandSlant), continued.Average(line => line.ModelSlant));
    }

    private static void Print(int lines, Row[] rows)
    {
        Console.WriteLine($"{lines} held-out lines, each continued for {LinesByModel} lines. Lower is better, except for the slants.");
        Console.WriteLine(
            "| size | shear | pairs of lines | overlap | pairs that cross | ruled lines/line | off the ruled line "
            + "| lines over the margin | slant of the hand | of the model |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (Row row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {row.Size} | {row.Shear} | {row.Pairs} | {row.Overlap:0.000} | {row.PairsThatCross:0.000} | {row.Pitch:0.00} "
                + $"| {row.Drift:0.00} | {row.LinesOverMargin:0.000} | {row.HandSlant:0.00} | {row.ModelSlant:0.00} |"));
        }

        Console.WriteLine(
            "overlap: share of the columns that both lines have ink in where the lower one begins above the end of the upper one");
        Console.WriteLine("off the ruled line: distance at the end of the line, in x-heights");
        Console.WriteLine("slant: mean of the downstrokes, 1 is 45° to the right; the model's should equal that of the hand");
    }

    /// <summary>How lines of one size and shear meet; see <see cref="ContinuedLines"/> and <see cref="LinePair"/>.</summary>
    private sealed record Row(
        float Size, float Shear, int Pairs, double Overlap, double PairsThatCross, double Pitch, double Drift, double LinesOverMargin,
        double HandSlant, double ModelSlant);
}
