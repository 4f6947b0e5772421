using HmRnnInk.App.Page;

namespace HmRnnInk.App.Watch;

/// <summary>
/// Gives each segment of a layer one of a few hues. Neighbouring segments differ, and as many rows as possible have the same hue as in
/// another checkpoint. So a new boundary changes the hue of the ink beside it only.
/// </summary>
internal static class SteadyHues
{
    /// <param name="layer">From 0, the lowest.</param>
    /// <param name="before">[rows]: the hues of the other checkpoint. If it is empty, the hues alternate.</param>
    /// <param name="hues">The number of hues, 3 or more.</param>
    /// <returns>[rows]: the hue of each row, from 0.</returns>
    public static byte[] Of(ReadOnlySpan<RowTrace> rows, int layer, ReadOnlySpan<byte> before, int hues)
    {
        int[] ends = Ends(rows, layer);
        var result = new byte[rows.Length];
        if (before.Length != rows.Length)
        {
            for (int segment = 0, row = 0; segment < ends.Length; segment++)
                while (row < ends[segment]) result[row++] = (byte)(segment % hues);
            return result;
        }

        // Dynamic programming. For each segment and its hue: the maximum number of rows up to its end whose hue does not change, and the
        // hue of the previous segment that gives this maximum; −1 for the first segment.
        var unchanged = new int[ends.Length, hues];
        var from = new int[ends.Length, hues];
        for (int segment = 0; segment < ends.Length; segment++)
        {
            ReadOnlySpan<byte> had = before[(segment == 0 ? 0 : ends[segment - 1])..ends[segment]];
            for (int hue = 0; hue < hues; hue++)
            {
                int best = -1;
                for (int other = 0; segment > 0 && other < hues; other++)
                    if (other != hue && (best < 0 || unchanged[segment - 1, other] > unchanged[segment - 1, best])) best = other;
                from[segment, hue] = best;
                unchanged[segment, hue] = had.Count((byte)hue) + (best < 0 ? 0 : unchanged[segment - 1, best]);
            }
        }

        int chosen = 0;
        for (int hue = 1; hue < hues; hue++)
            if (unchanged[ends.Length - 1, hue] > unchanged[ends.Length - 1, chosen]) chosen = hue;
        for (int segment = ends.Length - 1; segment >= 0; segment--)
        {
            result.AsSpan((segment == 0 ? 0 : ends[segment - 1])..ends[segment]).Fill((byte)chosen);
            chosen = from[segment, chosen];
        }

        return result;
    }

    /// <returns>The row after the last row of each segment.</returns>
    private static int[] Ends(ReadOnlySpan<RowTrace> rows, int layer)
    {
        var ends = new List<int>();
        for (int row = 0; row < rows.Length; row++)
            if (row == rows.Length - 1 || rows[row].Boundary(layer)) ends.Add(row + 1);
        return [.. ends];
    }
}
