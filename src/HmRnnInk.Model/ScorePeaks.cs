namespace HmRnnInk.Model;

/// <summary>Makes boundaries of scores: the highest peaks, so many over all lines.</summary>
public static class ScorePeaks
{
    /// <param name="scores">[line][row].</param>
    /// <param name="distanceRows">Non-maximum suppression: a row is no peak if a higher one is at most so many rows away.</param>
    /// <param name="count">How many boundaries are wanted over all lines; there are fewer if there are fewer peaks.</param>
    /// <returns>[line][row].</returns>
    public static bool[][] Highest(IReadOnlyList<float[]> scores, int distanceRows, int count)
    {
        bool[][] boundaries = [.. scores.Select(line => new bool[line.Length])];
        (int Line, int Row)[] rows =
        [
            .. scores.Index().SelectMany(line => Enumerable.Range(0, line.Item.Length).Select(row => (line.Index, row))),
        ];
        // From the highest down, a row is either suppressed by one that was taken or taken itself. Equal scores keep their order.
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
