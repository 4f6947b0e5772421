using HmRnnInk.App.Input;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui.Files;

/// <summary>
/// Replays how the page was written, from an empty page on and at the speed of the pen. The page itself does not change. Space
/// pauses the replay, the arrow keys change its speed, and Esc, R or a touch of the pen ends it.
/// </summary>
internal sealed class PageReplay : IInputTarget
{
    public const InkKey PauseKey = InkKey.Space, SlowerKey = InkKey.Left, FasterKey = InkKey.Right, EndKey = InkKey.Escape;

    private const double MinimumSpeed = 0.25, MaximumSpeed = 16;

    private List<TimedCapsule> _capsules = [];
    private double _playedSeconds, _lastSeconds;
    private int _shown;

    public bool IsShown { get; private set; }

    public bool IsPaused { get; private set; }

    /// <summary>The speed as a multiple of the speed of writing.</summary>
    public double Speed { get; private set; } = 1;

    /// <summary>The part of the replay that is over, 0 to 1.</summary>
    public double Progress => _capsules.Count == 0 ? 1 : Math.Min(1, _playedSeconds / _capsules[^1].EndSeconds);

    /// <param name="capsules">The ink of the page in drawing order.</param>
    public void Begin(List<TimedCapsule> capsules, double seconds)
    {
        (_capsules, _playedSeconds, _lastSeconds, _shown) = (capsules, 0, seconds, 0);
        (IsShown, IsPaused) = (capsules.Count > 0, false);
    }

    public void End() => IsShown = false;

    /// <summary>Advances the replay to a time.</summary>
    /// <param name="count">The number of capsules on the page now. The replay ends if it has changed.</param>
    /// <returns>The number of capsules to draw.</returns>
    public int Advance(double seconds, int count)
    {
        if (!IsShown) return count;
        if (!IsPaused) _playedSeconds += (seconds - _lastSeconds) * Speed;
        _lastSeconds = seconds;
        while (_shown < _capsules.Count && _capsules[_shown].EndSeconds <= _playedSeconds) _shown++;
        if (_shown == _capsules.Count || count != _capsules.Count) IsShown = false;
        return IsShown ? _shown : count;
    }

    public bool Contains(float x, float y) => IsShown;

    public bool Take(in InputEvent input, double seconds)
    {
        if (IsShown && input.Kind == InputKind.PenDown) End();
        if (!IsShown || input.Kind != InputKind.KeyDown) return false;
        switch (input.Key)
        {
            case PauseKey: IsPaused = !IsPaused; return true;
            case SlowerKey or InkKey.Down: Speed = Math.Max(MinimumSpeed, Speed / 2); return true;
            case FasterKey or InkKey.Up: Speed = Math.Min(MaximumSpeed, Speed * 2); return true;
            case EndKey or InkKey.R: End(); return true;
            default: return false;
        }
    }
}
