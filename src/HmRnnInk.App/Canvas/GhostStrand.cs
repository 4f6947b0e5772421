using System.Runtime.InteropServices;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>The ink of one branch of the ghosts: its capsules, how many of its rows have grown, and their current strength.</summary>
internal sealed class GhostStrand
{
    private readonly List<Capsule> _capsules = [];
    private readonly List<Capsule> _fresh = [];

    /// <summary>The number of rows from the newest ink to the first row of the branch.</summary>
    public int FirstDepth { get; private set; }

    /// <summary>The number of rows from the newest ink to the end of the branch.</summary>
    public int EndDepth { get; private set; }

    /// <summary>The number of rows that have grown.</summary>
    public float Rows { get; set; }

    /// <summary>The opaque colour of the ink; 0xRRGGBBAA.</summary>
    public uint Colour { get; set; }

    /// <summary>From 0 to 1.</summary>
    public float Strength { get; set; }

    /// <summary>The strength that <see cref="Strength"/> approaches.</summary>
    public float TargetStrength { get; set; }

    /// <summary>Whether the favourite contains this branch.</summary>
    public bool IsFavourite { get; set; }

    /// <summary>Whether the next tree contains this branch as well.</summary>
    public bool Stays { get; set; }

    /// <summary>Draws a branch of which nothing has grown yet.</summary>
    /// <param name="geometry">Geometry that is between strokes.</param>
    public void Draw(GhostTree tree, int index, InkGeometry geometry, float penWidth)
    {
        GhostBranch branch = tree[index];
        (FirstDepth, EndDepth, Rows) = (branch.FirstDepth, branch.EndDepth, 0);
        (Strength, TargetStrength, IsFavourite, Stays) = (0, 0, false, false);
        _capsules.Clear();
        if (branch.Rows.Count == 0) return;
        // An open stroke continues. Its last two points are needed so that the curve does not bend at the fork.
        ModelPenState before = tree.PenBefore(index, 1);
        bool open = !before.Lifted;
        if (open)
        {
            if (tree.PenBefore(index, 2) is { Lifted: false } earlier) Append(geometry, earlier.Place, penWidth);
            Append(geometry, before.Place, penWidth);
        }

        for (int row = 0; row < branch.Rows.Count; row++)
        {
            // This completes the curve that leads to the previous point.
            Append(geometry, branch.PensAfter[row].Place, penWidth);
            AddCapsules(branch.FirstDepth + row, wanted: row > 0 || !open);
            if (!branch.Rows[row].Offset.PenUp) continue;
            geometry.EndStroke(_fresh);
            AddCapsules(branch.FirstDepth + row + 1, wanted: true);
        }

        geometry.EndStroke(_fresh);
        AddCapsules(branch.EndDepth, wanted: true);
    }

    /// <summary>Adds the visible capsules.</summary>
    /// <param name="colour">Opaque, 0xRRGGBBAA.</param>
    /// <param name="strength">From 0 to 1.</param>
    /// <param name="firstDepth">The number of rows at the start of the ghost that are hidden.</param>
    /// <param name="length">The length of the longest ghost in rows.</param>
    /// <param name="strengthAtEnd">The relative strength at that length.</param>
    /// <param name="shift">How far below its place on the page it is drawn, page units.</param>
    /// <param name="endDepth">The number of rows from the start of the ghost up to and including the last visible one.</param>
    public void AddTo(
        List<Capsule> picture, uint colour, float strength, int firstDepth, float length, float strengthAtEnd, float shift = 0,
        int endDepth = int.MaxValue)
    {
        float end = Math.Min(endDepth, FirstDepth + Rows);
        foreach (ref readonly Capsule capsule in CollectionsMarshal.AsSpan(_capsules))
        {
            if (capsule.Layer > end) break;
            if (capsule.Layer <= firstDepth) continue;
            float alpha = 255 * strength * (1 - (1 - strengthAtEnd) * capsule.Layer / length);
            if (alpha >= 1)
                picture.Add(capsule with { Y0 = capsule.Y0 + shift, Y1 = capsule.Y1 + shift, Colour = colour.WithAlpha((uint)alpha) });
        }
    }

    private void Append(InkGeometry geometry, PenPlace place, float penWidth) =>
        geometry.Append(new InkVertex(place.PageX, place.PageY, penWidth, 0, 0), _fresh);

    /// <param name="depth">The number of rows up to and including the one that the capsules lead to. It is stored as their layer.</param>
    private void AddCapsules(int depth, bool wanted)
    {
        if (wanted)
            foreach (Capsule capsule in _fresh) _capsules.Add(capsule with { Layer = depth });
        _fresh.Clear();
    }
}
