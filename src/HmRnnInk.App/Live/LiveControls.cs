using System.Globalization;
using HmRnnInk.App.Controls;
using HmRnnInk.App.Rendering;

namespace HmRnnInk.App.Live;

/// <summary>The rows of the control panel, and the settings that they change.</summary>
public static class LiveControls
{
    private static readonly ColourMode[] Modes = Enum.GetValues<ColourMode>();

    private static readonly ChoiceOption[] ModeNames =
        [new("deepest flush"), new("segments"), new("operation"), new("surprise"), new("hidden unit"), new("plain")];

    public static IReadOnlyList<ControlTab> Tabs(LiveInk ink, LiveKeys keys) => [Writing(ink), Looks(ink, keys)];

    /// <returns>For people.</returns>
    public static string Speed(double speed) =>
        double.IsPositiveInfinity(speed) ? "as fast as it goes" : string.Create(CultureInfo.InvariantCulture, $"speed ×{speed:0.0#}");

    private static ControlTab Writing(LiveInk ink) => new("Writing")
    {
        Controls =
        {
            new Slider("Bias")
            {
                Least = 0, Most = 3, Step = 0.1, Ends = ("wild", "neat"),
                Read = () => ink.Settings.Bias,
                Write = value => ink.Change(ink.Settings with { Bias = value }),
            },
            new Slider("Speed")
            {
                Least = LiveSettings.SlowestSpeed, Most = LiveSettings.FastestSpeed, Step = LiveSettings.SpeedStep, Logarithmic = true, EndsInInfinity = true,
                Read = () => ink.Settings.Speed,
                Write = value => ink.Change(ink.Settings with { Speed = value }),
                Format = value => double.IsPositiveInfinity(value) ? Speed(value) : string.Create(CultureInfo.InvariantCulture, $"×{value:0.0#}"),
            },
            new Slider("Goes on after")
            {
                Least = 0.1, Most = 10, Step = 1.25, Logarithmic = true,
                Read = () => ink.Settings.DelaySeconds,
                Write = value => ink.Change(ink.Settings with { DelaySeconds = value }),
                Format = value => string.Create(CultureInfo.InvariantCulture, $"{value:0.0#} s"),
            },
            new Slider("Your size")
            {
                Least = 1 / 3.0, Most = 3, Step = 1.05, Logarithmic = true, Ends = ("you write small", "large"),
                Read = () => ink.Settings.SizeFactor,
                Write = value => ink.Change(ink.Settings with { SizeFactor = (float)value }),
                Format = value => string.Create(CultureInfo.InvariantCulture, $"×{value:0.00}"),
            },
        },
    };

    private static ControlTab Looks(LiveInk ink, LiveKeys keys) => new("Looks")
    {
        Controls =
        {
            new Choice("The ink's colour tells")
            {
                Options = () => ModeNames,
                EnabledWhen = () => ink.Layers > 0,
                Read = () => Array.IndexOf(Modes, keys.Colours.Mode),
                Write = index => Colour(ink, keys, keys.Colours with { Mode = Modes[index] }),
            },
            new Stepper("Layer")
            {
                Least = 1, GoesRound = true,
                EnabledWhen = () => ink.Layers > 0,
                Most = () => keys.Colours.Mode == ColourMode.Segments ? Math.Max(1, ink.Layers - 1) : Math.Max(1, ink.Layers),
                Read = () => keys.Colours.Layer + 1,
                Write = value => Colour(ink, keys, keys.Colours with { Layer = value - 1 }),
            },
            new Stepper("Hidden unit")
            {
                Least = 1, GoesRound = true,
                EnabledWhen = () => keys.Colours.Mode == ColourMode.Unit,
                Most = () => Math.Max(1, ink.Hiddens?.Units ?? 0),
                Read = () => keys.Colours.Unit + 1,
                Write = value => Colour(ink, keys, keys.Colours with { Unit = value - 1 }),
            },
            new Heading("Page"),
            new Switch("Dark page") { Read = () => keys.Dark, Write = on => keys.Dark = on },
            new Switch("Score below the page") { Read = () => keys.Score, Write = on => keys.Score = on },
        },
    };

    private static void Colour(LiveInk ink, LiveKeys keys, ColourScheme scheme) =>
        keys.Colours = scheme.Within(ink.Layers, ink.Hiddens?.Units ?? 0);
}
