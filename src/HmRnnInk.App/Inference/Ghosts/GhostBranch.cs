using HmRnnInk.App.Page;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>Rows that some alternatives share, between two forks of a <see cref="GhostTree"/>.</summary>
public sealed class GhostBranch
{
    /// <summary>Index of the branch it goes on from; −1 at the newest ink.</summary>
    public int Parent { get; private set; }

    /// <summary>Rows from the newest ink to its first.</summary>
    public int FirstDepth { get; private set; }

    public List<GhostRow> Rows { get; } = [];

    /// <summary>Where the pen is on the page after each row; filled by <see cref="GhostTree.Place"/>.</summary>
    public List<HandPath> Places { get; } = [];

    /// <summary>Indices of the alternatives that part at its end.</summary>
    public List<int> Children { get; } = [];

    /// <summary>Index of the branch of another tree that its first rows are of; −1 where it is new.</summary>
    public int Source { get; private set; }

    /// <summary>The row of the source that is its first.</summary>
    public int SourceRow { get; private set; }

    /// <summary>How many of its rows are the source's.</summary>
    public int SourceRows { get; internal set; }

    public int EndDepth => FirstDepth + Rows.Count;

    public bool IsLeaf => Children.Count == 0;

    internal void Begin(int parent, int firstDepth, int source, int sourceRow)
    {
        (Parent, FirstDepth, Source, SourceRow, SourceRows) = (parent, firstDepth, source, sourceRow, 0);
        Rows.Clear();
        Places.Clear();
        Children.Clear();
    }
}
