using HmRnnInk.App.Rendering;
using HmRnnInk.App.Window;

namespace HmRnnInk.App.Live;

/// <summary>What the keys do.</summary>
public sealed class LiveKeys(LiveInk ink)
{
    /// <summary>The extension of a picture that writes itself.</summary>
    public const string AnimatedSvg = "animated.svg";

    private string? _save;

    /// <summary>The keys and their effect, for the help card.</summary>
    public static IReadOnlyList<(string Keys, string Does)> Help { get; } =
    [
        ("Enter", "let the model go on now"),
        ("Esc", "stop the model"),
        ("Space", "pause the model, and go on"),
        ("Ctrl Z", "take back the last stroke, or what the model wrote last"),
        ("Delete", "a new page"),
        ("↑ ↓", "neater, wilder"),
        ("← →", "slower, faster"),
        ("+ −", "you write larger, smaller than the model thinks"),
        (", .", "go on sooner, later"),
        ("C", "colour by something else; Shift for the one before"),
        ("L", "another layer; Shift for the one before"),
        ("[ ]", "another hidden unit; Shift to leap"),
        ("T", "show the score, hide it"),
        ("S", "save the ink as SVG"),
        ("P", "save the page as PNG"),
        ("A", "save an SVG that writes itself"),
        ("N", "dark page, light page"),
        ("H", "this card"),
        ("Ctrl Q", "leave"),
    ];

    public bool Dark { get; set; }

    /// <summary>What the ink's colour tells.</summary>
    public ColourScheme Colours { get; set; }

    /// <summary>Whether the score is wanted.</summary>
    public bool Score { get; set; } = true;

    public bool HelpShown { get; private set; }

    public bool Quit { get; private set; }

    /// <returns>The extension of a file that was asked for, once.</returns>
    public string? TakeSave()
    {
        string? save = _save;
        _save = null;
        return save;
    }

    public void Press(InkKey key, KeyModifiers modifiers, double seconds)
    {
        LiveSettings settings = ink.Settings;
        bool shift = modifiers.HasFlag(KeyModifiers.Shift);
        switch (key)
        {
            case InkKey.Enter: ink.GoOn(seconds); break;
            case InkKey.Escape when HelpShown: HelpShown = false; break;
            case InkKey.Escape: ink.StopWriting(); break;
            case InkKey.Space: ink.Paused = !ink.Paused; break;
            case InkKey.Backspace or InkKey.U: ink.Undo(); break;
            case InkKey.Z when modifiers.HasFlag(KeyModifiers.Control): ink.Undo(); break;
            case InkKey.Delete: ink.Clear(); break;
            case InkKey.Up: ink.Change(settings with { Bias = Math.Min(5, Math.Round(settings.Bias + 0.1, 1)) }); break;
            case InkKey.Down: ink.Change(settings with { Bias = Math.Max(0, Math.Round(settings.Bias - 0.1, 1)) }); break;
            case InkKey.Right: ink.Change(settings with { Speed = Math.Min(8, settings.Speed * 1.25) }); break;
            case InkKey.Left: ink.Change(settings with { Speed = Math.Max(0.25, settings.Speed / 1.25) }); break;
            case InkKey.Plus: ink.Change(settings with { SizeFactor = Math.Min(3, settings.SizeFactor * 1.05f) }); break;
            case InkKey.Minus: ink.Change(settings with { SizeFactor = Math.Max(0.33f, settings.SizeFactor / 1.05f) }); break;
            case InkKey.Comma: ink.Change(settings with { DelaySeconds = Math.Max(0.1, Math.Round(settings.DelaySeconds - 0.1, 1)) }); break;
            case InkKey.Period: ink.Change(settings with { DelaySeconds = Math.Min(10, Math.Round(settings.DelaySeconds + 0.1, 1)) }); break;
            case InkKey.C when ink.Layers > 0: Colours = Colours.OtherMode(shift ? -1 : 1); break;
            case InkKey.L: Colours = Colours.OtherLayer(ink.Layers, shift ? -1 : 1); break;
            case InkKey.LeftBracket: OtherUnit(shift ? -10 : -1); break;
            case InkKey.RightBracket: OtherUnit(shift ? 10 : 1); break;
            case InkKey.T: Score = !Score; break;
            case InkKey.S: _save = "svg"; break;
            case InkKey.P: _save = "png"; break;
            case InkKey.A: _save = AnimatedSvg; break;
            case InkKey.N: Dark = !Dark; break;
            case InkKey.Q when modifiers.HasFlag(KeyModifiers.Control): Quit = true; break;
            case InkKey.H or InkKey.F1: HelpShown = !HelpShown; break;
        }

        Colours = Colours.Within(ink.Layers, Units);
    }

    private int Units => ink.Hiddens?.Units ?? 0;

    private void OtherUnit(int step)
    {
        if (Colours.Mode == ColourMode.Unit) Colours = Colours.OtherUnit(Units, step);
    }
}
