using HmRnnInk.App.Page;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>One ghost: the rows from the newest ink to a leaf of its tree.</summary>
/// <param name="Leaf">Index of the ghost's last branch.</param>
internal readonly record struct GhostPath(GhostTree Tree, int Leaf)
{
    public int Count => Tree[Leaf].EndDepth;

    public GhostRow this[int row]
    {
        get
        {
            GhostBranch branch = Tree[BranchWith(row)];
            return branch.Rows[row - branch.FirstDepth];
        }
    }

    /// <returns>The state of the pen on the page after a row.</returns>
    public ModelPenState PenAfter(int row)
    {
        GhostBranch branch = Tree[BranchWith(row)];
        return branch.PensAfter[row - branch.FirstDepth];
    }

    /// <param name="layer">From 0, the lowest layer.</param>
    /// <returns>
    /// The number of rows up to the next boundary of a layer, as a person sees it (<see cref="RowRange.LateRows"/>); all rows if there is
    /// none.
    /// </returns>
    public int UpToBoundary(int layer)
    {
        int? penUp = Tree.Start.Lifted ? 0 : null; // the number of rows up to the newest pen-up
        for (int row = 0; row < Count; row++)
        {
            GhostRow next = this[row];
            int end = penUp is { } lifted && row + 1 - lifted <= RowRange.LateRows ? lifted : row + 1;
            if (end > 0 && next.Trace.Boundary(layer)) return end;
            if (next.Offset.PenUp) penUp = row + 1;
        }

        return Count;
    }

    /// <returns>The branch of this ghost that the row with this index continues; at a fork, the branch that ends there.</returns>
    public int BranchAt(int rows)
    {
        int branch = BranchWith(rows);
        return Tree[branch].FirstDepth == rows && Tree[branch].Parent >= 0 ? Tree[branch].Parent : branch;
    }

    private int BranchWith(int row)
    {
        int branch = Leaf;
        while (Tree[branch].FirstDepth > row) branch = Tree[branch].Parent;
        return branch;
    }
}
