using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>
/// A few rows from the newest row to the tip of a moving pen. It is a value, because ghosts are requested many times a second.
/// </summary>
/// <param name="Count">The number of rows that are valid.</param>
internal readonly record struct GhostLead(int Count, PenOffset First, PenOffset Second, PenOffset Third, PenOffset Fourth)
{
    public const int MaximumRows = PenLead.MaximumRows;

    /// <param name="rows">At most <see cref="MaximumRows"/>.</param>
    public static GhostLead Of(ReadOnlySpan<PenOffset> rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Length, MaximumRows);
        return new GhostLead(rows.Length, At(rows, 0), At(rows, 1), At(rows, 2), At(rows, 3));

        static PenOffset At(ReadOnlySpan<PenOffset> rows, int row) => row < rows.Length ? rows[row] : default;
    }

    public PenOffset this[int row] => row switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        3 => Fourth,
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, "There is no such row."),
    };
}
