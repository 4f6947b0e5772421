using System.Runtime.InteropServices;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>The ink of one branch: all of its pieces, and how much of them shows how strongly at the moment.</summary>
internal sealed class GhostStrand
{
    /// <summary>Ghosts lie over each other: all but the favourite are drawn with a finer pen, so that they can be told apart.</summary>
    private const float OtherWidth = 0.7f;

    private readonly List<InkSegment> _pieces = [];
    private readonly List<InkSegment> _fresh = [];

    /// <summary>Rows from the newest ink to its first, and to its end.</summary>
    public int FirstDepth { get; private set; }

    /// <inheritdoc cref="FirstDepth"/>
    public int EndDepth { get; private set; }

    /// <summary>Its rows that are out.</summary>
    public float Rows { get; set; }

    /// <summary>Of its ink, opaque; 0xRRGGBBAA.</summary>
    public uint Colour { get; set; }

    /// <summary>From 0 to 1.</summary>
    public float Strength { get; set; }

    /// <summary>What the strength goes to.</summary>
    public float Aim { get; set; }

    /// <summary>Whether it is on the way to the favourite's end.</summary>
    public bool IsFavourite { get; set; }

    /// <summary>Whether it lives on in another tree.</summary>
    public bool Stays { get; set; }

    /// <summary>Draws a branch, none of it out yet.</summary>
    /// <param name="geometry">Between strokes.</param>
    public void Draw(GhostTree tree, int index, InkGeometry geometry, float penWidth)
    {
        GhostBranch branch = tree[index];
        (FirstDepth, EndDepth, Rows, Strength, Aim, IsFavourite, Stays) = (branch.FirstDepth, branch.EndDepth, 0, 0, 0, false, false);
        _pieces.Clear();
        if (branch.Rows.Count == 0) return;
        // An open stroke goes on: two points before tell where it comes from, so that the curve does not bend at the fork.
        ModelPenPath before = tree.Before(index, 1);
        bool open = !before.Lifted;
        if (open)
        {
            if (tree.Before(index, 2) is { Lifted: false } earlier) Append(geometry, earlier.Place, penWidth);
            Append(geometry, before.Place, penWidth);
        }

        for (int row = 0; row < branch.Rows.Count; row++)
        {
            // What comes out is the piece that leads to the point before.
            Append(geometry, branch.Places[row].Place, penWidth);
            Keep(branch.FirstDepth + row, wanted: row > 0 || !open);
            if (!branch.Rows[row].Offset.PenUp) continue;
            geometry.EndStroke(_fresh);
            Keep(branch.FirstDepth + row + 1, wanted: true);
        }

        geometry.EndStroke(_fresh);
        Keep(branch.EndDepth, wanted: true);
    }

    /// <summary>Adds what shows of it.</summary>
    /// <param name="first">Rows of the ghost that do not show any more.</param>
    /// <param name="length">Of the longest ghost, rows.</param>
    /// <param name="strengthAtEnd">What is left of the strength there.</param>
    public void AddTo(List<InkSegment> segments, int first, float length, float strengthAtEnd)
    {
        float end = FirstDepth + Rows, width = IsFavourite ? 1 : OtherWidth;
        foreach (ref readonly InkSegment piece in CollectionsMarshal.AsSpan(_pieces))
        {
            if (piece.Layer > end) break;
            if (piece.Layer <= first) continue;
            float alpha = 255 * Strength * (1 - (1 - strengthAtEnd) * piece.Layer / length);
            if (alpha >= 1) segments.Add(piece with { Width = width * piece.Width, Colour = Colour & 0xFFFFFF00 | (uint)alpha });
        }
    }

    private void Append(InkGeometry geometry, PenPlace place, float penWidth) =>
        geometry.Append(new InkVertex(place.PageX, place.PageY, penWidth, 0, 0), _fresh);

    /// <param name="depth">Rows up to and with the one that the pieces lead to; kept in the place of their layer.</param>
    private void Keep(int depth, bool wanted)
    {
        if (wanted)
            foreach (InkSegment piece in _fresh) _pieces.Add(piece with { Layer = depth });
        _fresh.Clear();
    }
}
