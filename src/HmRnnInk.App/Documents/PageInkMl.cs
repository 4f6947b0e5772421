using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Writes a page as InkML: its strokes in millimetres, with times, pressure and writer, and the x-height of its lines. Opened, the ink has
/// the same points in the same places.
/// </summary>
public static class PageInkMl
{
    /// <param name="xHeight">The size of the ruled lines, page units.</param>
    /// <exception cref="InkFormatException">The page is empty. InkML without ink could not be read.</exception>
    public static void Write(Stream output, IReadOnlyList<PageRow> rows, float xHeight)
    {
        if (rows.Count == 0) throw new InkFormatException("The page has no ink to export as InkML.");
        (StrokeCollection ink, List<string> writers) = Strokes(rows);
        InkMl.WritePage(output, ink, writers, 1 / InkScale.PageUnitsPerMillimetre, xHeight);
    }

    /// <summary>Adds the ink of a page to an SVG with its picture. An empty page adds nothing.</summary>
    /// <param name="writeSvg">Writes the picture.</param>
    /// <inheritdoc cref="Write"/>
    public static void WriteWithSvg(Stream output, Action<Stream> writeSvg, IReadOnlyList<PageRow> rows, float xHeight)
    {
        if (rows.Count == 0)
        {
            writeSvg(output);
            return;
        }

        var svg = new MemoryStream();
        writeSvg(svg);
        (StrokeCollection ink, List<string> writers) = Strokes(rows);
        SvgInkMetadata.Embed(
            svg.GetBuffer().AsSpan(0, (int)svg.Length),
            xml => InkMl.WritePage(xml, ink, writers, 1 / InkScale.PageUnitsPerMillimetre, xHeight),
            output);
    }

    private static (StrokeCollection Ink, List<string> Writers) Strokes(IReadOnlyList<PageRow> rows)
    {
        double[] times = PageTiming.Of(rows, longestRestSeconds: double.PositiveInfinity);
        var strokes = new List<Stroke>();
        var writers = new List<string>();
        var points = new List<InkPoint>();
        double last = double.NegativeInfinity;
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Recorded is null) points.Add(new InkPoint(rows[row].X, rows[row].Y, times[row], rows[row].Pressure));
            foreach (InkPoint point in rows[row].Recorded ?? [])
            {
                // A shortened pause before the row may be shorter than the way to it.
                last = Math.Max(last, times[row] + (point.TimeSeconds - rows[row].TimeSeconds));
                points.Add(point with { TimeSeconds = last });
            }

            last = Math.Max(last, times[row]);
            if (!rows[row].Offset.PenUp && row < rows.Count - 1) continue;
            if (points.Count == 0) continue; // the end of a cut stroke, whose points were before the cut
            strokes.Add(new Stroke([.. points]));
            writers.Add(rows[row].Owner == RowOwner.Person ? "person" : "model");
            points.Clear();
        }

        return (new StrokeCollection(strokes), writers);
    }
}
