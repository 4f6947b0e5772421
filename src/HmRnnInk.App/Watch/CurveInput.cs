using HmRnnInk.App.Input;

namespace HmRnnInk.App.Watch;

/// <summary>Handles the pointer on the learning curve: dragging moves the playhead, and the wheel moves it by one checkpoint.</summary>
internal sealed class CurveInput(WatchTimeline timeline) : IInputTarget
{
    private bool _down;

    public CurveLayout Layout { get; set; }

    public bool Contains(float x, float y) => Layout.Contains(x, y);

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
            case InputKind.PenMove when _down:
                _down = true;
                timeline.Drag(Layout.PositionAt(input.X));
                return true;
            case InputKind.PenUp or InputKind.FocusLost:
                _down = false;
                timeline.Release();
                return true;
            case InputKind.Scroll:
                timeline.Step(-Math.Sign(input.Y));
                return true;
            default:
                return false;
        }
    }
}
