using System.CommandLine;
using System.Globalization;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Session;
using HmRnnInk.Arguments;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary><c>app turns</c>: how often the model interrupts people who write at their own pace.</summary>
internal static class TurnsCommand
{
    public static Command Create()
    {
        var options = new MeasureOptions(lines: 570);
        Option<NumberList> delays = StrictOptions.Numbers("--delays", "Fixed delays to compare with, in seconds.", [0.5, 6])
            .Within(WritingSettings.Delay.Range.Contains, $"{WritingSettings.Delay.Range}");
        var validation = new Option<bool>("--validation") { Description = "Use the validation part, by which constants are chosen." };
        var command = new Command("turns", "Replays held-out lines at their own pace, and counts those that the model writes into.")
        {
            options.Model, options.Data, options.Lines, options.Seed, options.Json, delays, validation,
        };
        command.SetAction(parsed => CommandRunner.Run(() =>
        {
            OpenedModel model = options.Open(parsed);
            StrokeCollection[] lines = options.ReadLines(parsed, model, parsed.GetValue(validation));
            int seed = parsed.GetValue(options.Seed);
            Row[] rows =
            [
                Measure(model.Packed, lines, new LiveSettings(), seed, null),
                .. parsed.GetValue(delays)!.Values.Select(delay =>
                    Measure(model.Packed, lines, WritingSettings.Delay.Set(new LiveSettings(), delay), seed, delay)),
            ];
            Print(lines.Length, rows);
            if (parsed.GetValue(options.Json)) MeasureOptions.WriteJson(new { Lines = lines.Length, Rows = rows });
            return 0;
        }));
        return command;
    }

    private static Row Measure(PackedModel model, StrokeCollection[] lines, LiveSettings settings, int seed, double? delay)
    {
        LineTurns[] turns =
            [.. lines.AsParallel().AsOrdered().Select((line, number) => LineTurns.Of(model, line, settings, seed + number))];
        double[] waits = [.. turns.Select(line => line.WaitSeconds).Order()];
        return new Row(
            delay, Share(line => line.WrittenInto), Share(line => line.Starts > 0), turns.Average(line => line.Starts),
            waits.Average(), waits[waits.Length / 2], waits[waits.Length * 9 / 10]);

        double Share(Func<LineTurns, bool> of) => turns.Count(of) / (double)turns.Length;
    }

    private static void Print(int lines, Row[] rows)
    {
        Console.WriteLine($"{lines} held-out lines, each on an empty page, at their own pace. Lower is better.");
        Console.WriteLine(
            "| the model continues | lines written into | lines with a start | starts/line | wait after the line (s) | median | 9 in 10 |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (Row row in rows)
        {
            string when = row.DelaySeconds is { } delay ? $"after {delay.ToString(CultureInfo.InvariantCulture)} s" : "after a long pause";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {when} | {row.WrittenInto:0.000} | {row.Started:0.000} | {row.StartsPerLine:0.00} | {row.WaitSecondsMean:0.00} "
                + $"| {row.WaitSecondsMedian:0.00} | {row.WaitSeconds90:0.00} |"));
        }
    }

    /// <summary>How the model took its turns with one setting.</summary>
    /// <param name="DelaySeconds">Null for a long pause.</param>
    /// <param name="WrittenInto">Share of the lines in which ink of the model remained.</param>
    /// <param name="Started">Share of the lines in which the model began, even if its ink was withdrawn.</param>
    private sealed record Row(
        double? DelaySeconds, double WrittenInto, double Started, double StartsPerLine, double WaitSecondsMean, double WaitSecondsMedian,
        double WaitSeconds90);
}
