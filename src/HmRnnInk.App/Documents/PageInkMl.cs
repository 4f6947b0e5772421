using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>A page as InkML: its strokes on the page, in page units, with their times, how the pen pressed and who wrote them.</summary>
public static class PageInkMl
{
    /// <exception cref="InkFormatException">The page is empty: InkML without ink is none that can be read.</exception>
    public static void Write(Stream output, IReadOnlyList<PageRow> rows)
    {
        if (rows.Count == 0) throw new InkFormatException("There is no ink on the page to write as InkML.");
        double[] times = PageTiming.Of(rows, longestRestSeconds: double.PositiveInfinity);
        var strokes = new List<Stroke>();
        var writers = new List<string>();
        var points = new List<InkPoint>();
        for (int row = 0; row < rows.Count; row++)
        {
            points.Add(new InkPoint(rows[row].X, rows[row].Y, times[row], rows[row].Pressure));
            if (!rows[row].Offset.PenUp && row < rows.Count - 1) continue;
            strokes.Add(new Stroke([.. points]));
            writers.Add(rows[row].Owner == RowOwner.Person ? "person" : "model");
            points.Clear();
        }

        InkMl.Write(output, new StrokeCollection(strokes), writers);
    }
}
