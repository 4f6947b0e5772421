using System.Runtime.InteropServices;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// The ink of the ghosts. It grows outwards from the pen, and removed ghosts fade out. <see cref="GhostFan"/> places the ghosts other than
/// the favourite. A frame in which nothing moves does no work and allocates nothing.
/// </summary>
/// <param name="penWidth">Diameter of the pen in page units.</param>
/// <param name="isFree">See <see cref="GhostFan"/>.</param>
internal sealed class GhostPicture(LiveGhosts ghosts, float penWidth, Func<PageArea, bool> isFree)
{
    /// <summary>The speed of growth in rows per second.</summary>
    private const float RowsPerSecond = 260;

    /// <summary>The time constant of changes of strength, and the time in which removed ghosts fade out.</summary>
    private const float EaseSeconds = 0.07f, FadeSeconds = 0.16f;

    /// <summary>The strength of a ghost (1 is opaque), and the factor of it while the pen moves.</summary>
    private const float FavouriteStrength = 0.72f, MovingStrength = 0.55f;

    /// <summary>The part of its strength that a ghost has at its end. The prediction is less certain there.</summary>
    private const float StrengthAtEnd = 0.45f;

    private readonly List<GhostStrand> _strands = [], _before = [], _spare = [];
    private readonly List<Capsule> _capsules = [], _removed = [];
    private readonly InkGeometry _geometry = new();
    private (int Version, int Favourite, int Followed, uint[]? Colours) _shown;
    private double _seconds;
    private float _fade;

    public LiveGhosts Ghosts => ghosts;

    /// <summary>Where the ghosts other than the favourite are.</summary>
    public GhostFan Fan { get; } = new(ghosts, isFree);

    /// <summary>The ink. Valid until the next update.</summary>
    public ReadOnlySpan<Capsule> Capsules => CollectionsMarshal.AsSpan(_capsules);

    /// <summary>Updates the picture to a time.</summary>
    /// <param name="colours">
    /// The opaque colours of the ghosts in order of likelihood, 0xRRGGBBAA. They repeat if there are more ghosts.
    /// </param>
    /// <param name="visible">The part of the page that the window shows, page units.</param>
    /// <returns>Whether <see cref="Capsules"/> changed.</returns>
    public bool Update(uint[] colours, PageArea visible, double seconds)
    {
        float elapsedSeconds = (float)Math.Clamp(seconds - _seconds, 0, 0.1);
        _seconds = seconds;
        var now = (ghosts.Version, ghosts.Favourite, ghosts.Followed ? ghosts.FollowedRows : -1, colours);
        bool changes = now != _shown;
        if (ghosts.Version != _shown.Version) Adopt();
        if (changes) ChooseStrengths(colours);
        _shown = now;
        changes |= Fade(elapsedSeconds);
        changes |= Grow(elapsedSeconds);
        changes |= Fan.Update(visible, seconds, elapsedSeconds);
        if (changes) Collect();
        return changes;
    }

    /// <returns>The visibility of a ghost and of the mark at its end, 0 to 1.</returns>
    public float Visibility(int leaf)
    {
        if (leaf >= _strands.Count || !HasGrown(leaf)) return 0;
        return leaf == ghosts.Favourite ? Math.Min(1, 2 * _strands[leaf].Strength / FavouriteStrength) : Fan.Openness;
    }

    /// <returns>Whether a ghost has grown to this number of rows.</returns>
    public bool HasGrown(GhostPath ghost, int rows)
    {
        int branch = ghost.BranchAt(rows);
        return branch < _strands.Count && _strands[branch].FirstDepth + _strands[branch].Rows >= rows
            && HasGrown(ghost.Tree[branch].Parent);
    }

    private bool HasGrown(int branch) => branch < 0 || _strands[branch].Rows >= ghosts.Tree![branch].Rows.Count
        && HasGrown(ghosts.Tree[branch].Parent);

    /// <summary>Takes over a new tree of ghosts. Branches that the previous tree had as well continue where they were.</summary>
    private void Adopt()
    {
        GhostTree? tree = ghosts.Tree;
        _before.AddRange(_strands);
        _strands.Clear();
        // A source is an index of a branch in the previous tree. That branch is a strand of _before only if no tree was skipped.
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
                strand.Strength = from?.Strength ?? FavouriteStrength;
                if (from is not null) from.Stays = true;
            }

            _strands.Add(strand);
        }

        // What the new tree contains as well, or what has become ink, does not fade out.
        bool becameInk = tree is { Count: > 0 } && tree[0].Source >= 0;
        foreach (GhostStrand strand in _before)
            if (strand.Stays || becameInk && strand.IsFavourite) strand.Strength = 0;
        FadeRemoved();
    }

    /// <summary>Starts to fade out the branches that were removed.</summary>
    private void FadeRemoved()
    {
        foreach (ref Capsule capsule in CollectionsMarshal.AsSpan(_removed)) capsule = Faded(capsule);
        // While the pen moves, ghosts are replaced faster than they fade out. Without this, removed ones would accumulate.
        _removed.RemoveAll(static capsule => (capsule.Colour & 0xFF) == 0);
        AddFavourite(_before, _removed); // the others lie on cards, which disappear at once
        _fade = 1;
        _spare.AddRange(_before);
        _before.Clear();
    }

    private Capsule Faded(in Capsule capsule) => capsule with { Colour = capsule.Colour.Faded(_fade) };

    /// <summary>Chooses the strength that each branch approaches, and its colour in the favourite.</summary>
    private void ChooseStrengths(uint[] colours)
    {
        if (ghosts.Tree is not { Ghosts: > 0 } tree) return;
        uint colour = colours[tree.BestRank(ghosts.Favourite) % colours.Length];
        for (int branch = 0; branch < tree.Count; branch++)
        {
            GhostStrand strand = _strands[branch];
            strand.IsFavourite = tree.Leads(branch, ghosts.Favourite);
            strand.Colour = colour;
            strand.TargetStrength = !strand.IsFavourite && ghosts.Followed ? 0
                : ghosts.Moving ? MovingStrength * FavouriteStrength
                : FavouriteStrength;
        }
    }

    /// <returns>Whether anything fades out.</returns>
    private bool Fade(float elapsedSeconds)
    {
        if (_removed.Count == 0) return false;
        _fade -= elapsedSeconds / FadeSeconds;
        if (_fade <= 0) _removed.Clear();
        return true;
    }

    /// <returns>Whether anything grows or changes its strength.</returns>
    private bool Grow(float elapsedSeconds)
    {
        if (ghosts.Tree is not { } tree) return false;
        bool moves = false;
        float share = 1 - MathF.Exp(-elapsedSeconds / EaseSeconds);
        for (int branch = 0; branch < tree.Count; branch++)
        {
            GhostStrand strand = _strands[branch];
            int rows = tree[branch].Rows.Count;
            if (strand.Rows < rows && HasGrown(tree[branch].Parent))
            {
                strand.Rows = Math.Min(rows, strand.Rows + elapsedSeconds * RowsPerSecond);
                moves = true;
            }

            if (strand.Strength == strand.TargetStrength) continue;
            strand.Strength += share * (strand.TargetStrength - strand.Strength);
            if (MathF.Abs(strand.Strength - strand.TargetStrength) < 0.004f) strand.Strength = strand.TargetStrength;
            moves = true;
        }

        return moves;
    }

    private void Collect()
    {
        _capsules.Clear();
        foreach (ref readonly Capsule capsule in CollectionsMarshal.AsSpan(_removed)) _capsules.Add(Faded(capsule));
        AddFavourite(_strands, _capsules);
        if (Fan.Openness <= 0 || ghosts.Tree is not { } tree || _shown.Colours is not { } colours) return;
        // A for loop, because enumerating an interface would allocate.
        for (int card = 0; card < Fan.Cards.Count; card++)
            CollectCard(tree, Fan.Cards[card], colours[Fan.Cards[card].Rank % colours.Length]);
    }

    /// <summary>Adds the ink of the favourite, without the rows that the model has written already.</summary>
    private void AddFavourite(List<GhostStrand> strands, List<Capsule> capsules)
    {
        float length = 0;
        foreach (GhostStrand strand in strands) length = Math.Max(length, strand.EndDepth);
        foreach (GhostStrand strand in strands)
        {
            if (strand.IsFavourite)
                strand.AddTo(capsules, strand.Colour, strand.Strength, Math.Max(0, _shown.Followed), length, StrengthAtEnd);
        }
    }

    /// <summary>Collects the ink on the card of a ghost that is fanned out. It slides out of the place of the favourite.</summary>
    private void CollectCard(GhostTree tree, GhostCard card, uint colour)
    {
        // The branches from the leaf to the fork.
        for (int branch = tree.LeafAt(card.Rank); branch >= 0 && tree[branch].EndDepth > card.FirstDepth; branch = tree[branch].Parent)
        {
            GhostStrand strand = _strands[branch];
            strand.AddTo(_capsules, colour, strand.Strength * Fan.Openness, card.FirstDepth, float.PositiveInfinity, 1,
                card.Shift * Fan.Openness, card.EndDepth);
        }
    }
}
