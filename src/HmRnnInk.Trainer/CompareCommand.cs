using System.CommandLine;
using System.Globalization;
using HmRnnInk.Torch.Training;
using HmRnnInk.Trainer.Pictures;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer compare</c>.</summary>
public static class CompareCommand
{
    private static readonly int[] Milestones = [900, 1000, 1100];

    public static Command Create()
    {
        var runs = new Argument<string[]>("runs") { Description = "Folders of runs, or their metrics.jsonl.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--out") { Description = "A .png for the curves, over points and over minutes." };
        var json = CommandOptions.JsonLine();
        var command = new Command("compare", "Sets runs side by side: how far they came, how fast, and whether their boundaries live.") { runs, output, json };
        command.SetAction(parsed => CommandFailure.Report(() => Compare(parsed.GetValue(runs)!, parsed.GetValue(output), parsed.GetValue(json))));
        return command;
    }

    private static int Compare(string[] paths, string? output, bool json)
    {
        (string Name, IReadOnlyList<EvaluationRecord> Records)[] runs = [.. paths.Select(Read)];
        var rows = runs.Select(run =>
        {
            EvaluationRecord best = run.Records.MaxBy(record => record.ValidationNatsPerSequence)!, last = run.Records[^1];
            return new
            {
                run = run.Name,
                pointsSeen = last.PointsSeen,
                minutes = last.ElapsedMinutes,
                bestValidationNatsPerSequence = best.ValidationNatsPerSequence,
                validationSequences = best.ValidationSequences,
                bestAtPoints = best.PointsSeen,
                boundaryRates = best.BoundaryRates,
                minutesTo = Milestones.Select(nats => run.Records.FirstOrDefault(record => record.ValidationNatsPerSequence >= nats)?.ElapsedMinutes).ToArray(),
            };
        }).ToArray();

        var table = new Table { Border = TableBorder.Markdown }
            .AddColumns([new("run"), new("M points"), new("minutes"), new("best"), new("boundary rates"), .. Milestones.Select(nats => new TableColumn($"min to {nats}"))]);
        foreach (var row in rows)
        {
            table.AddRow(
            [
                row.run, Text(row.pointsSeen / 1e6), Text(row.minutes), Text(row.bestValidationNatsPerSequence),
                string.Join(' ', row.boundaryRates.SkipLast(1).Select(rate => rate.ToString("0.000", CultureInfo.InvariantCulture))),
                .. row.minutesTo.Select(minutes => minutes is { } reached ? Text(reached) : "never"),
            ]);
        }

        AnsiConsole.Write(table);
        if (output is not null) ComparisonPlot.Save(runs, output);
        if (json) CommandOptions.WriteJson(new { milestones = Milestones, rows });
        return 0;
    }

    private static (string Name, IReadOnlyList<EvaluationRecord> Records) Read(string path)
    {
        bool isFolder = Directory.Exists(path);
        string metrics = isFolder ? new TrainingRun(path).MetricsPath : path;
        if (!File.Exists(metrics)) throw new InvalidDataException($"'{metrics}' is not there. Give the folder of a run that has had its first evaluation, or its metrics.jsonl.");
        IReadOnlyList<EvaluationRecord> records = TrainingRun.ReadMetrics(metrics);
        if (records.Count == 0) throw new InvalidDataException($"'{metrics}' is empty: the run has not had its first evaluation.");
        return (isFolder ? Path.GetFileName(Path.TrimEndingDirectorySeparator(path)) : Path.GetFileName(path).Replace(".metrics.jsonl", "", StringComparison.Ordinal), records);
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
