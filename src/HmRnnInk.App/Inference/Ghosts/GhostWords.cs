using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>Measures the words and strokes of ghosts, which may fork within them.</summary>
internal readonly struct GhostWords(GhostTree tree)
{
    /// <summary>
    /// The extent for <see cref="ModelPenGuide.Next"/> of the word or stroke that begins at a row, IAM units; the largest where the tree
    /// forks within it. That of a stroke within a word is smaller by the overhang.
    /// </summary>
    public float? ReachFrom(int index, int row, WordExtent? extent) =>
        extent is { } ink ? Farthest(index, row, ink) - (ink.BeginsWord ? 0 : tree.Guide.Overhang) : null;

    /// <summary>The rows of the word or stroke that begins at a row; those of the first branch where the tree forks within it.</summary>
    public IEnumerable<PenOffset> RowsFrom(int index, int row, WordExtent? extent)
    {
        if (extent is not { } word) yield break;
        while (true)
        {
            for (; row < tree[index].Rows.Count; row++)
            {
                GhostRow next = tree[index].Rows[row];
                word.Take(next.Offset, next.Trace.Letter);
                if (word.IsComplete) yield break;
                yield return next.Offset;
            }

            if (tree[index].IsLeaf) yield break;
            (index, row) = (tree[index].Children[0], 0);
        }
    }

    /// <summary>Begins to measure the word or stroke that begins at a row.</summary>
    /// <param name="gap">How far the row is to the right of the ink before it, IAM units.</param>
    public WordExtent ExtentAt(int index, int row, float gap)
    {
        if (tree.Text is not { } text) return new WordExtent(gap);
        int letter = tree[index].Rows[row].Trace.Letter;
        (int index, int row) at = (index, row);
        // At the first row of the tree, the word that its letter is in.
        if (Before(ref at.index, ref at.row) is not { } before) return new(true, text.WordEnd(letter));
        int end = text.WordEnd(before.Trace.Letter);
        bool begins = end <= text.LastLetter && WordExtent.EndsWord(gap, letter, end, RowsBefore(index, row, end - 1));
        return new(begins, begins ? text.WordEnd(Math.Max(letter, end + 1)) : end);
    }

    /// <summary>How many rows before a row, in succession, write a letter; enough if that goes back to the rows before the tree.</summary>
    private int RowsBefore(int index, int row, int letter)
    {
        int rows = 0;
        while (Before(ref index, ref row) is { } before)
        {
            if (before.Trace.Letter != letter) return rows;
            rows++;
        }

        return WordExtent.MinimumRowsOfLastLetter;
    }

    /// <summary>Moves to the row before a row.</summary>
    /// <returns>Null at the tree's first row.</returns>
    private GhostRow? Before(ref int index, ref int row)
    {
        while (row == 0)
        {
            if ((index = tree[index].Parent) < 0) return null;
            row = tree[index].Rows.Count;
        }

        return tree[index].Rows[--row];
    }

    private float? Farthest(int index, int row, WordExtent extent)
    {
        GhostBranch branch = tree[index];
        for (; row < branch.Rows.Count && !extent.IsComplete; row++) extent.Take(branch.Rows[row].Offset, branch.Rows[row].Trace.Letter);
        if (extent.IsComplete || branch.IsLeaf) return extent.Known;
        float? farthest = null;
        foreach (int child in branch.Children)
            if (Farthest(child, 0, extent) is { } units) farthest = Math.Max(farthest ?? 0, units);
        return farthest;
    }
}
