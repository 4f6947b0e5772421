using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui.Files;

/// <summary>
/// Replays how the page was written, from an empty page on and at the speed of the pen. The page itself does not change. Space
/// pauses the replay, the arrow keys change its speed, and Esc, R or a touch of the pen ends it.
/// </summary>
internal sealed class PageReplay : IInputTarget
{
    private const InkKey PauseKey = InkKey.Space, SlowerKey = InkKey.Left, FasterKey = InkKey.Right, EndKey = InkKey.Escape;
    private const double MinimumSpeed = 0.25, MaximumSpeed = 16;
    private const float TextSize = 13, Width = 440, Height = 54, Padding = 18;

    private static readonly string Keys = $"{new KeyChord(PauseKey)} pause  ·  {new KeyChord(SlowerKey)} "
        + $"{new KeyChord(FasterKey)} speed  ·  {new KeyChord(EndKey)} end";

    private List<TimedCapsule> _capsules = [];
    private double _playedSeconds, _lastSeconds;
    private double _speed = 1; // as a multiple of the speed of writing
    private int _shown;
    private bool _isPaused;

    public bool IsShown { get; private set; }

    /// <param name="capsules">The ink of the page in drawing order.</param>
    public void Begin(List<TimedCapsule> capsules, double seconds)
    {
        (_capsules, _playedSeconds, _lastSeconds, _shown) = (capsules, 0, seconds, 0);
        (IsShown, _isPaused) = (capsules.Count > 0, false);
    }

    public void End() => IsShown = false;

    /// <summary>Advances the replay to a time.</summary>
    /// <param name="count">The number of capsules on the page now. The replay ends if it has changed.</param>
    /// <returns>The number of capsules to draw.</returns>
    public int Advance(double seconds, int count)
    {
        if (!IsShown) return count;
        if (!_isPaused) _playedSeconds += (seconds - _lastSeconds) * _speed;
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
            case PauseKey: _isPaused = !_isPaused; return true;
            case SlowerKey or InkKey.Down: _speed = Math.Max(MinimumSpeed, _speed / 2); return true;
            case FasterKey or InkKey.Up: _speed = Math.Min(MaximumSpeed, _speed * 2); return true;
            case EndKey or InkKey.R: End(); return true;
            default: return false;
        }
    }

    /// <summary>Draws the progress, the speed and the keys.</summary>
    public void Draw(UiRenderer ui, Palette palette, PageLayout page)
    {
        float x = page.X + (page.Width - Width) / 2, y = page.Bottom - Height - 60;
        ui.Shadow(x, y + 3, Width, Height, 10, 12, palette.Shadow);
        ui.Rect(x, y, Width, Height, 10, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
        Span<char> text = stackalloc char[40];
        ui.Text(text.Write($"{(_isPaused ? "Replay paused" : "Replay")}  ·  ×{_speed:0.##}"), x + Padding, y + 23, TextSize,
            palette.Text, FontWeight.SemiBold);
        ui.Text(Keys, x + Width - Padding, y + 23, TextSize - 1, palette.MutedText, align: TextAlign.Right);
        float from = x + Padding, to = x + Width - Padding, line = y + 39;
        ui.Line(from, line, to, line, 4, palette.PanelBorder);
        float over = (float)Math.Min(1, _playedSeconds / _capsules[^1].EndSeconds);
        ui.Line(from, line, from + (to - from) * over, line, 4, palette.Ink.Of(byModel: true, 1));
    }
}
