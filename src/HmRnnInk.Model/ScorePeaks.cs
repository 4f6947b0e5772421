namespace HmRnnInk.Model;

/// <summary>Converts scores to boundaries: the highest peaks over all lines.</summary>
public static class ScorePeaks
{
    /// <param name="scores">[line][row].</param>
    /// <param name="distanceRows">Non-maximum suppression: a row is not a peak if a higher one is at most this many rows away.</param>
    /// <param name="count">Number of boundaries over all lines. The result has fewer if there are fewer peaks.</param>
    /// <returns>[line][row].</returns>
    public static bool[][] Highest(IReadOnlyList<float[]> scores, int distanceRows, int count)
    {
        bool[][] boundaries = [.. scores.Select(line => new bool[line.Length])];
        (int Line, int Row)[] rows =
        [
            .. scores.Index().SelectMany(line => Enumerable.Range(0, line.Item.Length).Select(row => (line.Index, row))),
        ];
        // In descending order, each row is either suppressed by a row that was chosen before, or chosen. The sort is stable for equal
        // scores.
        foreach ((int line, int row) in rows.OrderByDescending(place => scores[place.Line][place.Row]))
        {
            if (count == 0) break;
            int from = Math.Max(0, row - distanceRows), to = Math.Min(boundaries[line].Length, row + distanceRows + 1);
            if (boundaries[line].AsSpan(from..to).Contains(true)) continue;
            boundaries[line][row] = true;
            count--;
        }

        return boundaries;
    }
}
