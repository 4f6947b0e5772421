using HmRnnInk.App.Page;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>One ghost: the rows from the newest ink to a leaf of its tree.</summary>
/// <param name="Leaf">Index of the branch that it ends with.</param>
public readonly record struct GhostPath(GhostTree Tree, int Leaf)
{
    public int Count => Tree[Leaf].EndDepth;

    public GhostRow this[int row]
    {
        get
        {
            GhostBranch branch = Tree[Holding(row)];
            return branch.Rows[row - branch.FirstDepth];
        }
    }

    /// <returns>Where the pen is on the page after a row.</returns>
    public HandPath PlaceOf(int row)
    {
        GhostBranch branch = Tree[Holding(row)];
        return branch.Places[row - branch.FirstDepth];
    }

    /// <param name="layer">From 0, the lowest.</param>
    /// <returns>How many rows there are up to and with the next boundary of a layer; all of them where it finds none.</returns>
    public int UpToBoundary(int layer)
    {
        for (int row = 0; row < Count; row++)
            if (this[row].Trace.Boundary(layer)) return row + 1;
        return Count;
    }

    /// <returns>The branch on the way that begins behind so many rows, or goes on there.</returns>
    public int BranchAt(int rows)
    {
        int branch = Leaf;
        while (Tree[branch].FirstDepth > rows) branch = Tree[branch].Parent;
        // At a fork all that part there are left: the branch behind which they part, of which no row is.
        if (Tree[branch].FirstDepth == rows && Tree[branch].Parent >= 0) branch = Tree[branch].Parent;
        return branch;
    }

    private int Holding(int row)
    {
        int branch = Leaf;
        while (Tree[branch].FirstDepth > row) branch = Tree[branch].Parent;
        return branch;
    }
}
