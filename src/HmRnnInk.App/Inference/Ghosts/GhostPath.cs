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
    /// <returns>The number of rows up to and including the next boundary of a layer; all rows if there is none.</returns>
    public int UpToBoundary(int layer)
    {
        for (int row = 0; row < Count; row++)
            if (this[row].Trace.Boundary(layer)) return row + 1;
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
