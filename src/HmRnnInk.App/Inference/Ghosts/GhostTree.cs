using HmRnnInk.App.Inference.Text;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>
/// The possible continuations of the newest ink as a tree. They share rows up to a boundary and fork there; each leaf is one ghost. Trees
/// are reused.
/// </summary>
internal sealed class GhostTree
{
    /// <summary>
    /// A ghost whose mean step at its end is below this, IAM units, hardly moves any more. A resting pen is the most likely continuation
    /// and the least wanted, so such ghosts are ranked last.
    /// </summary>
    private const float SlowPace = 7;

    private readonly List<GhostBranch> _branches = [];
    private readonly List<(int Leaf, double Nats, bool Rests)> _ranked = [];

    /// <summary>The number of the request that it answers.</summary>
    public int Serial { get; set; }

    /// <summary>The text that the ghosts write; null for none.</summary>
    public SeenText? Text { get; set; }

    /// <summary>The number of branches. The first one begins at the newest ink, and each comes after its parent.</summary>
    public int Count { get; private set; }

    public GhostBranch this[int branch] => _branches[branch];

    /// <summary>The number of ghosts. Valid after <see cref="Rank"/>.</summary>
    public int Ghosts => _ranked.Count;

    /// <summary>What guided the pen over the page.</summary>
    public ModelPenGuide Guide { get; private set; }

    /// <summary>The state of the pen before the first row.</summary>
    public ModelPenState Start { get; private set; }

    public void Clear() => Count = 0;

    /// <returns>The index of the new branch.</returns>
    /// <inheritdoc cref="GhostBranch.Begin"/>
    public int Add(int parent, int firstDepth, int source, int sourceRow)
    {
        if (Count == _branches.Count) _branches.Add(new GhostBranch());
        _branches[Count].Begin(parent, firstDepth, source, sourceRow);
        if (parent >= 0) _branches[parent].Children.Add(Count);
        return Count++;
    }

    /// <summary>The number of ghosts that pass through a branch.</summary>
    public int LeavesOf(int branch)
    {
        List<int> children = _branches[branch].Children;
        if (children.Count == 0) return 1;
        int leaves = 0;
        foreach (int child in children) leaves += LeavesOf(child);
        return leaves;
    }

    /// <summary>
    /// Gives every row its position on the page. A ghost ends at the edge of the page, where its pen comes to rest, or with its text.
    /// </summary>
    /// <param name="start">The state of the pen at the end of the newest ink.</param>
    public void Place(ModelPenGuide guide, ModelPenState start)
    {
        (Guide, Start) = (guide, start);
        var words = new GhostWords(this);
        for (int index = 0; index < Count; index++)
        {
            GhostBranch branch = _branches[index];
            branch.PensAfter.Clear();
            ModelPenState at = PenBefore(index, 1);
            for (int row = 0; row < branch.Rows.Count; row++)
            {
                GhostRow next = branch.Rows[row];
                WordExtent? extent = at.Lifted ? words.ExtentAt(index, row, at.GapBefore(next.Offset)) : null;
                int line = at.Place.Line;
                float width = Text?.WidthOfWord(next.Trace.Letter) ?? ModelPenGuide.WordWidth;
                at = guide.Next(at, next.Offset, words.ReachFrom(index, row, extent), width);
                if (at.Place.Line != line) at = guide.StandOnLine(at, WritingFeet.Below(words.RowsFrom(index, row, extent), guide.Map));
                if (at.Stop != ModelPenStop.EdgeOfPage) branch.PensAfter.Add(at);
                if (at.Stop == ModelPenStop.None && !EndsText(branch.Rows[row])) continue;
                Cut(index, branch.PensAfter.Count);
                break;
            }
        }
    }

    /// <summary>The state of the pen a number of rows before a branch begins, but not before <see cref="Start"/>.</summary>
    public ModelPenState PenBefore(int branch, int rows)
    {
        while ((branch = _branches[branch].Parent) >= 0)
        {
            List<ModelPenState> pens = _branches[branch].PensAfter;
            if (rows <= pens.Count) return pens[^rows];
            rows -= pens.Count;
        }

        return Start;
    }

    /// <summary>
    /// Orders the ghosts by the mean log-likelihood of their rows, the highest first. Ghosts of a text are ordered by what the text adds to
    /// it. Ghosts that come to rest are last.
    /// </summary>
    public void Rank()
    {
        _ranked.Clear();
        if (Count > 0) AddGhosts(0, 0);
        // An insertion sort: there are few ghosts and they are nearly sorted. It allocates nothing and is stable.
        for (int index = 1; index < _ranked.Count; index++)
        {
            var ghost = _ranked[index];
            int at = index;
            for (; at > 0 && IsBehind(_ranked[at - 1], ghost); at--) _ranked[at] = _ranked[at - 1];
            _ranked[at] = ghost;
        }
    }

    /// <param name="rank">0 for the most likely ghost.</param>
    /// <returns>Index of the ghost's last branch.</returns>
    public int LeafAt(int rank) => _ranked[rank].Leaf;

    /// <returns>The rank of the most likely ghost that passes through a branch; 0 if none does.</returns>
    public int BestRank(int branch)
    {
        for (int rank = 0; rank < _ranked.Count; rank++)
            if (Leads(branch, _ranked[rank].Leaf)) return rank;
        return 0;
    }

    /// <returns>The branch of this tree that continues a branch of the tree from which this one was made; 0 if none does.</returns>
    public int BranchFrom(int source)
    {
        for (int branch = Count - 1; branch >= 0; branch--)
            if (_branches[branch].Source == source) return branch; // if several do, the last one goes furthest
        return 0;
    }

    /// <returns>Whether a branch is on the path to a leaf.</returns>
    public bool Leads(int branch, int leaf)
    {
        while (leaf > branch) leaf = _branches[leaf].Parent;
        return leaf == branch;
    }

    /// <summary>
    /// The part of the tree that remains when the first rows of a ghost have become ink: the ghosts that begin with these rows.
    /// </summary>
    /// <returns>A new tree whose branches refer to their source branches in this one.</returns>
    public GhostTree After(GhostPath ghost, int rows)
    {
        var tree = new GhostTree { Serial = Serial, Text = Text, Guide = Guide, Start = ghost.PenAfter(rows - 1) };
        int branch = ghost.BranchAt(rows);
        tree.Graft(this, branch, rows - _branches[branch].FirstDepth, -1, 0);
        tree.Rank();
        return tree;
    }

    private static bool IsBehind((int Leaf, double Nats, bool Rests) ghost, (int Leaf, double Nats, bool Rests) other) =>
        ghost.Rests == other.Rests ? ghost.Nats < other.Nats : ghost.Rests;

    private bool EndsText(in GhostRow row) => Text is { } text && text.StopsAfter(row.Trace.Letter, row.Offset.PenUp);

    /// <summary>Ends a branch after some of its rows.</summary>
    private void Cut(int index, int rows)
    {
        GhostBranch branch = _branches[index];
        branch.Rows.RemoveRange(rows, branch.Rows.Count - rows);
        foreach (int child in branch.Children) Cut(child, 0);
        branch.Children.Clear();
    }

    /// <summary>Adds the ghosts that pass through a branch to <see cref="_ranked"/>, still unordered.</summary>
    private void AddGhosts(int index, double natsBefore)
    {
        GhostBranch branch = _branches[index];
        double nats = natsBefore;
        foreach (GhostRow row in branch.Rows) nats += Text is null ? row.Trace.Nats : row.Information;
        bool rests = branch.PensAfter.Count > 0 && branch.PensAfter[^1].Pace.MeanStep < SlowPace;
        if (branch.IsLeaf) _ranked.Add((index, branch.EndDepth == 0 ? 0 : nats / branch.EndDepth, rests));
        foreach (int child in branch.Children) AddGhosts(child, nats);
    }

    /// <summary>Adds a copy of a branch of another tree, from one of its rows on, and of all branches after it.</summary>
    private void Graft(GhostTree from, int source, int sourceRow, int parent, int firstDepth)
    {
        GhostBranch old = from[source];
        int index = Add(parent, firstDepth, source, sourceRow);
        GhostBranch branch = _branches[index];
        for (int row = sourceRow; row < old.Rows.Count; row++)
        {
            branch.Rows.Add(old.Rows[row]);
            branch.PensAfter.Add(old.PensAfter[row]);
        }

        branch.SourceRows = branch.Rows.Count;
        foreach (int child in old.Children) Graft(from, child, 0, index, branch.EndDepth);
    }
}
