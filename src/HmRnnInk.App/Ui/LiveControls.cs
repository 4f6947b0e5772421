using System.Globalization;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Ui;

/// <summary>The rows of the control panel, and the settings that they change. To add a setting, add a control to a tab.</summary>
public static class LiveControls
{
    private static readonly ColourMode[] Modes = Enum.GetValues<ColourMode>();

    private static readonly ChoiceOption[] ModeNames =
        [new("deepest flush"), new("segments"), new("operation"), new("surprise"), new("hidden unit"), new("plain")];

    /// <summary>How the ink goes on.</summary>
    public static ControlTab Writing(LiveInk ink, BiasPreview preview) => new("Writing")
    {
        Controls =
        {
            new Slider("Bias")
            {
                Least = 0,
                Most = 3,
                Step = 0.1,
                Ends = ("wild", "neat"),
                Read = () => ink.Settings.Bias,
                Write = value => ink.Change(ink.Settings with { Bias = value }),
            },
            new InkPreview { Points = () => preview.Points, Units = BiasPreview.Length, ShownWhen = () => ink.Layers > 0 },
            new Slider("Speed")
            {
                Least = LiveSettings.SlowestSpeed,
                Most = LiveSettings.FastestSpeed,
                Step = LiveSettings.SpeedStep,
                Logarithmic = true,
                EndsInInfinity = true,
                Read = () => ink.Settings.Speed,
                Write = value => ink.Change(ink.Settings with { Speed = value }),
                Format = value => double.IsPositiveInfinity(value) ? Speed(value) : string.Create(CultureInfo.InvariantCulture, $"×{value:0.0#}"),
            },
            new Slider("Goes on after")
            {
                Least = 0.1,
                Most = 10,
                Step = 1.25,
                Logarithmic = true,
                Read = () => ink.Settings.DelaySeconds,
                Write = value => ink.Change(ink.Settings with { DelaySeconds = value }),
                Format = value => string.Create(CultureInfo.InvariantCulture, $"{value:0.0#} s"),
            },
            new Slider("Your size")
            {
                Least = 1 / 3.0,
                Most = 3,
                Step = 1.05,
                Logarithmic = true,
                Ends = ("you write small", "large"),
                Read = () => ink.Settings.SizeFactor,
                Write = value => ink.Change(ink.Settings with { SizeFactor = (float)value }),
                Format = value => string.Create(CultureInfo.InvariantCulture, $"×{value:0.00}"),
            },
            new Stepper("Ghosts")
            {
                Least = 0,
                Most = () => GhostGrower.MostGhosts,
                EnabledWhen = () => ink.Layers > 0,
                Read = () => ink.Settings.Ghosts,
                Write = value => ink.Change(ink.Settings with { Ghosts = value }),
            },
            new Switch("Hold the top layer") { Read = () => ink.Settings.HoldTop, Write = on => ink.Change(ink.Settings with { HoldTop = on }) },
        },
    };

    /// <summary>How the page looks.</summary>
    /// <param name="pointer">Of which the switch of the width tells whether it has a pressure.</param>
    public static ControlTab Looks(LiveInk ink, LiveKeys keys, LastPointer pointer) => new("Looks")
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
            new Heading("Ink"),
            new Switch("Smooth curves") { Read = () => ink.Settings.Smoothing, Write = on => ink.Change(ink.Settings with { Smoothing = on }) },
            new Switch("Varying width")
            {
                Detail = () => Width(pointer.Pressure),
                Read = () => ink.Settings.VariableWidth,
                Write = on => ink.Change(ink.Settings with { VariableWidth = on }),
            },
            new Heading("Page"),
            new Switch("Dark page") { Read = () => keys.Dark, Write = on => keys.Dark = on },
            new Switch("Score below the page") { Read = () => keys.Score, Write = on => keys.Score = on },
        },
    };

    /// <summary>What reads and writes: the model, the style it begins with, and what its boundaries are worth.</summary>
    public static ControlTab Model(LiveInk ink, LiveMeter meter, ModelChooser models, Action changed, Action saveStyle) => new("Model")
    {
        Controls =
        {
            new Choice("The page is read anew by")
            {
                Columns = 1,
                Options = () => models.Models,
                Read = () => models.Model,
                Write = index => models.ChooseModel(index, changed),
                ShownWhen = () => models.Models.Count > 0,
            },
            new Note("There is no model: put one into the", "folder models/ and start the app again.") { ShownWhen = () => ink.Layers == 0 },
            new Choice("Style that it reads first, unseen")
            {
                Columns = 1,
                Options = () => models.Styles,
                Read = () => models.Style,
                Write = index => models.ChooseStyle(index, changed),
                ShownWhen = () => ink.Layers > 0,
            },
            new Button("save your ink as a style") { Act = saveStyle, ShownWhen = () => ink.Layers > 0 },
            new Note("The model leans towards a style as towards", "ink on the page. It does not imitate a hand.") { ShownWhen = () => ink.Layers > 0 },
            new Heading($"What its layers do, over the last {LiveMeter.RowsCounted} points") { ShownWhen = () => ink.Layers > 0 },
            new LayerTable(meter) { ShownWhen = () => ink.Layers > 0 },
        },
    };

    /// <returns>For people.</returns>
    public static string Speed(double speed) =>
        double.IsPositiveInfinity(speed) ? "as fast as it goes" : string.Create(CultureInfo.InvariantCulture, $"speed ×{speed:0.0#}");

    /// <returns>For people: what the width of their ink follows.</returns>
    public static string Width(PressureSource source) =>
        source == PressureSource.Pen ? "from the pen's pressure" : "from pace: this pointer has no pressure";

    private static void Colour(LiveInk ink, LiveKeys keys, ColourScheme scheme) =>
        keys.Colours = scheme.Within(ink.Layers, ink.Hiddens?.Units ?? 0);
}
