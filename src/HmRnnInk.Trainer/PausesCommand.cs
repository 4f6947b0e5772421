using System.CommandLine;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Torch.Training;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer pauses</c>.</summary>
internal static class PausesCommand
{
    private static readonly double[] Shares = [0.5, 0.75, 0.9, 0.95, 0.98, 0.99];

    public static Command Create()
    {
        var data = CommandOptions.TimedData();
        var json = CommandOptions.JsonLine();
        var command = new Command(
            "pauses", "Measures how long writers pause between strokes, and fits the prior by which the app decides when to continue.")
        {
            data, json,
        };
        command.SetAction(parsed => Measure(parsed.GetValue(data)!, parsed.GetValue(json)));
        return command;
    }

    private static int Measure(string data, bool json)
    {
        IReadOnlyList<InkLine> lines = LineDataset.Load(data).Split(new TrainingOptions().SplitSeed).Train;
        double[][] gaps = [.. TimedLines.Read(data, lines.Select(line => line.Id)).Select(TimedLines.SecondsBetweenStrokes)];
        PausePrior prior = Fit(gaps, data);
        double[] all = [.. gaps.SelectMany(line => line).Order()], longest = [.. gaps.Select(line => line.DefaultIfEmpty().Max()).Order()];
        AnsiConsole.WriteLine($"{gaps.Length} lines of the training part, {all.Length} gaps between strokes.");
        double pauses = all.Count(gap => gap >= PausePrior.MinimumSeconds) / (double)all.Length;
        AnsiConsole.WriteLine($"Pauses of at least {PausePrior.MinimumSeconds} s: {100 * pauses:F1} % of the gaps. Their logarithms:");
        AnsiConsole.WriteLine(
            $"mean {prior.MeanLog:F3}, deviation between writers {prior.HandDeviation:F3}, within a writer {prior.PauseDeviation:F3}.");
        var table = new Table { Border = TableBorder.Markdown }.AddColumns("share", "gaps up to (s)", "longest gap of a line up to (s)");
        foreach (double share in Shares)
            table.AddRow(Text(share, "0.00"), Text(Quantile(all, share), "0.00"), Text(Quantile(longest, share), "0.00"));
        AnsiConsole.Write(table);
        if (json) CommandOptions.WriteJson(new { lines = gaps.Length, gaps = all.Length, prior });
        return 0;
    }

    private static PausePrior Fit(double[][] gaps, string data)
    {
        try
        {
            return PausePrior.Fit(gaps);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{data}' has too few pauses between strokes. Use more lines, with their times.", error);
        }
    }

    private static double Quantile(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
