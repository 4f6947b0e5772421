using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Text;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Writes a page as InkML: its strokes in page units, with times, pressure and writer.</summary>
public static class PageInkMl
{
    /// <exception cref="InkFormatException">The page is empty. InkML without ink could not be read.</exception>
    /// <param name="written">The words of the page's text, which become annotations of their strokes.</param>
    public static void Write(Stream output, IReadOnlyList<PageRow> rows, IReadOnlyList<PageWord> written)
    {
        if (rows.Count == 0) throw new InkFormatException("The page has no ink to export as InkML.");
        double[] times = PageTiming.Of(rows, longestRestSeconds: double.PositiveInfinity);
        var strokes = new List<Stroke>();
        var writers = new List<string>();
        var words = new List<(int Number, string Text)?>();
        int stroke = 0;
        var points = new List<InkPoint>();
        for (int row = 0; row < rows.Count; row++)
        {
            points.Add(new InkPoint(rows[row].X, rows[row].Y, times[row], rows[row].Pressure));
            if (!rows[row].Offset.PenUp && row < rows.Count - 1) continue;
            strokes.Add(new Stroke([.. points]));
            writers.Add(rows[row].Owner == RowOwner.Person ? "person" : "model");
            words.Add(WordAt(written, (stroke + row) / 2));
            stroke = row + 1;
            points.Clear();
        }

        InkMl.Write(output, new StrokeCollection(strokes), writers, words);
    }

    /// <returns>The word that a row is ink of, with its number; null for none.</returns>
    private static (int Number, string Text)? WordAt(IReadOnlyList<PageWord> words, int row)
    {
        for (int number = 0; number < words.Count; number++)
            if (row >= words[number].Rows.First && row < words[number].Rows.End) return (number, words[number].Text);
        return null;
    }
}
