using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Text;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Writes a page as InkML: its strokes in millimetres, with times, pressure and writer, and the x-height of its lines. When the file is
/// opened, the ink has the same points in the same places.
/// </summary>
internal static class PageInkMl
{
    /// <summary>Eleven days. With it, the times of the longest page are below the maximum of <see cref="InkMl.Read"/>.</summary>
    private const double LongestRestSeconds = 1e12 / DocumentLimits.MaximumRows;

    /// <param name="written">The words of the page's text, which become annotations of their strokes.</param>
    /// <param name="xHeight">The size of the ruled lines, page units.</param>
    /// <exception cref="InkFormatException">The page is empty. InkML without ink could not be read.</exception>
    public static void Write(Stream output, IReadOnlyList<PageRow> rows, IReadOnlyList<PageWord> written, float xHeight)
    {
        if (rows.Count == 0) throw new InkFormatException("The page has no ink to export as InkML.");
        (StrokeCollection ink, List<string> writers, List<(int Number, string Text)?> words) = Strokes(rows, written);
        InkMl.WritePage(output, ink, writers, words, 1 / InkScale.PageUnitsPerMillimetre, xHeight);
    }

    /// <summary>Adds the ink of a page to an SVG with its picture. An empty page adds nothing.</summary>
    /// <param name="writeSvg">Writes the picture.</param>
    /// <inheritdoc cref="Write"/>
    public static void WriteWithSvg(
        Stream output, Action<Stream> writeSvg, IReadOnlyList<PageRow> rows, IReadOnlyList<PageWord> written, float xHeight)
    {
        if (rows.Count == 0)
        {
            writeSvg(output);
            return;
        }

        var svg = new MemoryStream();
        writeSvg(svg);
        (StrokeCollection ink, List<string> writers, List<(int Number, string Text)?> words) = Strokes(rows, written);
        SvgInkMetadata.Embed(
            svg.GetBuffer().AsSpan(0, (int)svg.Length),
            xml => InkMl.WritePage(xml, ink, writers, words, 1 / InkScale.PageUnitsPerMillimetre, xHeight),
            output);
    }

    private static (StrokeCollection Ink, List<string> Writers, List<(int Number, string Text)?> Words) Strokes(
        IReadOnlyList<PageRow> rows, IReadOnlyList<PageWord> written)
    {
        double[] times = PageTiming.Of(rows, LongestRestSeconds);
        var strokes = new List<Stroke>();
        var writers = new List<string>();
        var words = new List<(int Number, string Text)?>();
        int firstRow = 0;
        var points = new List<InkPoint>();
        double last = double.NegativeInfinity;
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Recorded is null) points.Add(new InkPoint(rows[row].X, rows[row].Y, times[row], rows[row].Pressure));
            foreach (InkPoint point in rows[row].Recorded ?? [])
            {
                // If the pause before the row was shortened, its recorded points can begin before the previous row. Times must not go back.
                last = Math.Max(last, times[row] + (point.TimeSeconds - rows[row].TimeSeconds));
                points.Add(point with { TimeSeconds = last });
            }

            last = Math.Max(last, times[row]);
            if (!rows[row].Offset.PenUp && row < rows.Count - 1) continue;
            if (points.Count > 0) // not the end of a cut stroke, whose points were before the cut
            {
                strokes.Add(new Stroke([.. points]));
                writers.Add(rows[row].Owner == RowOwner.Person ? "person" : "model");
                words.Add(WordAt(written, (firstRow + row) / 2)); // a stroke belongs to the word of its middle row
                points.Clear();
            }

            firstRow = row + 1;
        }

        return (new StrokeCollection(strokes), writers, words);
    }

    /// <returns>The word that a row is ink of, with its number; null for none.</returns>
    private static (int Number, string Text)? WordAt(IReadOnlyList<PageWord> words, int row)
    {
        for (int number = 0; number < words.Count; number++)
            if (row >= words[number].Rows.First && row < words[number].Rows.End) return (number, words[number].Text);
        return null;
    }
}
