using System.Globalization;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>Prints rows of alignment. Each measure has a line, so that a share is beside those that it is compared with.</summary>
internal static class AlignmentTable
{
    /// <param name="firstColumn">Heading of what sets a row apart beside its landmark.</param>
    /// <param name="boundaries">Heading of the shares of the boundaries themselves.</param>
    /// <param name="rows">In the order to print them in.</param>
    /// <param name="first">Text of the first column.</param>
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
                table.AddRow([first(row), Text(row.BoundaryRate), row.Landmark, measure, .. shares.Select(Text)]);
        }

        AnsiConsole.Write(table);
    }

    internal static string Text(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "none";
}
