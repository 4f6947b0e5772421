using System.Globalization;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Session;

/// <summary>Declares the settings of <see cref="LiveSettings"/>, with all their names and limits.</summary>
internal static class WritingSettings
{
    public static NumberSetting<LiveSettings> Bias { get; } = new(
        "Bias", new(0, 5, 0.1), s => s.Bias, (s, value) => s with { Bias = value })
    {
        Ends = ("wild", "neat"),
        Option = "--bias",
        Description = "How neatly the model writes (Graves 2013, section 5.4): 0 is wild.",
    };

    public static NumberSetting<LiveSettings> Speed { get; } = new(
        "Speed", new(0.25, 16, 1.25) { Logarithmic = true, AllowsInfinity = true }, s => s.Speed, (s, value) => s with { Speed = value })
    {
        Format = value =>
            double.IsPositiveInfinity(value) ? "as fast as possible" : string.Create(CultureInfo.InvariantCulture, $"×{value:0.0#}"),
    };

    public static NumberSetting<LiveSettings> Delay { get; } = new(
        "Delay", new(0.1, 60, 1.25) { Logarithmic = true }, s => s.DelaySeconds,
        (s, value) => s with { DelaySeconds = value, Turns = TurnTaking.Delay })
    {
        Format = value => string.Create(CultureInfo.InvariantCulture, $"{value:0.0#} s"),
        Option = "--delay",
        Description = "How long the pen must rest before the model continues, in seconds. Default: longer than your pauses usually last.",
    };

    public static Setting<LiveSettings, TurnTaking> Turns { get; } = new(
        "The model continues", s => s.Turns, (s, turns) => s with { Turns = turns });

    public static NumberSetting<LiveSettings> Size { get; } = new(
        "Your size", new(0.33, 3, 1.05) { Logarithmic = true }, s => s.SizeFactor, (s, value) => s with { SizeFactor = (float)value })
    {
        Format = value => string.Create(CultureInfo.InvariantCulture, $"×{value:0.00}"),
        Ends = ("you write small", "large"),
    };

    public static NumberSetting<LiveSettings> Ghosts { get; } = new(
        "Ghosts", new(0, GhostGrower.MaximumGhosts, 1), s => s.Ghosts, (s, value) => s with { Ghosts = (int)value })
    {
        Option = "--ghosts",
        Description = "How many possible continuations to show as ghosts; 0 for none.",
    };

    public static Setting<LiveSettings, bool> HoldTop { get; } = new(
        "Hold the top layer", s => s.HoldTop, (s, on) => s with { HoldTop = on });

    public static Setting<LiveSettings, bool> Smoothing { get; } = new(
        "Smooth curves", s => s.Smoothing, (s, on) => s with { Smoothing = on });

    public static Setting<LiveSettings, bool> VariableWidth { get; } = new(
        "Varying width", s => s.VariableWidth, (s, on) => s with { VariableWidth = on });

    public static NumberSetting<LiveSettings> Thickness { get; } = new(
        "Thickness", new(0.4, 3, 1.15) { Logarithmic = true }, s => s.Thickness, (s, value) => s with { Thickness = value })
    {
        Format = value => string.Create(CultureInfo.InvariantCulture, $"×{value:0.0#}"),
        Ends = ("thin", "thick"),
    };

    /// <summary>The settings that have a command-line option.</summary>
    public static IReadOnlyList<NumberSetting<LiveSettings>> OnCommandLine { get; } = [Bias, Delay, Ghosts];
}
