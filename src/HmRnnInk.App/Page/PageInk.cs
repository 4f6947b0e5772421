using System.Runtime.InteropServices;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Page;

/// <summary>
/// The rows on a page, in the order that the model reads them. Every change is one of <see cref="Replace"/>; <see cref="History"/> takes
/// them back.
/// </summary>
public sealed class PageInk
{
    private readonly List<PageRow> _rows = [];
    private int _firstReplaced;

    public IReadOnlyList<PageRow> Rows => _rows;

    /// <summary>Valid until the next change.</summary>
    public ReadOnlySpan<PageRow> Span => CollectionsMarshal.AsSpan(_rows);

    public int Count => _rows.Count;

    /// <summary>The lowest row that looks other than when the drawing last asked; <see cref="TakeChanges"/> sets it back.</summary>
    public int FirstChange { get; private set; }

    /// <summary>Every change until it is set to null goes into it.</summary>
    internal PageSplice? Recording { get; set; }

    /// <summary>Puts rows in the place of others. The strokes, of these and of those behind, are counted anew.</summary>
    /// <param name="index">Of the first row that goes.</param>
    /// <param name="count">How many go.</param>
    public void Replace(int index, int count, ReadOnlySpan<PageRow> rows)
    {
        Recording?.Record(Span, index, count, rows.Length);
        Put(index, count, rows);
    }

    public void Append(in PageRow row) => Replace(Count, 0, [row]);

    /// <summary>Ends the stroke at a row: the pen was lifted there.</summary>
    /// <returns>Whether it was not before.</returns>
    public bool Lift(int row)
    {
        if (row < 0 || _rows[row].Offset.PenUp) return false;
        Replace(row, 1, [_rows[row] with { Offset = _rows[row].Offset with { PenUp = true } }]);
        return true;
    }

    /// <summary>Takes over what the model has made of a row. That is no change of the page: it follows from the rows.</summary>
    /// <param name="layers">Of the model.</param>
    public void Trace(int row, in RowTrace trace, int layers)
    {
        CollectionsMarshal.AsSpan(_rows)[row] = _rows[row] with { Trace = trace, Layer = trace.DeepestFlush(layers) };
        FirstChange = Math.Min(FirstChange, row);
    }

    /// <returns><see cref="FirstChange"/>, which is set back.</returns>
    public int TakeChanges()
    {
        int first = FirstChange;
        FirstChange = Count;
        return first;
    }

    /// <returns>The lowest row that the model would read otherwise than when this was last asked; what is behind it it has to read anew.</returns>
    internal int TakeReplaced()
    {
        int first = _firstReplaced;
        _firstReplaced = Count;
        return first;
    }

    /// <summary>As <see cref="Replace"/>, unrecorded.</summary>
    internal void Put(int index, int count, ReadOnlySpan<PageRow> rows)
    {
        int kept = Math.Min(count, rows.Length);
        rows[..kept].CopyTo(CollectionsMarshal.AsSpan(_rows)[index..]);
        _rows.RemoveRange(index + kept, count - kept);
        _rows.InsertRange(index + kept, rows[kept..]);
        NumberStrokes(index, index + rows.Length);
        FirstChange = Math.Min(FirstChange, index);
        _firstReplaced = Math.Min(_firstReplaced, index);
    }

    /// <summary>A stroke's number is that of the one before and one: the rows put in get theirs, those behind move by the difference.</summary>
    private void NumberStrokes(int first, int end)
    {
        Span<PageRow> rows = CollectionsMarshal.AsSpan(_rows);
        int stroke = first == 0 ? 0 : rows[first - 1].Stroke + (rows[first - 1].Offset.PenUp ? 1 : 0);
        for (int row = first; row < end; row++)
        {
            rows[row] = rows[row] with { Stroke = stroke };
            if (rows[row].Offset.PenUp) stroke++;
        }

        int moved = end < rows.Length ? stroke - rows[end].Stroke : 0;
        for (int row = end; moved != 0 && row < rows.Length; row++) rows[row] = rows[row] with { Stroke = rows[row].Stroke + moved };
    }
}
