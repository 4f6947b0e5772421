using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Canvas.Hulls;

/// <summary>Makes the hull of a segment: broad capsules along its ink and along the travel of the lifted pen within it.</summary>
internal static class HullShape
{
    /// <summary>The minimum distance of the points of a hull, relative to its radius. A hull needs fewer points than the ink.</summary>
    private const float Step = 0.7f;

    /// <summary>The width of a hull where the pen was lifted, relative to its width around ink.</summary>
    private const float Neck = 0.4f;

    /// <summary>The width of the border, page units.</summary>
    private const float Border = 1.1f;

    /// <summary>[levels]: the radii of hulls relative to the x-height, the outermost level first.</summary>
    private static readonly float[] Radii = [0.5f, 0.26f];

    public static int Levels => Radii.Length;

    /// <summary>Appends the hull of some rows: its border, and its fill on top.</summary>
    /// <param name="level">0 for the outermost hulls.</param>
    public static void Append(List<Capsule> hull, ReadOnlySpan<PageRow> rows, int first, int end, int level, HullColour colour)
    {
        if (first >= end) return;
        float radius = Radius(rows[first], level);
        Append(hull, rows, first, end, radius, radius, colour.Border);
        Append(hull, rows, first, end, radius, radius - Border, colour.Fill);
    }

    /// <summary>Appends a hull in one colour.</summary>
    /// <param name="level">0 for the outermost hulls.</param>
    /// <param name="growth">The radius is multiplied by this.</param>
    public static void AppendPlain(
        List<Capsule> hull, ReadOnlySpan<PageRow> rows, int first, int end, int level, uint colour, float growth = 1)
    {
        if (first >= end) return;
        float radius = Radius(rows[first], level);
        Append(hull, rows, first, end, radius, growth * radius, colour);
    }

    private static float Radius(in PageRow row, int level) => Radii[level] * TrainingPen.XHeight * row.PixelsPerUnit;

    /// <param name="fullRadius">The radius that decides which points are left out. It is the same for all parts of a hull.</param>
    private static void Append(
        List<Capsule> hull, ReadOnlySpan<PageRow> rows, int first, int end, float fullRadius, float radius, uint colour)
    {
        float step = Step * fullRadius;
        int from = first;
        for (int row = first + 1; row < end; row++)
        {
            if (rows[row].Line != rows[from].Line) // the pen went to the next line
            {
                AddIfAlone(rows, from);
                from = row;
                continue;
            }

            float x = rows[row].X - rows[from].X, y = rows[row].Y - rows[from].Y;
            bool needed = rows[row].Offset.PenUp || row == end - 1 || rows[row + 1].Line != rows[row].Line;
            if (!needed && x * x + y * y < step * step) continue;
            Add(rows[from], rows[row]);
            from = row;
        }

        AddIfAlone(rows, from);

        // Adds a disc for a row that is the only one on its line, for which there is no capsule.
        void AddIfAlone(ReadOnlySpan<PageRow> rows, int row)
        {
            if (row == first || rows[row - 1].Line != rows[row].Line) Add(rows[row], rows[row]);
        }

        void Add(in PageRow start, in PageRow stop)
        {
            // The point after a pen-up needs a disc, because the neck is narrower.
            bool lifted = start.Offset.PenUp;
            hull.Add(new Capsule(start.X, start.Y, stop.X, stop.Y, (lifted ? Neck : 1) * 2 * radius, colour, 0));
            if (lifted) hull.Add(new Capsule(stop.X, stop.Y, stop.X, stop.Y, 2 * radius, colour, 0));
        }
    }
}
