using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer;

/// <summary>Prints alignment rows. Each measure is one line of the table, so that a value is next to its baselines.</summary>
internal static class AlignmentTable
{
    /// <param name="firstColumn">Heading of the first column.</param>
    /// <param name="boundaries">Heading of the column with the values of the boundaries themselves.</param>
    /// <param name="first">Returns a row's text in the first column.</param>
    public static void Print<T>(string firstColumn, string boundaries, IEnumerable<T> rows, Func<T, string> first)
        where T : AlignmentRow
    {
        var table = new Table { Border = TableBorder.Markdown }.AddColumns(
            firstColumn, "rate", "landmark", "measure", boundaries, "shifted", "periodic", "random");
        foreach (T row in rows)
        {
            Add("precision", row.Precision, row.PrecisionShifted, row.PrecisionPeriodic, row.PrecisionRandom);
            Add("recall", row.Recall, row.RecallShifted, row.RecallPeriodic, row.RecallRandom);
            Add("F1", row.F1, row.F1Shifted, row.F1Periodic, row.F1Random);

            void Add(string measure, params double?[] shares) =>
                table.AddRow([first(row), Share(row.BoundaryRate), row.Landmark, measure, .. shares.Select(Share)]);
        }

        AnsiConsole.Write(table);
    }

    private static string Share(double? share) => Text(share, "0.000", none: "none");
}
