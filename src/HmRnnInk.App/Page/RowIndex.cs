using System.Runtime.InteropServices;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>
/// A spatial index of the rows: blocks of successive rows with the area of each, so that a search by position does not visit every row. It
/// is updated incrementally.
/// </summary>
internal sealed class RowIndex
{
    private const int BlockRows = 128;

    private readonly List<Block> _blocks = [];
    private int _rows;

    /// <summary>The lowest ruled line that has ink; −1 on an empty page.</summary>
    public int LowestLine { get; private set; } = -1;

    /// <summary>The bounding box of the ink, page units; empty on an empty page.</summary>
    public PageArea Area { get; private set; } = PageArea.Empty;

    /// <param name="firstChange">Rows before this one are unchanged since the last call.</param>
    public void Update(ReadOnlySpan<PageRow> rows, int firstChange)
    {
        int blocks = (rows.Length + BlockRows - 1) / BlockRows;
        if (firstChange >= rows.Length && blocks == _blocks.Count && rows.Length == _rows) return;
        CollectionsMarshal.SetCount(_blocks, blocks);
        for (int block = Math.Min(firstChange, rows.Length) / BlockRows; block < blocks; block++)
            _blocks[block] = Block.Of(rows[(block * BlockRows)..Math.Min(rows.Length, (block + 1) * BlockRows)]);
        _rows = rows.Length;
        (LowestLine, Area) = (-1, PageArea.Empty);
        foreach (ref readonly Block block in CollectionsMarshal.AsSpan(_blocks))
            (LowestLine, Area) = (Math.Max(LowestLine, block.LowestLine), Area.Union(block.Area));
    }

    /// <returns>The row whose point is nearest to a position, within a distance; null if there is none.</returns>
    /// <param name="x">Page units, like all coordinates here.</param>
    public int? Nearest(ReadOnlySpan<PageRow> rows, float x, float y, float reach)
    {
        int? nearest = null;
        float minimum = reach * reach;
        var near = new PageArea(x - reach, y - reach, x + reach, y + reach);
        for (int block = 0; block < _blocks.Count; block++)
        {
            if (!near.Overlaps(_blocks[block].Area)) continue;
            for (int row = block * BlockRows; row < Math.Min(rows.Length, (block + 1) * BlockRows); row++)
            {
                float dx = rows[row].X - x, dy = rows[row].Y - y, square = dx * dx + dy * dy;
                if (square < minimum) (nearest, minimum) = (row, square);
            }
        }

        return nearest;
    }

    /// <returns>Whether no point of the ink lies in an area.</returns>
    public bool IsFree(ReadOnlySpan<PageRow> rows, PageArea area)
    {
        for (int block = 0; block < _blocks.Count; block++)
        {
            if (!area.Overlaps(_blocks[block].Area)) continue;
            for (int row = block * BlockRows; row < Math.Min(rows.Length, (block + 1) * BlockRows); row++)
                if (area.Contains(rows[row].X, rows[row].Y)) return false;
        }

        return true;
    }

    /// <summary>Some successive rows.</summary>
    /// <param name="Area">The bounding box of their points.</param>
    private readonly record struct Block(PageArea Area, int LowestLine)
    {
        public static Block Of(ReadOnlySpan<PageRow> rows)
        {
            (PageArea area, int lowest) = (PageArea.Empty, -1);
            foreach (ref readonly PageRow row in rows)
            {
                (area, lowest) = (area.Including(row.X, row.Y), Math.Max(lowest, row.Line));
                foreach (InkPoint point in row.Recorded ?? []) area = area.Including(point.X, point.Y);
            }

            return new Block(area, lowest);
        }
    }
}
