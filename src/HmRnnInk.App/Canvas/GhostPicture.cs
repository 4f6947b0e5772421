using System.Runtime.InteropServices;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// The ghosts' ink: it grows from the pen outwards, the favourite's is the strongest, and what is gone fades away. Time is passed in;
/// nothing is done, and nothing allocated, in a frame in which nothing moves.
/// </summary>
/// <param name="penWidth">Diameter of the pen, page units.</param>
public sealed class GhostPicture(LiveGhosts ghosts, float penWidth)
{
    /// <summary>How fast they grow, rows a second.</summary>
    private const float RowsPerSecond = 260;

    /// <summary>How fast strength comes to what it should be, and how long what is gone still shows.</summary>
    private const float EaseSeconds = 0.07f, FadeSeconds = 0.16f;

    private const float FavouriteStrength = 0.72f, Strength = 0.5f, LeastStrength = 0.24f, MovingStrength = 0.55f;

    /// <summary>Nats a row by which a ghost is less likely than the likeliest and shows 1/e as strongly.</summary>
    private const double NatsToFade = 0.4;

    /// <summary>Of a ghost's strength, what is left at its end: the further, the less sure.</summary>
    private const float StrengthAtEnd = 0.45f;

    private readonly List<GhostStrand> _strands = [], _before = [], _spare = [];
    private readonly List<InkSegment> _segments = [], _gone = [];
    private readonly InkGeometry _geometry = new();
    private (int Version, int Favourite, int Followed, uint[]? Colours) _shown;
    private double _seconds;
    private float _fade;

    /// <summary>Of which this is the picture.</summary>
    public LiveGhosts Ghosts => ghosts;

    /// <summary>The ink, faint. Valid until the next update.</summary>
    public ReadOnlySpan<InkSegment> Segments => CollectionsMarshal.AsSpan(_segments);

    /// <summary>Lets time pass.</summary>
    /// <param name="colours">Of the likeliest ghost's ink, of the next one's and so on, opaque, and again from the first; 0xRRGGBBAA.</param>
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

    /// <returns>How much of a ghost's last branch shows, from 0 to 1: its mark comes with it.</returns>
    public float Shows(int leaf) =>
        leaf < _strands.Count && IsOut(leaf) ? Math.Min(1, _strands[leaf].Strength / LeastStrength) : 0;

    /// <returns>Whether the first rows of a ghost are out.</returns>
    public bool IsOut(GhostPath ghost, int rows)
    {
        int branch = ghost.BranchAt(rows);
        return branch < _strands.Count && _strands[branch].FirstDepth + _strands[branch].Rows >= rows && IsOut(ghost.Tree[branch].Parent);
    }

    private bool IsOut(int branch) => branch < 0 || _strands[branch].Rows >= ghosts.Tree![branch].Rows.Count && IsOut(ghosts.Tree[branch].Parent);

    /// <summary>Takes over the ghosts that are there now; what they have in common with those before goes on as it was.</summary>
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
            if (strand.Stays || taken && strand.IsFavourite) strand.Strength = 0; // it lives on, or has become ink
        LetGo();
    }

    /// <summary>Has what went fade away.</summary>
    private void LetGo()
    {
        foreach (ref InkSegment segment in CollectionsMarshal.AsSpan(_gone)) segment = Faded(segment);
        // A pen that moves has others in their place sooner than they have faded: what is gone before them would gather for as long as it moves.
        _gone.RemoveAll(static segment => (segment.Colour & 0xFF) == 0);
        (int first, float length) = (Math.Max(0, _shown.Followed), 0);
        foreach (GhostStrand strand in _before) length = Math.Max(length, strand.EndDepth);
        foreach (GhostStrand strand in _before) strand.AddTo(_gone, first, length, StrengthAtEnd);
        _fade = 1;
        _spare.AddRange(_before);
        _before.Clear();
    }

    private InkSegment Faded(in InkSegment segment) =>
        segment with { Colour = segment.Colour & 0xFFFFFF00 | (uint)((segment.Colour & 0xFF) * _fade) };

    /// <summary>Finds how strong each branch should be, and in whose colour: that of the likeliest ghost that it leads to.</summary>
    private void Aim(uint[] colours)
    {
        if (ghosts.Tree is not { Ghosts: > 0 } tree) return;
        for (int branch = 0; branch < tree.Count; branch++)
        {
            GhostStrand strand = _strands[branch];
            strand.IsFavourite = tree.Leads(branch, ghosts.Favourite);
            int rank = tree.BestOf(branch);
            strand.Colour = colours[(strand.IsFavourite ? tree.RankOf(ghosts.Favourite) : rank) % colours.Length];
            double behind = Math.Abs(tree.Nats(0) - tree.Nats(rank)); // a ghost that rests is likelier, and no better for it
            strand.Aim = strand.IsFavourite ? FavouriteStrength
                : ghosts.Followed ? 0
                : LeastStrength + (Strength - LeastStrength) * (float)Math.Exp(-behind / NatsToFade);
            if (ghosts.Moving) strand.Aim *= MovingStrength;
        }
    }

    /// <returns>Whether anything fades.</returns>
    private bool Fade(float elapsed)
    {
        if (_gone.Count == 0) return false;
        _fade -= elapsed / FadeSeconds;
        if (_fade <= 0) _gone.Clear();
        return true;
    }

    /// <returns>Whether anything grows, or becomes stronger or weaker.</returns>
    private bool Move(float elapsed)
    {
        if (ghosts.Tree is not { } tree) return false;
        bool moves = false;
        float share = 1 - MathF.Exp(-elapsed / EaseSeconds);
        for (int branch = 0; branch < tree.Count; branch++)
        {
            GhostStrand strand = _strands[branch];
            int rows = tree[branch].Rows.Count;
            if (strand.Rows < rows && IsOut(tree[branch].Parent))
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
        foreach (ref readonly InkSegment segment in CollectionsMarshal.AsSpan(_gone)) _segments.Add(Faded(segment));
        float length = 0;
        foreach (GhostStrand strand in _strands) length = Math.Max(length, strand.EndDepth);
        // The favourite's lies on top.
        foreach (GhostStrand strand in _strands)
            if (!strand.IsFavourite) strand.AddTo(_segments, Math.Max(0, _shown.Followed), length, StrengthAtEnd);
        foreach (GhostStrand strand in _strands)
            if (strand.IsFavourite) strand.AddTo(_segments, Math.Max(0, _shown.Followed), length, StrengthAtEnd);
    }
}
