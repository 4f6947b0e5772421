using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>
/// How editing changes the rows of a page. Ink that is moved, deleted or rewritten is cut out of its stroke. The offset of the row that
/// follows is updated, so that the model reads what is drawn.
/// </summary>
internal static class InkEdits
{
    private const float Edge = ModelPenGuide.Edge;

    public static void Delete(PageInk page, RowRange range, PageLayout layout)
    {
        MoveTextChange(page, range);
        page.Replace(range.First, range.Count, []);
        page.Lift(range.First - 1);
        UpdateOffset(page, range.First, layout);
    }

    /// <summary>Cuts rows out of their strokes.</summary>
    public static void Cut(PageInk page, RowRange range)
    {
        page.Lift(range.First - 1);
        page.Lift(range.End - 1);
    }

    /// <summary>Moves rows that were cut. The offsets that the model reads change only with <see cref="EndMove"/>.</summary>
    /// <param name="from">The rows before the move.</param>
    /// <param name="x">How far to the right, page units.</param>
    public static void Place(PageInk page, RowRange range, ReadOnlySpan<PageRow> from, float x, float y)
    {
        PageRow[] rows = [.. page.Span[range.First..range.End]]; // traces may have arrived since the move began
        for (int row = 0; row < rows.Length; row++)
        {
            PageRow moved = from[row].MovedBy(x, y);
            rows[row] = rows[row] with { X = moved.X, Y = moved.Y, Recorded = moved.Recorded };
        }

        page.Replace(range.First, range.Count, rows);
    }

    /// <summary>Ends a move: assigns the rows to the ruled line where they are now, and updates the offsets to and from them.</summary>
    /// <param name="y">How far down the rows were moved, page units.</param>
    public static void EndMove(PageInk page, RowRange range, float y, PageLayout layout)
    {
        PageRow[] rows = [.. page.Span[range.First..range.End]];
        int lines = Math.Max((int)MathF.Round(y / layout.LineSpacing), -rows.Min(row => row.Line));
        for (int row = 0; row < rows.Length; row++) rows[row] = rows[row] with { Line = rows[row].Line + lines };
        page.Replace(range.First, range.Count, rows);
        UpdateOffset(page, range.First, layout);
        UpdateOffset(page, range.End, layout);
    }

    /// <returns>The move, limited so that the ink stays on the sheet. Ink that lies off the sheet may still move towards it.</returns>
    public static (float X, float Y) LimitedToSheet(PageArea ink, PageLayout layout, float x, float y)
    {
        float bottom = layout.Baseline(layout.Lines - 1) + layout.Descender;
        return (
            Math.Clamp(x, Math.Min(0, layout.X + Edge - ink.MinX), Math.Max(0, layout.X + layout.SheetWidth - Edge - ink.MaxX)),
            Math.Clamp(y, Math.Min(0, layout.Top + Edge - ink.MinY), Math.Max(0, bottom - ink.MaxY)));
    }

    /// <returns>What the model has written instead of a segment, as rows of the page, up to where a person sees its end.</returns>
    public static PageRow[] OnPage(
        ReadOnlySpan<PageRow> page, RowRange range, ReadOnlySpan<InferenceResult> written, PageLayout layout, int layers, bool holdsTop)
    {
        int first = range.First;
        PageRow old = page[first];
        bool wraps = page[range.End - 1].Line > old.Line;
        UnitMap map = old.Map;
        (float x, float y) = (old.X, old.Y);
        // Start one old offset before the old row. The row before it may be on another line of the page.
        if (first > 0)
        {
            (float travelX, float travelY) = map.ToPixels(old.Offset);
            (x, y) = (x - travelX, y - travelY);
        }

        int line = old.Line;
        bool lifted = first == 0 || page[first - 1].Offset.PenUp;
        var rows = new PageRow[written.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            PenOffset offset = written[row].Offset;
            (float travelX, float travelY) = map.ToPixels(offset);
            (x, y) = (x + travelX, y + travelY);
            if (wraps && lifted && x > layout.RightMargin && line < layout.Lines - 1)
                (x, y, line) = (layout.FirstPointX, y + layout.LineSpacing, line + 1);
            RowTrace trace = written[row].Trace;
            var place = new PenPlace(x, y, 0, 0, line);
            rows[row] = PageRow.ByModel(offset, place, map) with
            {
                Trace = trace,
                Layer = trace.DeepestFlush(layers),
                HoldsTop = holdsTop,
            };
            lifted = offset.PenUp;
        }

        // The rows until the model noticed the boundary would be the beginning of another stroke.
        return rows[..RowRange.VisibleEnd(rows, rows.Length)];
    }

    /// <summary>
    /// Replaces a segment by what the model has written. The rest of the line moves along if there is room, so that a word stays connected.
    /// </summary>
    /// <param name="rows">See <see cref="OnPage"/>; some of them are changed.</param>
    public static void Rewrite(PageInk page, RowRange range, PageRow[] rows, PageLayout layout)
    {
        ReadOnlySpan<PageRow> before = page.Span;
        PageRow oldLast = before[range.End - 1];
        if (oldLast.Offset.PenUp || range.End == before.Length) rows[^1] = rows[^1] with { Offset = rows[^1].Offset with { PenUp = true } };
        rows[^1] = rows[^1] with { Text = RowText.Of(before[range.First..range.End]) };
        // If the new segment ends on another line, the rest of the old line stays where it is.
        PageRow[] restOfLine = rows[^1].Line != oldLast.Line ? []
            : RestOfLine(before[range.End..], rows[^1].X - oldLast.X, oldLast.Line, layout);
        page.Replace(range.First, range.Count + restOfLine.Length, [.. rows, .. restOfLine]);
        UpdateOffset(page, range.First + rows.Length, layout);
    }

    /// <summary>Moves the text change of rows that are about to be deleted to the row before them, so that it is not lost.</summary>
    private static void MoveTextChange(PageInk page, RowRange range)
    {
        if (range.First == 0 || RowText.Of(page.Span[range.First..range.End]) is null) return;
        PageRow before = page.Rows[range.First - 1];
        page.Replace(range.First - 1, 1, [before with { Text = RowText.Of(page.Span[(range.First - 1)..range.End]) }]);
    }

    /// <returns>The first of some rows as far as they are on a line, moved; empty if one of them would leave the sheet.</returns>
    /// <param name="x">How far to the right, page units.</param>
    private static PageRow[] RestOfLine(ReadOnlySpan<PageRow> rows, float x, int line, PageLayout layout)
    {
        int end = 0;
        while (end < rows.Length && rows[end].Line == line)
        {
            float movedX = rows[end++].X + x;
            if (movedX < layout.X + Edge || movedX > layout.X + layout.SheetWidth - Edge) return [];
        }

        PageRow[] moved = [.. rows[..end]];
        for (int row = 0; row < end; row++) moved[row] = moved[row].MovedBy(x, 0);
        return moved;
    }

    /// <summary>Updates the offset of a row to match the position of the row before it.</summary>
    private static void UpdateOffset(PageInk page, int row, PageLayout layout)
    {
        if (row >= page.Count) return;
        PageRow to = page.Rows[row];
        PenOffset offset = row == 0 ? new PenOffset(0, 0, to.Offset.PenUp) : PenPlace.Travel(page.Rows[row - 1], to, layout);
        page.Replace(row, 1, [to with { Offset = offset }]);
    }
}
