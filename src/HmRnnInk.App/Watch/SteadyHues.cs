using HmRnnInk.App.Page;

namespace HmRnnInk.App.Watch;

/// <summary>
/// Gives each segment of a layer one of a few hues such that neighbours differ and as much ink as can be keeps the hue that it had in another
/// checkpoint: where one boundary appears only what it cuts off changes, and not all that follows.
/// </summary>
public static class SteadyHues
{
    /// <param name="rows">What the layers did.</param>
    /// <param name="layer">From 0, the lowest.</param>
    /// <param name="before">[rows]: of the other checkpoint; empty without one: then hues take turns.</param>
    /// <param name="hues">How many, 3 or more.</param>
    /// <returns>[rows]: a hue each, from 0.</returns>
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

        // The best sum of rows that keep their hue, over segments up to one, if that one has a hue; and the hue before it in that sum.
        var kept = new int[ends.Length, hues];
        var from = new byte[ends.Length, hues];
        for (int segment = 0; segment < ends.Length; segment++)
        {
            ReadOnlySpan<byte> had = before[(segment == 0 ? 0 : ends[segment - 1])..ends[segment]];
            for (int hue = 0; hue < hues; hue++)
            {
                for (byte other = 0; segment > 0 && other < hues; other++)
                {
                    if (other == hue) continue;
                    if (from[segment, hue] != hue && kept[segment - 1, other] <= kept[segment - 1, from[segment, hue]]) continue;
                    from[segment, hue] = other;
                }

                kept[segment, hue] = had.Count((byte)hue) + (segment == 0 ? 0 : kept[segment - 1, from[segment, hue]]);
            }
        }

        int best = 0;
        for (int hue = 1; hue < hues; hue++)
            if (kept[ends.Length - 1, hue] > kept[ends.Length - 1, best]) best = hue;
        for (int segment = ends.Length - 1; segment >= 0; segment--)
        {
            result.AsSpan((segment == 0 ? 0 : ends[segment - 1])..ends[segment]).Fill((byte)best);
            best = from[segment, best];
        }

        return result;
    }

    /// <returns>For each segment the row after its last.</returns>
    private static int[] Ends(ReadOnlySpan<RowTrace> rows, int layer)
    {
        var ends = new List<int>();
        for (int row = 0; row < rows.Length; row++)
            if (row == rows.Length - 1 || rows[row].Boundary(layer)) ends.Add(row + 1);
        return [.. ends];
    }
}
