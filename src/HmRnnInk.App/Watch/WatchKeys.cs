using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Watch;

/// <summary>What the keys do while a run is watched, and the card that lists them.</summary>
public sealed class WatchKeys : IInputTarget
{
    public WatchKeys(WatchTimeline timeline)
    {
        Map.Add(KeyGroup.Playhead, "play from here; at the end, from the beginning", InkKey.Space, _ => timeline.TogglePlay());
        Map.Add(KeyGroup.Playhead, "the checkpoint before, the next; Shift for five",
            (InkKey.Left, press => timeline.Step(press.Shift ? -5 : -1)), (InkKey.Right, press => timeline.Step(press.Shift ? 5 : 1)));
        Map.Add(KeyGroup.Playhead, "the first checkpoint; the last, and follow the run",
            (InkKey.Home, _ => timeline.ToFirst()), (InkKey.End, _ => timeline.ToLast()));
        Map.Add(KeyGroup.Colours, "colour by something else; Shift for the one before", InkKey.C,
            press => Mode = WatchColours.Other(Mode, press.Shift ? -1 : 1));
        Map.Add(KeyGroup.View, "show the score, hide it", InkKey.T, _ => Score = !Score);
        Map.Add(KeyGroup.View, "dark page, light page", InkKey.N, _ => Dark = !Dark);
        Map.Add(KeyGroup.Window, "this card", (InkKey.F1, _ => HelpShown = !HelpShown), (InkKey.H, _ => HelpShown = !HelpShown));
        Map.Add(KeyGroup.Window, "leave", KeyChord.Control(InkKey.Q), _ => Quit = true);
    }

    public KeyMap Map { get; } = new();

    public bool Dark { get; set; }

    /// <summary>What the ink's colour tells: one that <see cref="WatchColours"/> has.</summary>
    public ColourMode Mode { get; set; } = ColourMode.Segments;

    public bool Score { get; set; } = true;

    public bool HelpShown { get; private set; }

    public bool Quit { get; private set; }

    public bool Contains(float x, float y) => HelpShown;

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
            case InputKind.KeyDown when HelpShown && input.Key == InkKey.Escape:
                HelpShown = false;
                return true;
            case InputKind.KeyDown:
                return Map.Press(new KeyPress(input.Key, input.Modifiers, seconds));
            default:
                return false;
        }
    }
}
