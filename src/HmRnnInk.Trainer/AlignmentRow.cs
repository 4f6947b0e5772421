using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer;

/// <summary>
/// Precision, recall and F1 of boundaries with respect to one kind of landmark, and the same for three baselines. A ratio with denominator
/// zero is null.
/// </summary>
/// <param name="BoundaryRate">Boundaries per point.</param>
/// <param name="Landmark">The landmark's name.</param>
internal abstract record AlignmentRow(
    double BoundaryRate, string Landmark,
    double? Precision, double? PrecisionShifted, double? PrecisionPeriodic, double? PrecisionRandom,
    double? Recall, double? RecallShifted, double? RecallPeriodic, double? RecallRandom,
    double? F1, double? F1Shifted, double? F1Periodic, double? F1Random)
{
    protected AlignmentRow(double boundaryRate, string landmark, BoundaryAlignment alignment)
        : this(boundaryRate, landmark,
            Finite(alignment.Boundaries.Precision), Finite(alignment.Shifted.Precision),
            Finite(alignment.Periodic.Precision), Finite(alignment.Random.Precision),
            Finite(alignment.Boundaries.Recall), Finite(alignment.Shifted.Recall),
            Finite(alignment.Periodic.Recall), Finite(alignment.Random.Recall),
            Finite(alignment.Boundaries.F1), Finite(alignment.Shifted.F1), Finite(alignment.Periodic.F1), Finite(alignment.Random.F1))
    {
    }

    /// <summary>Prints rows as a table. Each measure has its own line, so that a value is next to its baselines.</summary>
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

    private static double? Finite(double share) => double.IsFinite(share) ? share : null;
}
