using HmRnnInk.App.Page;

namespace HmRnnInk.App.Measure;

/// <summary>How the ink of one line of a page meets the ink of the line above it.</summary>
/// <param name="Overlap">
/// Of the columns that have ink of both lines, the share in which the top of the lower line's ink is above the bottom of the upper line's.
/// 0 if there is no such column.
/// </param>
/// <param name="Crossings">
/// The number of pieces of the lower line that cross a piece of the upper one. A piece is the ink between two points of a stroke.
/// </param>
internal readonly record struct LinePair(double Overlap, int Crossings)
{
    /// <param name="upper">The ink of a line, in order.</param>
    /// <param name="columnWidth">Page units.</param>
    public static LinePair Of(IReadOnlyList<PageRow> upper, IReadOnlyList<PageRow> lower, float columnWidth)
    {
        var bottoms = new Dictionary<int, float>();
        var tops = new Dictionary<int, float>();
        foreach (PageRow row in upper)
            bottoms[Column(row)] = Math.Max(row.Y, bottoms.GetValueOrDefault(Column(row), float.MinValue));
        foreach (PageRow row in lower) tops[Column(row)] = Math.Min(row.Y, tops.GetValueOrDefault(Column(row), float.MaxValue));
        int[] shared = [.. tops.Keys.Where(bottoms.ContainsKey)];
        double overlap = shared.Length == 0 ? 0 : shared.Count(column => tops[column] < bottoms[column]) / (double)shared.Length;
        return new LinePair(overlap, Pieces(lower).Count(piece => Pieces(upper).Any(other => Cross(piece, other))));

        int Column(PageRow row) => (int)MathF.Floor(row.X / columnWidth);
    }

    private static IEnumerable<(PageRow From, PageRow To)> Pieces(IReadOnlyList<PageRow> rows)
    {
        for (int row = 1; row < rows.Count; row++)
            if (rows[row].Stroke == rows[row - 1].Stroke) yield return (rows[row - 1], rows[row]);
    }

    private static bool Cross((PageRow From, PageRow To) piece, (PageRow From, PageRow To) other) =>
        Side(piece, other.From) * Side(piece, other.To) < 0 && Side(other, piece.From) * Side(other, piece.To) < 0;

    /// <returns>On which side of a piece a point lies: above 0 on one side, below 0 on the other.</returns>
    private static float Side((PageRow From, PageRow To) piece, PageRow point) =>
        (piece.To.X - piece.From.X) * (point.Y - piece.From.Y) - (piece.To.Y - piece.From.Y) * (point.X - piece.From.X);
}
