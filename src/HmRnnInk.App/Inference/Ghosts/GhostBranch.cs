using HmRnnInk.App.Page;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>The rows between two forks of a <see cref="GhostTree"/>. The ghosts that pass through the branch share them.</summary>
internal sealed class GhostBranch
{
    /// <summary>Index of the parent branch; −1 for the branch at the newest ink.</summary>
    public int Parent { get; private set; }

    /// <summary>The number of rows between the newest ink and this branch.</summary>
    public int FirstDepth { get; private set; }

    public List<GhostRow> Rows { get; } = [];

    /// <summary>The state of the pen on the page after each row, as computed by <see cref="GhostTree.Place"/>.</summary>
    public List<ModelPenState> PensAfter { get; } = [];

    /// <summary>Indices of the branches that continue at its end.</summary>
    public List<int> Children { get; } = [];

    /// <summary>The branch that supplied the first rows: its index in the tree from which this one was made. −1 if all are new.</summary>
    public int Source { get; private set; }

    /// <summary>The row of the source that became this branch's first row.</summary>
    public int SourceRow { get; private set; }

    /// <summary>The number of rows taken from the source.</summary>
    public int SourceRows { get; internal set; }

    public int EndDepth => FirstDepth + Rows.Count;

    public bool IsLeaf => Children.Count == 0;

    /// <summary>Empties the branch and gives it another place in the tree.</summary>
    /// <param name="parent">See <see cref="Parent"/>. Each other parameter is the property of its name, too.</param>
    internal void Begin(int parent, int firstDepth, int source, int sourceRow)
    {
        (Parent, FirstDepth, Source, SourceRow, SourceRows) = (parent, firstDepth, source, sourceRow, 0);
        Rows.Clear();
        PensAfter.Clear();
        Children.Clear();
    }
}
