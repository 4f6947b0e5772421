namespace HmRnnInk.Ink;

/// <summary>
/// Finds rows at which a model could end a segment: the ends of strokes and of their parts, and tops and bottoms of letters. The boundaries
/// of models are compared with them.
/// </summary>
public static class InkLandmarks
{
    /// <summary>The last row of each stroke.</summary>
    public static bool[] PenUps(IReadOnlyList<PenOffset> rows) => [.. rows.Select(row => row.PenUp)];

    /// <summary>
    /// Rows at which the pen is slowest within a stroke: in the motor plan, strokes meet at minima of speed (Plamondon 1995,
    /// doi 10.1007/BF00202785). A row counts if it is slower than the two rows before it, the two rows after it, and the line's mean.
    /// </summary>
    public static bool[] SpeedMinima(IReadOnlyList<PenOffset> rows)
    {
        double[] speeds = [.. rows.Select(row => double.Hypot(row.DeltaX, row.DeltaY))];
        int[] strokes = Strokes(rows);
        double mean = Enumerable.Range(0, rows.Count).Where(IsWithinStroke).Select(row => speeds[row]).DefaultIfEmpty().Average();
        return
        [
            .. Enumerable.Range(0, rows.Count).Select(row =>
                IsWithinStroke(row) && speeds[row] < mean && Enumerable.Range(row - 2, 5).All(other => IsSlower(row, other))),
        ];

        // The first row of a stroke is the movement of the lifted pen to it.
        bool IsWithinStroke(int row) => row > 0 && row < rows.Count && strokes[row] == strokes[row - 1];

        // Of equally slow rows, the first counts. Rows of other strokes, and the row itself, are not compared.
        bool IsSlower(int row, int other) => other == row || !IsWithinStroke(other) || strokes[other] != strokes[row]
            || (other < row ? speeds[row] < speeds[other] : speeds[row] <= speeds[other]);
    }

    /// <summary>
    /// The last rows before the pen changes from upwards to downwards or back within a stroke: tops and bottoms of letters.
    /// </summary>
    public static bool[] VerticalTurns(IReadOnlyList<PenOffset> rows)
    {
        int[] strokes = Strokes(rows);
        var turns = new bool[rows.Count];
        int direction = 0, lastMoving = 0;
        for (int row = 1; row < rows.Count; row++)
        {
            if (strokes[row] != strokes[row - 1]) direction = 0;
            int sign = strokes[row] == strokes[row - 1] ? Math.Sign(rows[row].DeltaY) : 0;
            if (sign == 0) continue;
            if (direction == -sign) turns[lastMoving] = true;
            (direction, lastMoving) = (sign, row);
        }

        return turns;
    }

    private static int[] Strokes(IReadOnlyList<PenOffset> rows)
    {
        var strokes = new int[rows.Count];
        for (int row = 1; row < rows.Count; row++) strokes[row] = strokes[row - 1] + (rows[row - 1].PenUp ? 1 : 0);
        return strokes;
    }
}
