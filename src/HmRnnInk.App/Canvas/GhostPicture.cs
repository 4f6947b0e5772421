using System.Runtime.InteropServices;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// The ink of the ghosts. It grows outwards from the pen, the favourite is the strongest, and removed ghosts fade out. Time is passed in. A
/// frame in which nothing moves does no work and allocates nothing.
/// </summary>
/// <param name="penWidth">Diameter of the pen in page units.</param>
public sealed class GhostPicture(LiveGhosts ghosts, float penWidth)
{
    /// <summary>The speed of growth in rows per second.</summary>
    private const float RowsPerSecond = 260;

    /// <summary>The time constant of changes of strength, and the time in which removed ghosts fade out.</summary>
    private const float EaseSeconds = 0.07f, FadeSeconds = 0.16f;

    private const float FavouriteStrength = 0.72f, Strength = 0.5f, MinimumStrength = 0.24f, MovingStrength = 0.55f;

    /// <summary>A ghost that is less likely than the likeliest one by so many nats per row has 1/e of its extra strength.</summary>
    private const double NatsToFade = 0.4;

    /// <summary>The part of its strength that a ghost has at its end. The prediction is less certain there.</summary>
    private const float StrengthAtEnd = 0.45f;

    private readonly List<GhostStrand> _strands = [], _before = [], _spare = [];
    private readonly List<InkSegment> _segments = [], _removed = [];
    private readonly InkGeometry _geometry = new();
    private (int Version, int Favourite, int Followed, uint[]? Colours) _shown;
    private double _seconds;
    private float _fade;

    public LiveGhosts Ghosts => ghosts;

    /// <summary>The ink. Valid until the next update.</summary>
    public ReadOnlySpan<InkSegment> Segments => CollectionsMarshal.AsSpan(_segments);

    /// <summary>Updates the picture to a time.</summary>
    /// <param name="colours">The opaque colours of the ghosts in order of likelihood, repeated if there are more ghosts;
    /// 0xRRGGBBAA.</param>
    /// <returns>Whether <see cref="Segments"/> changed.</returns>
    public bool Update(uint[] colours, double seconds)
    {
        float elapsed = (float)Math.Clamp(seconds - _seconds, 0, 0.1);
        _seconds = seconds;
        var now = (ghosts.Version, ghosts.Favourite, ghosts.Followed ? ghosts.FollowedRows : -1, colours);
        bool changes = now != _shown;
        if (ghosts.Version != _shown.Version) Adopt();
        if (changes) Aim(colours);
        _shown = now;
        changes |= Fade(elapsed);
        changes |= Move(elapsed);
        if (changes) Collect();
        return changes;
    }

    /// <returns>The visibility of the last branch of a ghost, 0 to 1, which is also that of its mark.</returns>
    public float Visibility(int leaf) =>
        leaf < _strands.Count && HasGrown(leaf) ? Math.Min(1, _strands[leaf].Strength / MinimumStrength) : 0;

    /// <returns>Whether the first rows of a ghost have grown.</returns>
    public bool HasGrown(GhostPath ghost, int rows)
    {
        int branch = ghost.BranchAt(rows);
        return branch < _strands.Count && _strands[branch].FirstDepth + _strands[branch].Rows >= rows
            && HasGrown(ghost.Tree[branch].Parent);
    }

    private bool HasGrown(int branch) => branch < 0 || _strands[branch].Rows >= ghosts.Tree![branch].Rows.Count
        && HasGrown(ghosts.Tree[branch].Parent);

    /// <summary>Takes over a new tree of ghosts. Branches that were in the tree before continue as they were.</summary>
    private void Adopt()
    {
        GhostTree? tree = ghosts.Tree;
        _before.AddRange(_strands);
        _strands.Clear();
        bool isNext = ghosts.Version == _shown.Version + 1;
        for (int index = 0; tree is not null && index < tree.Count; index++)
        {
            GhostStrand strand = _spare.Count > 0 ? _spare[^1] : new GhostStrand();
            if (_spare.Count > 0) _spare.RemoveAt(_spare.Count - 1);
            strand.Draw(tree, index, _geometry, penWidth);
            GhostBranch branch = tree[index];
            if (branch.Source >= 0)
            {
                GhostStrand? from = isNext && branch.Source < _before.Count ? _before[branch.Source] : null;
                strand.Rows = from is null ? branch.SourceRows : Math.Clamp(from.Rows - branch.SourceRow, 0, branch.SourceRows);
                strand.Strength = from?.Strength ?? Strength;
                if (from is not null) from.Stays = true;
            }

            _strands.Add(strand);
        }

        bool taken = tree is { Count: > 0 } && tree[0].Source >= 0;
        foreach (GhostStrand strand in _before)
            if (strand.Stays || taken && strand.IsFavourite) strand.Strength = 0; // it is in the new tree as well, or has become ink
        FadeRemoved();
    }

    /// <summary>Starts to fade out the branches that were removed.</summary>
    private void FadeRemoved()
    {
        foreach (ref InkSegment segment in CollectionsMarshal.AsSpan(_removed)) segment = Faded(segment);
        // While the pen moves, ghosts are replaced faster than they fade out. Without this, removed ones would accumulate.
        _removed.RemoveAll(static segment => (segment.Colour & 0xFF) == 0);
        (int first, float length) = (Math.Max(0, _shown.Followed), 0);
        foreach (GhostStrand strand in _before) length = Math.Max(length, strand.EndDepth);
        foreach (GhostStrand strand in _before) strand.AddTo(_removed, first, length, StrengthAtEnd);
        _fade = 1;
        _spare.AddRange(_before);
        _before.Clear();
    }

    private InkSegment Faded(in InkSegment segment) =>
        segment with { Colour = segment.Colour & 0xFFFFFF00 | (uint)((segment.Colour & 0xFF) * _fade) };

    /// <summary>
    /// Computes the strength and the colour of each branch. The colour is that of the likeliest ghost that the branch leads to.
    /// </summary>
    private void Aim(uint[] colours)
    {
        if (ghosts.Tree is not { Ghosts: > 0 } tree) return;
        for (int branch = 0; branch < tree.Count; branch++)
        {
            GhostStrand strand = _strands[branch];
            strand.IsFavourite = tree.Leads(branch, ghosts.Favourite);
            int rank = tree.BestOf(branch);
            strand.Colour = colours[(strand.IsFavourite ? tree.RankOf(ghosts.Favourite) : rank) % colours.Length];
            double behind = Math.Abs(tree.Nats(0) - tree.Nats(rank)); // a ghost that rests is likelier, but not better
            strand.Aim = strand.IsFavourite ? FavouriteStrength
                : ghosts.Followed ? 0
                : MinimumStrength + (Strength - MinimumStrength) * (float)Math.Exp(-behind / NatsToFade);
            if (ghosts.Moving) strand.Aim *= MovingStrength;
        }
    }

    /// <returns>Whether anything fades out.</returns>
    private bool Fade(float elapsed)
    {
        if (_removed.Count == 0) return false;
        _fade -= elapsed / FadeSeconds;
        if (_fade <= 0) _removed.Clear();
        return true;
    }

    /// <returns>Whether anything grows or changes its strength.</returns>
    private bool Move(float elapsed)
    {
        if (ghosts.Tree is not { } tree) return false;
        bool moves = false;
        float share = 1 - MathF.Exp(-elapsed / EaseSeconds);
        for (int branch = 0; branch < tree.Count; branch++)
        {
            GhostStrand strand = _strands[branch];
            int rows = tree[branch].Rows.Count;
            if (strand.Rows < rows && HasGrown(tree[branch].Parent))
            {
                strand.Rows = Math.Min(rows, strand.Rows + elapsed * RowsPerSecond);
                moves = true;
            }

            if (strand.Strength == strand.Aim) continue;
            strand.Strength += share * (strand.Aim - strand.Strength);
            if (MathF.Abs(strand.Strength - strand.Aim) < 0.004f) strand.Strength = strand.Aim;
            moves = true;
        }

        return moves;
    }

    private void Collect()
    {
        _segments.Clear();
        foreach (ref readonly InkSegment segment in CollectionsMarshal.AsSpan(_removed)) _segments.Add(Faded(segment));
        float length = 0;
        foreach (GhostStrand strand in _strands) length = Math.Max(length, strand.EndDepth);
        // The favourite lies on top.
        foreach (GhostStrand strand in _strands)
            if (!strand.IsFavourite) strand.AddTo(_segments, Math.Max(0, _shown.Followed), length, StrengthAtEnd);
        foreach (GhostStrand strand in _strands)
            if (strand.IsFavourite) strand.AddTo(_segments, Math.Max(0, _shown.Followed), length, StrengthAtEnd);
    }
}
