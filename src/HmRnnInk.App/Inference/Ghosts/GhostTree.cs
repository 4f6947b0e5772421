using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.FirstMinute;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>
/// Alternative futures of the newest ink. They share their rows up to a boundary and part there: a tree, whose leaves are the ghosts.
/// Used again and again.
/// </summary>
public sealed class GhostTree
{
    /// <summary>
    /// A mean step below this at its end, IAM units, is a ghost that hardly moves any more. Nothing is as likely as a pen at rest, and
    /// nothing less wanted: such ghosts come after all others.
    /// </summary>
    private const float SlowPace = 7;

    private readonly List<GhostBranch> _branches = [];
    private readonly List<(int Leaf, double Nats, bool Rests)> _ranked = [];
    private int _count;

    /// <summary>Of the request it answers.</summary>
    public int Serial { get; set; }

    /// <summary>Branches; the first is the one at the newest ink, and each comes after its parent.</summary>
    public int Count => _count;

    public GhostBranch this[int branch] => _branches[branch];

    /// <summary>Ghosts, once <see cref="Rank"/> has found them.</summary>
    public int Ghosts => _ranked.Count;

    /// <summary>What led the pen over the page.</summary>
    public HandGuide Guide { get; private set; }

    /// <summary>Where the pen is before the first row.</summary>
    public HandPath Start { get; private set; }

    public void Clear() => _count = 0;

    /// <returns>Its index.</returns>
    /// <inheritdoc cref="GhostBranch.Begin"/>
    public int Add(int parent, int firstDepth, int source = -1, int sourceRow = 0)
    {
        if (_count == _branches.Count) _branches.Add(new GhostBranch());
        _branches[_count].Begin(parent, firstDepth, source, sourceRow);
        if (parent >= 0) _branches[parent].Children.Add(_count);
        return _count++;
    }

    /// <summary>How many ghosts go on from a branch, itself counted where it is one.</summary>
    public int LeavesOf(int branch)
    {
        List<int> children = _branches[branch].Children;
        if (children.Count == 0) return 1;
        int leaves = 0;
        foreach (int child in children) leaves += LeavesOf(child);
        return leaves;
    }

    /// <summary>Gives every row its place on the page; where the page ends, a ghost ends.</summary>
    /// <param name="start">Where the newest ink ends.</param>
    public void Place(HandGuide guide, HandPath start)
    {
        (Guide, Start) = (guide, start);
        for (int index = 0; index < _count; index++)
        {
            GhostBranch branch = _branches[index];
            branch.Places.Clear();
            HandPath at = Before(index, 1);
            for (int row = 0; row < branch.Rows.Count; row++)
            {
                at = guide.Next(at, branch.Rows[row].Offset);
                if (at.Stop != HandStop.EdgeOfPage) branch.Places.Add(at);
                if (at.Stop == HandStop.None) continue;
                Cut(index, branch.Places.Count);
                break;
            }
        }
    }

    /// <summary>The pen some rows before a branch begins; no further back than <see cref="Start"/>.</summary>
    public HandPath Before(int branch, int rows)
    {
        while ((branch = _branches[branch].Parent) >= 0)
        {
            List<HandPath> places = _branches[branch].Places;
            if (rows <= places.Count) return places[^rows];
            rows -= places.Count;
        }

        return Start;
    }

    /// <summary>Orders the ghosts by the mean log-likelihood of their rows, the likeliest first; those that come to rest last.</summary>
    public void Rank()
    {
        _ranked.Clear();
        if (_count > 0) Measure(0, 0);
        // Few, and nearly in order where they were ranked before: an insertion sort, which allocates nothing and keeps equals in order.
        for (int index = 1; index < _ranked.Count; index++)
        {
            var ghost = _ranked[index];
            int at = index;
            for (; at > 0 && IsBehind(_ranked[at - 1], ghost); at--) _ranked[at] = _ranked[at - 1];
            _ranked[at] = ghost;
        }
    }

    /// <param name="rank">0 for the likeliest.</param>
    /// <returns>Index of the ghost's leaf.</returns>
    public int Ranked(int rank) => _ranked[rank].Leaf;

    /// <returns>The rank of a ghost.</returns>
    /// <param name="leaf">Its last branch.</param>
    public int RankOf(int leaf)
    {
        for (int rank = 0; rank < _ranked.Count; rank++)
            if (_ranked[rank].Leaf == leaf) return rank;
        return 0;
    }

    /// <returns>Mean log-likelihood of its rows, nats a row.</returns>
    /// <inheritdoc cref="Ranked"/>
    public double Nats(int rank) => _ranked[rank].Nats;

    /// <returns>The rank of the likeliest ghost that goes on from a branch.</returns>
    public int BestOf(int branch)
    {
        for (int rank = 0; rank < _ranked.Count; rank++)
            if (Leads(branch, _ranked[rank].Leaf)) return rank;
        return 0;
    }

    /// <returns>The branch that goes on from where a branch of the tree that this one comes from ended, or went on.</returns>
    public int From(int source)
    {
        for (int branch = _count - 1; branch >= 0; branch--)
            if (_branches[branch].Source == source) return branch; // the last of several goes on furthest
        return 0;
    }

    /// <returns>Whether a branch is on the way to a leaf.</returns>
    public bool Leads(int branch, int leaf)
    {
        while (leaf > branch) leaf = _branches[leaf].Parent;
        return leaf == branch;
    }

    /// <summary>What is left of the tree when some rows of a ghost have become ink: the alternatives that begin with these rows.</summary>
    /// <returns>A tree of its own, which knows from which branches of this one it comes.</returns>
    public GhostTree After(GhostPath ghost, int rows)
    {
        var tree = new GhostTree { Serial = Serial, Guide = Guide, Start = ghost.PlaceOf(rows - 1) };
        int branch = ghost.BranchAt(rows);
        tree.Graft(this, branch, rows - _branches[branch].FirstDepth, -1, 0);
        tree.Rank();
        return tree;
    }

    private static bool IsBehind((int Leaf, double Nats, bool Rests) ghost, (int Leaf, double Nats, bool Rests) other) =>
        ghost.Rests == other.Rests ? ghost.Nats < other.Nats : ghost.Rests;

    private void Cut(int index, int rows)
    {
        GhostBranch branch = _branches[index];
        branch.Rows.RemoveRange(rows, branch.Rows.Count - rows);
        foreach (int child in branch.Children) Cut(child, 0);
        branch.Children.Clear();
    }

    private void Measure(int index, double natsBefore)
    {
        GhostBranch branch = _branches[index];
        double nats = natsBefore;
        foreach (GhostRow row in branch.Rows) nats += row.Trace.Nats;
        bool rests = branch.Places.Count > 0 && branch.Places[^1].Pace.MeanStep < SlowPace;
        if (branch.IsLeaf) _ranked.Add((index, branch.EndDepth == 0 ? 0 : nats / branch.EndDepth, rests));
        foreach (int child in branch.Children) Measure(child, nats);
    }

    private void Graft(GhostTree from, int source, int sourceRow, int parent, int firstDepth)
    {
        GhostBranch old = from[source];
        int index = Add(parent, firstDepth, source, sourceRow);
        GhostBranch branch = _branches[index];
        for (int row = sourceRow; row < old.Rows.Count; row++)
        {
            branch.Rows.Add(old.Rows[row]);
            branch.Places.Add(old.Places[row]);
        }

        branch.SourceRows = branch.Rows.Count;
        foreach (int child in old.Children) Graft(from, child, 0, index, branch.EndDepth);
    }
}
