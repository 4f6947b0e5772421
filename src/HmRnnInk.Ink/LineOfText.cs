namespace HmRnnInk.Ink;

/// <summary>Strokes of recorded ink that follow each other on one line of text.</summary>
/// <param name="First">The first stroke.</param>
/// <param name="End">The stroke after the last one.</param>
/// <param name="Baseline">The y of the line that most of its strokes stand on, downwards, in the unit of the ink.</param>
public readonly record struct LineOfText(int First, int End, float Baseline)
{
    /// <summary>
    /// A stroke begins another line if its vertical middle is further from that of the line than this, in x-heights, plus half its own
    /// height.
    /// </summary>
    private const float Reach = 2.5f;

    /// <summary>The vertical middle of a line is a moving average over its strokes. This is the weight of a new stroke.</summary>
    private const float Weight = 0.2f;

    /// <param name="strokes">At least one, each with a point.</param>
    /// <param name="xHeight">Of the handwriting, in the unit of the ink.</param>
    public static List<LineOfText> Find(IReadOnlyList<IReadOnlyList<InkPoint>> strokes, float xHeight)
    {
        var lines = new List<LineOfText>();
        var bottoms = new List<float>();
        int first = 0;
        float middle = 0;
        for (int stroke = 0; stroke < strokes.Count; stroke++)
        {
            float top = strokes[stroke].Min(point => point.Y), bottom = strokes[stroke].Max(point => point.Y);
            float own = (top + bottom) / 2;
            if (stroke > first && Math.Abs(own - middle) > Reach * xHeight + (bottom - top) / 2)
            {
                lines.Add(new LineOfText(first, stroke, BaselineOf(bottoms)));
                bottoms.Clear();
                first = stroke;
            }

            middle = stroke == first ? own : middle + Weight * (own - middle);
            bottoms.Add(bottom);
        }

        lines.Add(new LineOfText(first, strokes.Count, BaselineOf(bottoms)));
        return lines;
    }

    /// <param name="bottoms">The y of the lower end of each stroke; at least one.</param>
    /// <returns>Their median: most strokes stand on the baseline, and some hang below it.</returns>
    public static float BaselineOf(IEnumerable<float> bottoms)
    {
        float[] sorted = [.. bottoms.Order()];
        return sorted[sorted.Length / 2];
    }
}
