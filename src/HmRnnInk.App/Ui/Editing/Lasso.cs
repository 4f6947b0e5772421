using System.Runtime.InteropServices;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Editing;

/// <summary>
/// Selects ink by a loop: all rows from the first to the last one inside it, as a mouse selects text. A tap on ink selects its segment, and
/// more taps in this selection select more around it.
/// </summary>
internal sealed class Lasso(LiveInk ink, InkSelection selection)
{
    /// <summary>
    /// Distances in window units: the maximum of a tap from ink, the maximum movement during a tap, and the minimum between points of the
    /// loop.
    /// </summary>
    private const float Reach = 14, MaximumMovement = 5, PointSpacing = 3;

    private readonly List<(float X, float Y)> _loop = [];
    private bool _pressed, _isTap;

    // What the last tap selected, and how many sizes larger than the smallest segment that is.
    private RowRange? _tapped;
    private int _growth;

    /// <summary>The loop that is being drawn, page units.</summary>
    public ReadOnlySpan<(float X, float Y)> Loop => CollectionsMarshal.AsSpan(_loop);

    public void Cancel()
    {
        _loop.Clear();
        _pressed = false;
    }

    /// <inheritdoc cref="PenTools.Take"/>
    public bool Take(in InputEvent input, float unit)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
                Cancel();
                (_pressed, _isTap) = (true, true);
                _loop.Add((input.X, input.Y));
                return true;
            case InputKind.PenMove when _pressed:
                _isTap &= Distance(_loop[0], input.X, input.Y) <= MaximumMovement * unit;
                if (Distance(_loop[^1], input.X, input.Y) >= PointSpacing * unit) _loop.Add((input.X, input.Y));
                return true;
            case InputKind.PenUp or InputKind.FocusLost when _pressed:
                if (_isTap) Tap(input.X, input.Y, Reach * unit);
                else Enclose();
                Cancel();
                return true;
            default:
                return false;
        }
    }

    private void Tap(float x, float y, float reach)
    {
        if (SelectionInput.Nearest(ink, x, y, reach) is not { } nearest)
        {
            selection.Clear();
            return;
        }

        bool again = selection.Range is { } range && range == _tapped && nearest >= range.First && nearest < range.End;
        _growth = again ? _growth + 1 : 0;
        selection.SelectAt(nearest, _growth);
        _tapped = selection.Range;
    }

    private void Enclose()
    {
        int first = -1, end = 0;
        for (int row = 0; row < ink.Rows.Count; row++)
        {
            if (!Encloses(ink.Rows[row].X, ink.Rows[row].Y)) continue;
            if (first < 0) first = row;
            end = row + 1;
        }

        if (first < 0) selection.Clear();
        else selection.Select(new RowRange(first, end));
    }

    /// <summary>Whether a place is inside the closed loop: a ray from it crosses the loop an odd number of times.</summary>
    private bool Encloses(float x, float y)
    {
        bool inside = false;
        (float X, float Y) from = _loop[^1];
        foreach ((float X, float Y) to in _loop)
        {
            if (from.Y > y != to.Y > y && x < (to.X - from.X) * (y - from.Y) / (to.Y - from.Y) + from.X) inside = !inside;
            from = to;
        }

        return inside;
    }

    private static float Distance((float X, float Y) place, float x, float y) => MathF.Max(MathF.Abs(place.X - x), MathF.Abs(place.Y - y));
}
