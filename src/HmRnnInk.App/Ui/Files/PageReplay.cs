using HmRnnInk.App.Input;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui.Files;

/// <summary>
/// The page writing itself again, from an empty one, in the pen's timing. A view of what is there: nothing on the page changes, and at its
/// end all is as it was. Space halts it, arrows change its speed, Esc or the pen ends it.
/// </summary>
public sealed class PageReplay : IInputTarget
{
    private const double SlowestSpeed = 0.25, FastestSpeed = 16;

    private List<TimedSegment> _pieces = [];
    private double _time, _last;
    private int _shown;

    public bool IsShown { get; private set; }

    public bool Halted { get; private set; }

    /// <summary>Of the pen's.</summary>
    public double Speed { get; private set; } = 1;

    /// <summary>How much of it is over, 0 to 1.</summary>
    public double Share => _pieces.Count == 0 ? 1 : Math.Min(1, _time / _pieces[^1].EndSeconds);

    /// <param name="pieces">Those that the page is drawn with, in their order.</param>
    public void Begin(List<TimedSegment> pieces, double seconds)
    {
        (_pieces, _time, _last, _shown) = (pieces, 0, seconds, 0);
        (IsShown, Halted) = (pieces.Count > 0, false);
    }

    public void End() => IsShown = false;

    /// <summary>Lets time pass.</summary>
    /// <param name="segments">Of the page now: where they are others than at the beginning, there is nothing left to show again.</param>
    /// <returns>How many of them are seen.</returns>
    public int Advance(double seconds, int segments)
    {
        if (!IsShown) return segments;
        if (!Halted) _time += (seconds - _last) * Speed;
        _last = seconds;
        while (_shown < _pieces.Count && _pieces[_shown].EndSeconds <= _time) _shown++;
        if (_shown == _pieces.Count || segments != _pieces.Count) IsShown = false;
        return IsShown ? _shown : segments;
    }

    public bool Contains(float x, float y) => IsShown;

    public bool Take(in InputEvent input, double seconds)
    {
        if (IsShown && input.Kind == InputKind.PenDown) End();
        if (!IsShown || input.Kind != InputKind.KeyDown) return false;
        switch (input.Key)
        {
            case InkKey.Space: Halted = !Halted; return true;
            case InkKey.Left or InkKey.Down: Speed = Math.Max(SlowestSpeed, Speed / 2); return true;
            case InkKey.Right or InkKey.Up: Speed = Math.Min(FastestSpeed, Speed * 2); return true;
            case InkKey.Escape or InkKey.R: End(); return true;
            default: return false;
        }
    }
}
