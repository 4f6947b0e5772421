using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Session;

/// <summary>
/// What editing makes of a page's rows. Ink that is moved, deleted or written again is cut out of its stroke; the row that follows says how
/// the pen comes there now, so that rows and ink tell the same.
/// </summary>
internal static class InkEdits
{
    /// <summary>Ink nearer to the sheet's edge than this is not moved there, page units.</summary>
    private const float Edge = 4;

    public static void Delete(PageInk page, RowRange range, PageLayout layout)
    {
        page.Replace(range.First, range.Count, []);
        page.Lift(range.First - 1);
        Reach(page, range.First, layout);
    }

    /// <summary>Cuts rows out of the strokes they are in.</summary>
    public static void Cut(PageInk page, RowRange range)
    {
        page.Lift(range.First - 1);
        page.Lift(range.End - 1);
    }

    /// <summary>Puts rows that were cut somewhere else. The model does not read them there before <see cref="PutDown"/>.</summary>
    /// <param name="from">As they were.</param>
    /// <param name="x">To the right, page units.</param>
    public static void Place(PageInk page, RowRange range, ReadOnlySpan<PageRow> from, float x, float y)
    {
        PageRow[] rows = [.. page.Span[range.First..range.End]]; // traces may have come meanwhile
        for (int row = 0; row < rows.Length; row++) rows[row] = rows[row] with { X = from[row].X + x, Y = from[row].Y + y };
        page.Replace(range.First, range.Count, rows);
    }

    /// <summary>Ends a move: the rows belong to the ruled line where they are now, and the pen travels there and on.</summary>
    /// <param name="y">How far down they were moved, page units.</param>
    public static void PutDown(PageInk page, RowRange range, float y, PageLayout layout)
    {
        PageRow[] rows = [.. page.Span[range.First..range.End]];
        int lines = Math.Max((int)MathF.Round(y / layout.LineSpacing), -rows.Min(row => row.Line));
        for (int row = 0; row < rows.Length; row++) rows[row] = rows[row] with { Line = rows[row].Line + lines };
        page.Replace(range.First, range.Count, rows);
        Reach(page, range.First, layout);
        Reach(page, range.End, layout);
    }

    /// <returns>The part of a way that keeps ink on the sheet; ink that lies off it may come nearer.</returns>
    public static (float X, float Y) OnSheet(PageArea ink, PageLayout layout, float x, float y)
    {
        float bottom = layout.Baseline(layout.Lines - 1) + layout.Descender;
        return (
            Math.Clamp(x, Math.Min(0, layout.X + Edge - ink.MinX), Math.Max(0, layout.X + layout.SheetWidth - Edge - ink.MaxX)),
            Math.Clamp(y, Math.Min(0, layout.Y + Edge - ink.MinY), Math.Max(0, bottom - ink.MaxY)));
    }

    /// <summary>
    /// Puts what the model has written in the place of a segment. What follows on the line is moved along if there is room, so that a word
    /// stays one.
    /// </summary>
    /// <returns>How many rows it is now.</returns>
    public static int Rewrite(PageInk page, RowRange range, ReadOnlySpan<InferenceResult> written, PageLayout layout, int layers, bool holdsTop)
    {
        ReadOnlySpan<PageRow> before = page.Span;
        PageRow oldFirst = before[range.First], oldLast = before[range.End - 1];
        PageRow[] rows = OnPage(before, range.First, written, layout, layers, turns: oldLast.Line > oldFirst.Line);
        for (int row = 0; row < rows.Length; row++) rows[row] = rows[row] with { HoldsTop = holdsTop };
        if (oldLast.Offset.PenUp || range.End == before.Length) rows[^1] = rows[^1] with { Offset = rows[^1].Offset with { PenUp = true } };
        PageRow[] following = Following(before[range.End..], rows[^1].X - oldLast.X, rows[^1].Line == oldLast.Line ? oldLast.Line : -1, layout);
        page.Replace(range.First, range.Count + following.Length, [.. rows, .. following]);
        Reach(page, range.First + rows.Length, layout);
        return rows.Length;
    }

    private static PageRow[] OnPage(
        ReadOnlySpan<PageRow> page, int first, ReadOnlySpan<InferenceResult> written, PageLayout layout, int layers, bool turns)
    {
        PageRow old = page[first];
        float scale = old.PixelsPerUnit, x = old.X, y = old.Y;
        // From where the pen came to the old row, with whatever lay between the endless line and the page.
        if (first > 0) (x, y) = (x - old.Offset.DeltaX * scale, y - old.Offset.DeltaY * scale);
        int line = old.Line;
        bool lifted = first == 0 || page[first - 1].Offset.PenUp;
        var rows = new PageRow[written.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            PenOffset offset = written[row].Offset;
            (x, y) = (x + offset.DeltaX * scale, y + offset.DeltaY * scale);
            if (turns && lifted && x > layout.RightMargin && line < layout.Lines - 1)
                (x, y, line) = (layout.LeftMargin + layout.XHeight / 2, y + layout.LineSpacing, line + 1);
            RowTrace trace = written[row].Trace;
            rows[row] = new PageRow(offset, x, y, RowOwner.Model, 0, line, trace, trace.DeepestFlush(layers), scale);
            lifted = offset.PenUp;
        }

        return rows;
    }

    /// <returns>The rows that follow on a line, moved; none where that would take them off the sheet.</returns>
    private static PageRow[] Following(ReadOnlySpan<PageRow> rows, float x, int line, PageLayout layout)
    {
        int end = 0;
        while (end < rows.Length && rows[end].Line == line)
        {
            float there = rows[end++].X + x;
            if (there < layout.X + Edge || there > layout.X + layout.SheetWidth - Edge) return [];
        }

        PageRow[] moved = [.. rows[..end]];
        for (int row = 0; row < end; row++) moved[row] = moved[row] with { X = moved[row].X + x };
        return moved;
    }

    /// <summary>Lets a row say how the pen comes to it from the row before.</summary>
    private static void Reach(PageInk page, int row, PageLayout layout)
    {
        if (row >= page.Count) return;
        PageRow to = page.Rows[row];
        (float x, float y) = row == 0 ? (0, 0) : PenPlace.Travel(page.Rows[row - 1], to, layout);
        page.Replace(row, 1, [to with { Offset = to.Offset with { DeltaX = x, DeltaY = y } }]);
    }
}
