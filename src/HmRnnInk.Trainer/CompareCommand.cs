using System.CommandLine;
using System.Globalization;
using System.Text;
using HmRnnInk.Arguments;
using HmRnnInk.Torch.Training;
using HmRnnInk.Trainer.Pictures;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer compare</c>.</summary>
internal static class CompareCommand
{
    /// <summary>Nats per validation line as recorded; the table has the minutes after which each was reached.</summary>
    private static readonly int[] Milestones = [900, 1000, 1100];

    public static Command Create()
    {
        var runs = new Argument<string[]>("runs")
        {
            Description = "Folders of training runs, or their metrics.jsonl files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = CommandOptions.PictureAndTables("the learning curves");
        var over = new Option<string>("--over")
        {
            Description = "What the learning curves are drawn over.",
            DefaultValueFactory = _ => "both",
        }.OneOf(ComparisonPlot.Charts);
        var colour = new Option<string[]>("--colour")
        {
            Description = $"Runs whose curves have a colour and a name, at most {Chart.Colours}; the others are grey. Runs whose names "
                + "differ only in a seed, such as a-1 and a-2, have one colour, and a name of one of them is enough. Default: the best.",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "run",
        };
        var json = CommandOptions.JsonLine();
        var command = new Command(
            "compare", "Compares training runs: their best results, their speed, and whether their boundary rates collapsed.")
        {
            runs, output, over, colour, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null) result.Reject("only applies to a picture: add --out FILE.png", over, colour);
        });
        command.SetAction(parsed => Compare(
            parsed.GetValue(runs)!, parsed.GetValue(output), parsed.GetValue(over)!, parsed.GetValue(colour) ?? [],
            parsed.GetValue(json)));
        return command;
    }

    private static int Compare(string[] paths, string? output, string over, string[] coloured, bool json)
    {
        paths = [.. paths.Select(FolderOf)];
        (string Name, IReadOnlyList<EvaluationRecord> Records)[] runs = [.. paths.Select(Read)];
        CheckColoured(coloured, [.. runs.Select(run => run.Name)]);
        WholeValidation?[] whole =
            [.. paths.Select(path => SavedOutputs.Find<WholeValidation>(path, "valid.json", "trainer evaluate --split valid --json"))];
        var rows = runs.Select((run, index) =>
        {
            EvaluationRecord last = run.Records[^1];
            EvaluationRecord best = EvaluationRecord.BestOf(run.Records);
            return new
            {
                run = run.Name,
                parameters = last.Parameters,
                pointsSeen = last.PointsSeen,
                minutes = last.ElapsedMinutes,
                bestValidationNatsPerSequence = best.ValidationNatsPerSequence,
                validationSequences = best.ValidationSequences,
                bestAtPoints = best.PointsSeen,
                whole = whole[index],
                bestValidationNatsPerPoint = best.ValidationNatsPerPoint,
                trainNatsPerPoint = best.TrainNatsPerPoint,
                boundaryRates = best.BoundaryRates,
                updateShares = best.UpdateShares,
                copyShares = best.CopyShares,
                flushShares = best.FlushShares,
                boundaries = BoundaryHealth.Of(best),
                minutesTo = Milestones
                    .Select(nats => run.Records.FirstOrDefault(record => record.ValidationNatsPerSequence >= nats)?.ElapsedMinutes)
                    .ToArray(),
            };
        }).ToArray();

        var boundaries = ComparedBoundaries.Read(runs.Zip(paths, (run, path) => (run.Name, path)));
        AnsiConsole.Write(Build(narrow: true));
        if (boundaries.Runs.Count > 0) AnsiConsole.Write(boundaries.ToTable());
        if (output is not null)
        {
            ComparisonPlot.Save(runs, over, coloured, output);
            string title = Path.GetFileNameWithoutExtension(output);
            string validation = DescribeValidation(rows.Select(row => row.validationSequences));
            string markdown = Markdown(title, Build(narrow: false), validation, boundaries);
            WholeFile.Write(Path.ChangeExtension(output, ".md"), file => file.Write(Encoding.UTF8.GetBytes(markdown)));
        }

        if (json) CommandOptions.WriteJson(new { milestones = Milestones, rows });
        return 0;

        // A terminal is too narrow for each layer's shares of operations.
        Table Build(bool narrow)
        {
            var table = new Table { Border = TableBorder.Markdown }.AddColumns(
            [
                new("run"), new("parameters"), new("M points"), new("minutes"), new("best"), new("as recorded"), new("dequantised"),
                new("per point"), new("training"), new("boundary rates"), new("boundaries"),
                .. narrow ? Array.Empty<TableColumn>() : [new("update"), new("copy"), new("flush")],
                .. Milestones.Select(nats => new TableColumn($"min to {nats}")),
            ]);
            foreach (var row in rows)
            {
                table.AddRow(
                [
                    row.run.EscapeMarkup(),
                    row.parameters == 0 ? "" : row.parameters.ToString("N0"),
                    Text(row.pointsSeen / 1e6, "0.0"),
                    Text(row.minutes, "0.0"),
                    Text(row.bestValidationNatsPerSequence, "0.0"),
                    Text(row.whole?.NatsPerSequence, "0.0"),
                    Text(row.whole?.NatsPerSequenceDequantised, "0.0"),
                    Text(row.bestValidationNatsPerPoint, "0.000"),
                    Text(row.trainNatsPerPoint, "0.000"),
                    RatesText(row.boundaryRates, "0.000"),
                    row.boundaries,
                    .. narrow ? Array.Empty<string>() : [Shares(row.updateShares), Shares(row.copyShares), Shares(row.flushShares)],
                    .. row.minutesTo.Select(minutes => Text(minutes, "0.0", none: "never")),
                ]);
            }

            return table;
        }
    }

    private static void CheckColoured(string[] coloured, string[] runs)
    {
        string[] families = [.. runs.Select(ComparisonPlot.FamilyOf)];
        foreach (string name in coloured.Where(name => !families.Contains(ComparisonPlot.FamilyOf(name))))
            throw new InvalidDataException($"--colour {name}: none of the runs has this name. The runs: {string.Join(", ", runs)}.");
        int count = coloured.Select(ComparisonPlot.FamilyOf).Distinct().Count();
        if (count > Chart.Colours)
            throw new InvalidDataException($"--colour has {count} runs, but there are {Chart.Colours} colours. Leave some out.");
    }

    /// <summary>The run's folder if the path is a metrics.jsonl; else the path itself.</summary>
    private static string FolderOf(string path) =>
        Path.GetFileName(path) == RunMetrics.FileName && File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;

    private static (string Name, IReadOnlyList<EvaluationRecord> Records) Read(string path)
    {
        bool isFolder = Directory.Exists(path);
        string metrics = isFolder ? new TrainingRun(path).MetricsPath : path;
        if (!File.Exists(metrics))
        {
            throw new InvalidDataException(
                $"'{metrics}' does not exist. Use the folder of a run that has completed its first evaluation, or its metrics.jsonl.");
        }

        IReadOnlyList<EvaluationRecord> records = TrainingRun.ReadMetrics(metrics);
        if (records.Count == 0) throw new InvalidDataException($"'{metrics}' is empty: the run has not completed its first evaluation.");
        string name = isFolder
            ? Path.GetFileName(Path.TrimEndingDirectorySeparator(path))
            : Path.GetFileName(path).Replace(".metrics.jsonl", "", StringComparison.Ordinal);
        return (name, records);
    }

    private static string DescribeValidation(IEnumerable<int> sequences)
    {
        int[] counts = [.. sequences.Distinct()];
        string count = counts.Length == 1 ? $"{counts[0]}" : $"{counts.Min()} to {counts.Max()}";
        return $"the {count} validation lines of the run's evaluations";
    }

    private static string Markdown(string title, Table table, string validation, ComparedBoundaries boundaries)
    {
        string landmarks = boundaries.Runs.Count == 0 ? "" : $"""

            Boundaries compared with landmarks, by `trainer boundaries`. *Shifted*: the same boundaries moved along the line, which gives
            the chance level (docs/research/boundaries.md).

            {Render(boundaries.ToTable())}

            """;
        return $"""
            # Runs: {title}

            Made by `trainer compare`. Log-likelihoods are in nats; higher is better.

            - *best*, *per point*: the best evaluation, on {validation}: nats per sequence and nats per point
            - *as recorded*, *dequantised*: nats per sequence of the best model on the whole validation part, by `trainer evaluate`
            - *training*: nats per training point before the best evaluation, with the weights of that time
            - *update*, *copy*, *flush*: each layer's shares of its steps, lowest layer first
            - *boundaries*: *nested* if no layer fires more often than the layer below it; *die* if a layer fires at less than 0.5 % of the
              steps; *always* if it fires at more than 99.5 %

            {Render(table)}

            """ + landmarks;
    }

    /// <summary>Renders a table as Markdown, independent of the width of the terminal.</summary>
    private static string Render(Table table)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 1000;
        console.Write(table);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));
    }

    private static string Shares(IEnumerable<double> shares) => string.Join(" / ", shares.Select(share => Text(share, "0.00")));

    private sealed record WholeValidation(double NatsPerSequence, double NatsPerSequenceDequantised);
}
