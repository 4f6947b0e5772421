namespace HmRnnInk.App.Page;

/// <summary>How high the newest ink of a line sits.</summary>
/// <param name="Baseline">The y coordinate on which the writing stands, page units.</param>
/// <param name="Height">The mean y of its points minus <paramref name="Baseline"/>, page units; below 0, because y grows downwards.</param>
internal readonly record struct WritingLevel(float Baseline, float Height)
{
    /// <summary>The number of newest rows that count: those of two words, because a line may rise or fall.</summary>
    private const int Rows = 150;

    /// <param name="rows">All rows of the page.</param>
    /// <param name="line">The ruled line.</param>
    /// <returns>Null if the newest row of the page is on another line, or there are no rows.</returns>
    public static WritingLevel? Of(ReadOnlySpan<PageRow> rows, int line, float pixelsPerUnit)
    {
        int first = rows.Length;
        while (first > 0 && rows[first - 1].Line == line && rows.Length - first < Rows) first--;
        if (first == rows.Length) return null;
        ReadOnlySpan<PageRow> newest = rows[first..];
        float mean = 0;
        foreach (ref readonly PageRow row in newest) mean += row.Y / newest.Length;
        var feet = new WritingFeet(pixelsPerUnit);
        foreach (ref readonly PageRow row in newest) feet.Add(row.Y, row.Offset.PenUp);
        float baseline = feet.Median;
        return new WritingLevel(baseline, mean - baseline);
    }
}
