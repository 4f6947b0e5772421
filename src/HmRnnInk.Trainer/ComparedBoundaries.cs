using System.Globalization;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>
/// Where the boundaries of runs fall, as <c>trainer boundaries --json</c> left it beside their metrics: a row for each run and layer, with pen-ups
/// and, where the transcripts were given, word gaps.
/// </summary>
/// <param name="Runs">Name and rows of the runs that were measured.</param>
internal sealed record ComparedBoundaries(IReadOnlyList<(string Name, IReadOnlyList<ComparedBoundaries.Row> Rows)> Runs)
{
    /// <param name="paths">Name of each run, and its folder or its metrics.jsonl.</param>
    /// <exception cref="InvalidDataException">A file is not what the command left.</exception>
    public static ComparedBoundaries Read(IEnumerable<(string Name, string Path)> paths)
    {
        var runs = new List<(string, IReadOnlyList<Row>)>();
        foreach ((string name, string path) in paths)
        {
            string file = RunFigures.Beside(path, "boundaries.json");
            if (file != path && File.Exists(file)) runs.Add((name, RunFigures.Read<Report>(file, "trainer boundaries --json").Rows));
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
                Row? penUp = layer.FirstOrDefault(row => row.Landmark == "pen-up"), gap = layer.FirstOrDefault(row => row.Landmark == "word gap");
                table.AddRow(
                    name.EscapeMarkup(), layer.Key.ToString(CultureInfo.InvariantCulture), Text(layer.First().BoundaryRate), Text(penUp?.Precision),
                    Text(penUp?.PrecisionShifted), Text(penUp?.Recall), Text(penUp?.RecallShifted), Text(gap?.Precision), Text(gap?.Recall),
                    Text(gap?.F1), Text(gap?.F1Shifted));
            }
        }

        return table;
    }

    private static string Text(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    /// <summary>As the command's JSON has it.</summary>
    public sealed record Row(
        int Layer, double BoundaryRate, string Landmark, double? Precision, double? PrecisionShifted, double? Recall, double? RecallShifted, double? F1,
        double? F1Shifted);

    private sealed record Report(IReadOnlyList<Row> Rows);
}
