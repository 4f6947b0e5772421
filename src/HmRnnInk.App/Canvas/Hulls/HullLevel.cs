using System.Runtime.InteropServices;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas.Hulls;

/// <summary>
/// The hulls around the segments of one layer, updated incrementally. The hull of the open segment at the end of the page is faint and has
/// no border. When its layer flushes, the hull gets its border with a short pulse.
/// </summary>
/// <param name="level">0 for the outermost hulls.</param>
internal sealed class HullLevel(int level)
{
    private const double PulseSeconds = 0.6;

    /// <summary>The number of different pictures of a pulse. A frame between two of them has nothing new to draw.</summary>
    private const int PulseSteps = 15;

    /// <summary>The width of the pulse at its start, relative to the radius of the hull.</summary>
    private const float PulseGrowth = 0.5f;

    /// <summary>The share of the layer's flush colour, as in the score, in the colour of a pulse at its start.</summary>
    private const float PulseShare = 0.6f;

    /// <summary>The strength of the colour of an open hull, relative to that of a completed one.</summary>
    private const float OpenShare = 0.5f;

    /// <summary>
    /// An open segment with more points than this has no hull until it is completed. Drawing it in each frame would be slow.
    /// </summary>
    private const int MaximumOpenRows = 200;

    /// <summary>
    /// Segments that are completed farther from the end of the page have no pulse, for example when the model reads an opened page.
    /// </summary>
    private const int RowsWithPulse = 100;

    private readonly List<Capsule> _capsules = [], _fresh = [];

    // The number of capsules before each hull.
    private readonly List<int> _before = [];

    // The number of capsules of completed hulls. Those of the open one follow.
    private int _completedCapsules;

    // The pulse of the newest hulls: the first hull that has it, and when it began.
    private int _firstPulsing = int.MaxValue;
    private double _pulsedSeconds = double.NegativeInfinity;

    // Whether the page was already shown at the last update. The segments of a page that was just opened are not new: they have no pulse.
    private bool _wasShown;

    /// <summary>The capsules of all hulls in the order of the rows.</summary>
    public ReadOnlySpan<Capsule> Capsules => CollectionsMarshal.AsSpan(_capsules);

    /// <summary>The number of capsules at the start that the last update did not change.</summary>
    public int Unchanged { get; private set; }

    public void Clear()
    {
        _capsules.Clear();
        _before.Clear();
        (Unchanged, _completedCapsules, _firstPulsing, _wasShown) = (0, 0, int.MaxValue, false);
    }

    /// <param name="firstChange">Rows before this one are unchanged since the last call.</param>
    /// <param name="layer">From 0, the lowest.</param>
    public void Update(
        ReadOnlySpan<PageRow> rows, LayerSegments segments, int firstChange, int layer, Palette palette, double seconds)
    {
        IReadOnlyList<HullColour> colours = palette.Modes.Hulls[level];
        IReadOnlyList<int> ends = segments.Ends(layer);
        int count = _before.Count, hull = Math.Min(count, segments.Number(layer, firstChange - RowRange.LateRows));
        float pulse = Pulse(ends, rows.Length, seconds, ref hull);
        int start = hull < count ? _before[hull] : _completedCapsules;
        CollectionsMarshal.SetCount(_before, hull);
        _fresh.Clear();
        int first = hull == 0 ? 0 : RowRange.VisibleEnd(rows, ends[hull - 1] + 1);
        for (; hull < ends.Count; hull++)
        {
            int end = RowRange.VisibleEnd(rows, ends[hull] + 1);
            HullColour colour = colours[hull % colours.Count];
            _before.Add(start + _fresh.Count);
            if (hull >= _firstPulsing)
            {
                uint flush = Mixed(palette.Paper, palette.Ink.Of(byModel: false, layer + 1), PulseShare * pulse);
                HullShape.AppendPlain(_fresh, rows, first, end, level, flush, 1 + PulseGrowth * pulse);
            }

            HullShape.Append(_fresh, rows, first, end, level, colour);
            first = Math.Max(first, end);
        }

        _completedCapsules = start + _fresh.Count;
        if (rows.Length - first <= MaximumOpenRows)
            HullShape.AppendPlain(_fresh, rows, first, rows.Length, level,
                Mixed(palette.Paper, colours[hull % colours.Count].Fill, OpenShare));
        Span<Capsule> fresh = CollectionsMarshal.AsSpan(_fresh);
        int same = fresh.CommonPrefixLength(CollectionsMarshal.AsSpan(_capsules)[start..]);
        CollectionsMarshal.SetCount(_capsules, start + fresh.Length);
        fresh[same..].CopyTo(CollectionsMarshal.AsSpan(_capsules)[(start + same)..]);
        (Unchanged, _wasShown) = (start + same, true);
    }

    /// <summary>Starts, continues or ends a pulse.</summary>
    /// <param name="hull">The first hull to draw again. While there is a pulse, it is at most the first hull that has it.</param>
    /// <returns>The strength of the pulse, from 1 to 0.</returns>
    private float Pulse(IReadOnlyList<int> ends, int rows, double seconds, ref int hull)
    {
        bool completed = _wasShown && ends.Count > _before.Count && rows - ends[_before.Count] <= RowsWithPulse;
        if (_firstPulsing != int.MaxValue) hull = Math.Min(hull, _firstPulsing);
        if (completed) (_firstPulsing, _pulsedSeconds) = (_before.Count, seconds);
        float remaining = Math.Max(0, 1 - (float)((seconds - _pulsedSeconds) / PulseSeconds));
        remaining = MathF.Ceiling(remaining * PulseSteps) / PulseSteps;
        if (remaining <= 0 || _firstPulsing >= ends.Count) _firstPulsing = int.MaxValue;
        return remaining * remaining;
    }

    private static uint Mixed(uint paper, uint colour, float share) => OkLab.Of(paper).Towards(OkLab.Of(colour), share).ToRgba();
}
