using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Ui;

/// <summary>The tabs of the panel. A setting that is declared in <see cref="WritingSettings"/> or <see cref="LookSettings"/> is one line here.</summary>
public static class LiveControls
{
    private static readonly ChoiceOption[] ModeNames = [.. ColourModes.All.Select(mode => new ChoiceOption(mode.Label))];

    /// <summary>How the ink goes on.</summary>
    public static ControlTab Writing(LiveInk ink, BiasPreview preview)
    {
        LiveSettings Read() => ink.Settings;
        return new("Writing")
        {
            Controls =
            {
                Slider.Of(WritingSettings.Bias, Read, ink.Change),
                new InkPreview { Points = () => preview.Points, Units = BiasPreview.Length, ShownWhen = () => ink.Layers > 0 },
                Slider.Of(WritingSettings.Speed, Read, ink.Change),
                Slider.Of(WritingSettings.Delay, Read, ink.Change),
                Slider.Of(WritingSettings.Size, Read, ink.Change),
                Stepper.Of(WritingSettings.Ghosts, Read, ink.Change, enabledWhen: () => ink.Layers > 0),
                Switch.Of(WritingSettings.HoldTop, Read, ink.Change),
            },
        };
    }

    /// <summary>How the page looks.</summary>
    /// <param name="pointer">The switch of the width says whether it has pressure.</param>
    public static ControlTab Looks(LiveInk ink, Look look, LastPointer pointer) => new("Looks")
    {
        Controls =
        {
            new Choice("The ink's colour tells")
            {
                Options = () => ModeNames,
                EnabledWhen = () => ink.Layers > 0,
                Read = () => (int)look.Colours.Mode,
                Write = index => look.Change(look.Colours with { Mode = (ColourMode)index }),
            },
            new Stepper("Layer")
            {
                Minimum = 1, GoesRound = true,
                EnabledWhen = () => ink.Layers > 0,
                Maximum = () => look.Colours.Choices(ink.Layers),
                Read = () => look.Colours.Layer + 1,
                Write = value => look.Change(look.Colours with { Layer = value - 1 }),
            },
            new Stepper("Hidden unit")
            {
                Minimum = 1, GoesRound = true,
                EnabledWhen = () => look.Colours.Mode == ColourMode.Unit,
                Maximum = () => Math.Max(1, ink.Hiddens?.Units ?? 0),
                Read = () => look.Colours.Unit + 1,
                Write = value => look.Change(look.Colours with { Unit = value - 1 }),
            },
            new Heading("Ink"),
            Switch.Of(WritingSettings.Smoothing, () => ink.Settings, ink.Change),
            Switch.Of(WritingSettings.VariableWidth, () => ink.Settings, ink.Change, detail: () => Width(pointer.Pressure)),
            new Heading("Page"),
            Switch.Of(LookSettings.DarkPage, () => look.Settings, look.Change),
            Switch.Of(LookSettings.Score, () => look.Settings, look.Change),
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

    /// <returns>For people: what the width of their ink follows.</returns>
    public static string Width(PressureSource source) =>
        source == PressureSource.Pen ? "from the pen's pressure" : "from pace: this pointer has no pressure";
}
