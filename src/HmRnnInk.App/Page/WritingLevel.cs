using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>How high the newest ink of a line sits.</summary>
/// <param name="Baseline">The y coordinate on which the writing stands, page units.</param>
/// <param name="Height">The mean height of its points relative to that, page units downwards; below 0.</param>
internal readonly record struct WritingLevel(float Baseline, float Height)
{
    /// <summary>The number of newest rows that count: those of two words, because a line may rise or fall.</summary>
    private const int Rows = 150;

    /// <summary>An upward movement ends a stroke of a letter if it is at least this high, as a share of the x-height.</summary>
    private const float TurnShare = 0.3f;

    /// <param name="rows">All rows of the page.</param>
    /// <param name="line">The ruled line.</param>
    /// <returns>Null if the line has no ink at the end of the rows.</returns>
    public static WritingLevel? Of(ReadOnlySpan<PageRow> rows, int line, float pixelsPerUnit)
    {
        int first = rows.Length;
        while (first > 0 && rows[first - 1].Line == line && rows.Length - first < Rows) first--;
        if (first == rows.Length) return null;
        ReadOnlySpan<PageRow> newest = rows[first..];
        float mean = 0;
        foreach (ref readonly PageRow row in newest) mean += row.Y / newest.Length;
        List<float> feet = Feet(newest, TurnShare * TrainingPen.XHeight * pixelsPerUnit);
        feet.Sort();
        // Most letters stand on the baseline, and some hang below it.
        float baseline = feet[feet.Count / 2];
        return new WritingLevel(baseline, mean - baseline);
    }

    /// <summary>The lowest points between two upward movements, and the lowest point of a stroke without any.</summary>
    private static List<float> Feet(ReadOnlySpan<PageRow> rows, float turn)
    {
        var feet = new List<float>();
        float lowest = float.MinValue, highest = float.MaxValue;
        bool falls = true;
        foreach (ref readonly PageRow row in rows)
        {
            (lowest, highest) = (Math.Max(lowest, row.Y), Math.Min(highest, row.Y));
            if (falls && row.Y < lowest - turn)
            {
                feet.Add(lowest);
                (falls, highest) = (false, row.Y);
            }
            else if (!falls && row.Y > highest + turn)
            {
                (falls, lowest) = (true, row.Y);
            }

            if (!row.Offset.PenUp) continue;
            if (falls) feet.Add(lowest);
            (falls, lowest, highest) = (true, float.MinValue, float.MaxValue);
        }

        if (feet.Count == 0) feet.Add(lowest);
        return feet;
    }
}
