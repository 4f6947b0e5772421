using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Editing;

namespace HmRnnInk.App.Ui;

/// <summary>What the keys do, and the card that lists them: over everything else while it is shown.</summary>
public sealed class LiveKeys : IInputTarget
{
    private readonly LiveInk _ink;

    /// <param name="editing">Its keys are others' while nothing is chosen.</param>
    public LiveKeys(LiveInk ink, SelectionInput? editing = null)
    {
        _ink = ink;
        editing?.Bind(Map);
        BindModel();
        BindGhosts();
        BindColours();
        Map.Add(KeyGroup.Editing, "take back the last change of the page",
            (KeyChord.Control(InkKey.Z), _ => ink.Undo()), (InkKey.Backspace, _ => ink.Undo()));
        Map.Add(KeyGroup.Editing, "do it again",
            (KeyChord.Control(InkKey.Y), _ => ink.Redo()),
            (new KeyChord(InkKey.Z, KeyModifiers.Control | KeyModifiers.Shift), _ => ink.Redo()));
        Map.Add(KeyGroup.View, "show the score, hide it", InkKey.T, _ => Score = !Score);
        Map.Add(KeyGroup.View, "dark page, light page", InkKey.N, _ => Dark = !Dark);
        Map.Add(KeyGroup.Window, "this card", (InkKey.F1, _ => HelpShown = !HelpShown), (InkKey.H, _ => HelpShown = !HelpShown));
        Map.Add(KeyGroup.Window, "leave", KeyChord.Control(InkKey.Q), _ => Quit = true);
    }

    /// <summary>Every key; others add theirs.</summary>
    public KeyMap Map { get; } = new();

    public bool Dark { get; set; }

    /// <summary>What the ink's colour tells.</summary>
    public ColourScheme Colours { get; set; }

    /// <summary>Whether the score is wanted.</summary>
    public bool Score { get; set; } = true;

    public bool HelpShown { get; private set; }

    public bool Quit { get; private set; }

    private int Units => _ink.Hiddens?.Units ?? 0;

    public bool Contains(float x, float y) => HelpShown;

    public bool TakesKeysFirst => HelpShown;

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
                HelpShown = false;
                return true;
            case InputKind.KeyDown when HelpShown && input.Key == InkKey.Escape:
                HelpShown = false;
                return true;
            case InputKind.KeyDown:
                bool bound = Map.Press(new KeyPress(input.Key, input.Modifiers, seconds));
                Colours = Colours.Within(_ink.Layers, Units);
                return bound;
            default:
                return false;
        }
    }

    private void BindModel()
    {
        Map.Add(KeyGroup.Model, "let the model go on now", InkKey.Enter, press => _ink.GoOn(press.Seconds));
        Map.Add(KeyGroup.Model, "stop the model", InkKey.Escape, _ => _ink.StopWriting());
        Map.Add(KeyGroup.Model, "pause the model, and go on; held, the pen moves the page", InkKey.Space, _ => _ink.Paused = !_ink.Paused);
        Map.Add(KeyGroup.Model, "neater, wilder",
            (InkKey.Up, _ => Set(with => with with { Bias = Math.Min(5, Math.Round(with.Bias + 0.1, 1)) })),
            (InkKey.Down, _ => Set(with => with with { Bias = Math.Max(0, Math.Round(with.Bias - 0.1, 1)) })));
        Map.Add(KeyGroup.Model, "slower, faster",
            (KeyChord.Shift(InkKey.Comma), _ => Set(with => with.Slower())),
            (KeyChord.Shift(InkKey.Period), _ => Set(with => with.Faster())));
        Map.Add(KeyGroup.Model, "go on sooner, later",
            (InkKey.Comma, _ => Set(with => with with { DelaySeconds = Math.Max(0.1, Math.Round(with.DelaySeconds - 0.1, 1)) })),
            (InkKey.Period, _ => Set(with => with with { DelaySeconds = Math.Min(LiveSettings.LongestDelaySeconds, Math.Round(with.DelaySeconds + 0.1, 1)) })));
        Map.Add(KeyGroup.Model, "you write larger, smaller than the model thinks",
            (InkKey.Plus, _ => Set(with => with with { SizeFactor = Math.Min(3, with.SizeFactor * 1.05f) })),
            (InkKey.Minus, _ => Set(with => with with { SizeFactor = Math.Max(0.33f, with.SizeFactor / 1.05f) })));
    }

    private void BindGhosts()
    {
        Map.Add(KeyGroup.Ghosts, "take the favourite ghost up to the next boundary of layer 1, of layer 2",
            (InkKey.Right, press => TakeGhost(0, press.Seconds)), (InkKey.Tab, press => TakeGhost(1, press.Seconds)));
        Map.Add(KeyGroup.Ghosts, "choose a ghost",
            (InkKey.Digit1, press => _ink.Choose(1, press.Seconds)), (InkKey.Digit2, press => _ink.Choose(2, press.Seconds)),
            (InkKey.Digit3, press => _ink.Choose(3, press.Seconds)), (InkKey.Digit4, press => _ink.Choose(4, press.Seconds)),
            (InkKey.Digit5, press => _ink.Choose(5, press.Seconds)));
        Map.Add(KeyGroup.Ghosts, "more ghosts; Shift for fewer", InkKey.G,
            press => Set(with => press.Shift ? with.FewerGhosts() : with.MoreGhosts()));
        Map.Add(KeyGroup.Model, "hold the top layer as it is, let it go", InkKey.K, _ => Set(with => with with { HoldTop = !with.HoldTop }));
    }

    /// <summary>While the model writes, a press takes the pen from it, so that the next can take what comes by segments.</summary>
    private void TakeGhost(int layer, double seconds)
    {
        if (_ink.Phase == LivePhase.ModelWrites) _ink.StopWriting(lifted: false);
        else _ink.Ghosts.TakeUpToBoundary(layer, seconds);
    }

    private void BindColours()
    {
        Map.Add(KeyGroup.Colours, "colour by something else; Shift for the one before", InkKey.C,
            press => Colours = Colours.OtherMode(press.Shift ? -1 : 1), when: () => _ink.Layers > 0);
        Map.Add(KeyGroup.Colours, "another layer; Shift for the one below", InkKey.L,
            press => Colours = Colours.OtherLayer(_ink.Layers, press.Shift ? -1 : 1));
        Map.Add(KeyGroup.Colours, "another hidden unit; Shift to leap", () => Colours.Mode == ColourMode.Unit,
            (InkKey.LeftBracket, press => Colours = Colours.OtherUnit(Units, press.Shift ? -10 : -1)),
            (InkKey.RightBracket, press => Colours = Colours.OtherUnit(Units, press.Shift ? 10 : 1)));
    }

    private void Set(Func<LiveSettings, LiveSettings> change) => _ink.Change(change(_ink.Settings));
}
