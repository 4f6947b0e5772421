using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer;

/// <summary>
/// The saved outputs of <c>trainer boundaries --json</c> of several runs: one row per run and layer, with pen-ups and, if it was run with
/// transcripts, word gaps.
/// </summary>
/// <param name="Runs">Name and rows of each run that has such an output.</param>
internal sealed record ComparedBoundaries(IReadOnlyList<(string Name, IReadOnlyList<ComparedBoundaries.Row> Rows)> Runs)
{
    /// <param name="paths">Each run's name, and its folder or metrics.jsonl.</param>
    /// <exception cref="InvalidDataException">A file is not an output of the command.</exception>
    public static ComparedBoundaries Read(IEnumerable<(string Name, string Path)> paths)
    {
        var runs = new List<(string, IReadOnlyList<Row>)>();
        foreach ((string name, string path) in paths)
        {
            if (SavedOutputs.Find<Report>(path, "boundaries.json", "trainer boundaries --json") is { } report)
                runs.Add((name, report.Rows));
        }

        return new(runs);
    }

    public Table ToTable()
    {
        Table table = new Table { Border = TableBorder.Markdown }.AddColumns(
            "run", "layer", "rate", "pen-up precision", "shifted", "recall", "shifted", "word gap precision", "recall", "F1", "shifted");
        foreach ((string name, IReadOnlyList<Row> rows) in Runs)
        {
            foreach (IGrouping<int, Row> layer in rows.GroupBy(row => row.Layer))
            {
                Row? penUp = layer.FirstOrDefault(row => row.Landmark == "pen-up");
                Row? gap = layer.FirstOrDefault(row => row.Landmark == "word gap");
                table.AddRow(
                    name.EscapeMarkup(),
                    $"{layer.Key}",
                    Text(layer.First().BoundaryRate, "0.000"),
                    Text(penUp?.Precision, "0.000"),
                    Text(penUp?.PrecisionShifted, "0.000"),
                    Text(penUp?.Recall, "0.000"),
                    Text(penUp?.RecallShifted, "0.000"),
                    Text(gap?.Precision, "0.000"),
                    Text(gap?.Recall, "0.000"),
                    Text(gap?.F1, "0.000"),
                    Text(gap?.F1Shifted, "0.000"));
            }
        }

        return table;
    }

    /// <summary>A row of the command's JSON.</summary>
    public sealed record Row(
        int Layer,
        double BoundaryRate,
        string Landmark,
        double? Precision,
        double? PrecisionShifted,
        double? Recall,
        double? RecallShifted,
        double? F1,
        double? F1Shifted);

    private sealed record Report(IReadOnlyList<Row> Rows);
}
