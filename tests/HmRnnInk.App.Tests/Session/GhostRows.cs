using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Tests.Session;

/// <summary>The ghosts of a tree, and the rows of a ghost.</summary>
internal static class GhostRows
{
    extension(GhostTree tree)
    {
        /// <summary>The ghost that the key of this rank selects; 0 is the most likely.</summary>
        public GhostPath Ranked(int rank) => new(tree, tree.LeafAt(rank));
    }

    extension(GhostPath ghost)
    {
        public GhostRow[] Rows => [.. Enumerable.Range(0, ghost.Count).Select(row => ghost[row])];

        public PenOffset[] Offsets => [.. ghost.Rows.Select(row => row.Offset)];

        /// <summary>The place of the pen after each row.</summary>
        public PenPlace[] Places => [.. Enumerable.Range(0, ghost.Count).Select(row => ghost.PenAfter(row).Place)];
    }
}
