using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// Shows only the favourite ghost, and fans the others out above and below it when the pointer is near, when a key is pressed, or after a
/// second in which nothing changes. Each of the others has its own card, so that no two ghosts overlap.
/// </summary>
/// <param name="isFree">Whether an area of the page, in page units, has no ink. Cards never cover ink.</param>
internal sealed class GhostFan(LiveGhosts ghosts, Func<PageArea, bool> isFree)
{
    /// <summary>The fan opens by itself when the ghosts have been unchanged for this time.</summary>
    public const double RestSeconds = 1;

    /// <summary>How long the fan stays open after the pointer has left.</summary>
    private const double LeaveSeconds = 0.5;

    /// <summary>The time constant with which the fan opens and closes.</summary>
    private const float EaseSeconds = 0.09f;

    /// <summary>
    /// Page units: the distance of the ink from the edge of its card, the gap between cards, the distance at which the pointer counts as
    /// near, and the width of the number on a card.
    /// </summary>
    private const float Padding = 9, Gap = 7, Reach = 14, NumberWidth = 24;

    /// <summary>If fewer rows of a ghost than this (about a letter) are on its first ruled line, its card shows its next line.</summary>
    private const int MinimumRows = 10;

    private readonly List<GhostCard> _cards = [];

    // The ink of the favourite on each of its ruled lines.
    private readonly List<PageArea> _favourite = [];
    private (int Version, int Favourite, PageArea Visible) _arranged = (-1, -1, default);
    private (float X, float Y)? _pointer;
    private double _changedSeconds, _nearSeconds = double.NegativeInfinity;

    /// <summary>From 0, where only the favourite is shown, to 1.</summary>
    public float Openness { get; private set; }

    /// <summary>
    /// The cards of the <see cref="LiveGhosts.Choices"/> most likely ghosts, except the favourite and the ghosts without room.
    /// </summary>
    public IReadOnlyList<GhostCard> Cards => _cards;

    /// <summary>Sets the place of the pointer in page units; null if there is none.</summary>
    public void PointTo((float X, float Y)? place) => _pointer = place;

    /// <returns>The rank of the ghost whose open card is at a place in page units; null for none.</returns>
    public int? At(float x, float y)
    {
        if (Openness < 0.5f || !ghosts.CanBeAccepted) return null;
        foreach (GhostCard card in _cards)
            if (card.Bounds.Contains(x, y)) return card.Rank;
        return null;
    }

    /// <summary>Updates the fan to a time.</summary>
    /// <param name="visible">The part of the page that the window shows, page units. All cards lie within its height.</param>
    /// <returns>Whether it has moved or changed.</returns>
    public bool Update(PageArea visible, double seconds, float elapsedSeconds)
    {
        bool changed = _arranged != (ghosts.Version, ghosts.Favourite, visible);
        if (changed)
        {
            if (_arranged.Version != ghosts.Version) _changedSeconds = seconds;
            _arranged = (ghosts.Version, ghosts.Favourite, visible);
            Arrange(visible);
        }

        float target = IsWanted(seconds) ? 1 : 0, before = Openness;
        if (!ghosts.CanBeAccepted) Openness = 0;
        Openness += (1 - MathF.Exp(-elapsedSeconds / EaseSeconds)) * (target - Openness);
        if (MathF.Abs(target - Openness) < 0.004f) Openness = target;
        return changed || Openness != before;
    }

    private bool IsWanted(double seconds)
    {
        if (!ghosts.CanBeAccepted || _cards.Count == 0) return false;
        if (IsNear()) _nearSeconds = seconds;
        return ghosts.AllAreWanted || seconds - _nearSeconds < LeaveSeconds || seconds - _changedSeconds >= RestSeconds;
    }

    private bool IsNear()
    {
        if (_pointer is not var (x, y)) return false;
        foreach (PageArea area in _favourite)
            if (Reaches(area)) return true;
        if (Openness < 0.5f) return false;
        foreach (GhostCard card in _cards)
            if (Reaches(card.Bounds)) return true;
        return false;

        bool Reaches(PageArea area) => area.Grown(Reach).Contains(x, y);
    }

    /// <summary>
    /// Places the cards alternately below and above the favourite, the most likely ones next to it. If only one side has room for a card,
    /// it is placed there; if neither has, the ghost has no card.
    /// </summary>
    private void Arrange(PageArea visible)
    {
        _cards.Clear();
        _favourite.Clear();
        if (ghosts.Tree is not { Ghosts: > 0 } tree) return;
        var favourite = new GhostPath(tree, ghosts.Favourite);
        for (int row = 0, end; row < favourite.Count; row = end)
            _favourite.Add(Bounds(favourite, row, end = EndOfLine(favourite, row)));
        if (_favourite.Count == 0) return;
        float below = _favourite[0].MaxY + Gap, above = _favourite[0].MinY - Gap;
        for (int rank = 0; rank < Math.Min(LiveGhosts.Choices, tree.Ghosts); rank++)
        {
            var ghost = new GhostPath(tree, tree.LeafAt(rank));
            if (ghost.Leaf == favourite.Leaf) continue;
            int first = SharedRows(tree, ghost.Leaf, favourite.Leaf);
            if (first >= ghost.Count) continue;
            int end = EndOfLine(ghost, first);
            if (end - first < MinimumRows && end < ghost.Count) (first, end) = (end, EndOfLine(ghost, end));
            PageArea ink = Bounds(ghost, first, end);
            float height = ink.Height + 2 * Padding;
            PageArea Card(float top) => new(ink.MinX - Padding, top, ink.MaxX + Padding + NumberWidth, top + height);
            PageArea upper = Card(above - height), lower = Card(below);
            // Moves the lower card below each line of the favourite that it covers. The lines are in order from the top.
            foreach (PageArea line in _favourite)
                if (line.Overlaps(lower)) lower = Card(line.MaxY + Gap);
            bool fitsAbove = Fits(upper) && !CoversFavourite(upper), fitsBelow = Fits(lower);
            if (!fitsAbove && !fitsBelow) continue;
            bool goesUp = fitsAbove && (!fitsBelow || _cards.Count % 2 == 1);
            PageArea card = goesUp ? upper : lower;
            if (goesUp) above = card.MinY - Gap;
            else below = card.MaxY + Gap;
            _cards.Add(new GhostCard(rank, first, end, card.MinY + Padding - ink.MinY, card));
        }

        bool Fits(PageArea card) => card.MinY >= visible.MinY && card.MaxY <= visible.MaxY && isFree(card);
    }

    // A loop, because a lambda would allocate while the pen writes.
    private bool CoversFavourite(PageArea card)
    {
        foreach (PageArea line in _favourite)
            if (line.Overlaps(card)) return true;
        return false;
    }

    /// <returns>The number of rows that two ghosts share.</returns>
    private static int SharedRows(GhostTree tree, int leaf, int other)
    {
        int branch = leaf;
        while (tree[branch].Parent >= 0 && !tree.Leads(tree[branch].Parent, other)) branch = tree[branch].Parent;
        return tree[branch].FirstDepth;
    }

    /// <returns>The end of the rows that follow <paramref name="first"/> on the same ruled line.</returns>
    private static int EndOfLine(GhostPath ghost, int first)
    {
        int line = ghost.PenAfter(first).Place.Line, end = first + 1;
        while (end < ghost.Count && ghost.PenAfter(end).Place.Line == line) end++;
        return end;
    }

    private static PageArea Bounds(GhostPath ghost, int first, int end)
    {
        PageArea bounds = PageArea.Empty;
        for (int row = first; row < end; row++)
        {
            PenPlace place = ghost.PenAfter(row).Place;
            bounds = bounds.Including(place.PageX, place.PageY);
        }

        return bounds;
    }
}
