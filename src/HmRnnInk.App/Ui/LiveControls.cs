using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Ui;

/// <summary>
/// Builds the tabs of the control panel. A number or switch declared in <see cref="WritingSettings"/> or <see cref="LookSettings"/> takes
/// one line here.
/// </summary>
internal static class LiveControls
{
    // In the order of TurnTaking.
    private static readonly ChoiceOption[] TurnNames = [new("at a pause"), new("after a delay"), new("when I ask")];

    private static readonly ChoiceOption[] PenNames =
        [.. Enum.GetNames<PenColour>().Select(name => new ChoiceOption(name.ToLowerInvariant()))];

    private static readonly ChoiceOption[] ModeNames = [.. ColourModes.All.Select(mode => new ChoiceOption(mode.Label))];

    public static ControlTab Writing(LiveInk ink, BiasPreview preview)
    {
        LiveSettings Read() => ink.Settings;
        return new("Writing",
        [
            Slider.Of(WritingSettings.Bias, Read, ink.Change),
            new InkPreview { Points = () => preview.Points, Units = BiasPreview.Length, ShownWhen = () => ink.Layers > 0 },
            Slider.Of(WritingSettings.Speed, Read, ink.Change),
            new Choice(WritingSettings.Turns.Label)
            {
                Columns = TurnNames.Length,
                Options = () => TurnNames,
                Read = () => (int)WritingSettings.Turns.Get(ink.Settings),
                Write = index => ink.Change(WritingSettings.Turns.Set(ink.Settings, (TurnTaking)index)),
            },
            Slider.Of(WritingSettings.Delay, Read, ink.Change, shownWhen: () => ink.Settings.Turns == TurnTaking.Delay),
            Slider.Of(WritingSettings.Size, Read, ink.Change),
            Stepper.Of(WritingSettings.Ghosts, Read, ink.Change, enabledWhen: () => ink.Layers > 0),
            Switch.Of(WritingSettings.HoldTop, Read, ink.Change),
        ]);
    }

    /// <param name="reportsPressure">See <see cref="InputRouter.ReportsPressure"/>.</param>
    public static ControlTab Looks(LiveInk ink, Look look, Func<bool> reportsPressure) => new("Looks",
    [
        new Choice("Colour the ink by")
        {
            Options = () => ModeNames,
            EnabledWhen = () => ink.Layers > 0,
            Read = () => (int)look.Colours.Mode,
            Write = index => look.Change(look.Colours with { Mode = (ColourMode)index }),
        },
        new Stepper("Layer")
        {
            Minimum = 1, Wraps = true,
            EnabledWhen = () => ink.Layers > 0,
            Maximum = () => look.Colours.Choices(ink.Layers),
            Read = () => look.Colours.Layer + 1,
            Write = value => look.Change(look.Colours with { Layer = value - 1 }),
        },
        new Stepper("Hidden unit")
        {
            Minimum = 1, Wraps = true,
            EnabledWhen = () => look.Colours.Mode == ColourMode.Unit,
            Maximum = () => Math.Max(1, ink.Hiddens?.Units ?? 0),
            Read = () => look.Colours.Unit + 1,
            Write = value => look.Change(look.Colours with { Unit = value - 1 }),
        },
        new Heading("Ink"),
        new Choice("Your pen")
        {
            Columns = 5,
            Options = () => PenNames,
            Read = () => (int)look.Settings.Pen,
            Write = index => look.Change(look.Settings with { Pen = (PenColour)index }),
        },
        Slider.Of(WritingSettings.Thickness, () => ink.Settings, ink.Change),
        Switch.Of(WritingSettings.Smoothing, () => ink.Settings, ink.Change),
        Switch.Of(WritingSettings.VariableWidth, () => ink.Settings, ink.Change, detail: () => WidthDetail(reportsPressure())),
        new Heading("Page"),
        Switch.Of(LookSettings.DarkPage, () => look.Settings, look.Change),
        Switch.Of(LookSettings.Score, () => look.Settings, look.Change),
        Switch.Of(LookSettings.Speeds, () => look.Settings, look.Change),
    ]);

    /// <summary>The tab with the model, its style, and statistics of its layers.</summary>
    public static ControlTab Model(
        LiveInk ink, LiveMeter meter, ModelChooser models, Action reread, Action learnHand, Action showLearnt, Action saveStyle,
        Action showStyles) => new("Model",
    [
        new Choice("Model (rereads the page)")
        {
            Columns = 1,
            Options = () => models.Models,
            Read = () => models.Model,
            Write = index => models.ChooseModel(index, reread),
            ShownWhen = () => models.Models.Count > 0,
        },
        new Note("There is no model. Put one into the", "models/ folder and restart the app.")
        {
            ShownWhen = () => ink.Layers == 0,
        },
        new Button("Learn my hand…") { Act = learnHand, ShownWhen = () => ink.Layers > 0 },
        new Button("See, rename and delete learnt models") { Act = showLearnt, ShownWhen = () => models.HasLearnt },
        new Choice("Style (hidden ink before the page)")
        {
            Columns = 1,
            Options = () => models.Styles,
            Read = () => models.Style,
            Write = index => models.ChooseStyle(index, reread),
            ShownWhen = () => ink.Layers > 0,
        },
        new Button("Save your ink as a style") { Act = saveStyle, ShownWhen = () => ink.Layers > 0 },
        new Button("See, rename and delete styles") { Act = showStyles, ShownWhen = () => ink.Layers > 0 },
        new Note("The model treats a style like ink already on", "the page. It does not imitate a handwriting.")
        {
            ShownWhen = () => ink.Layers > 0,
        },
        new Heading($"Layers, over the last {LiveMeter.RowsCounted} points") { ShownWhen = () => !meter.Layers.IsEmpty },
        new LayerTable(meter) { ShownWhen = () => !meter.Layers.IsEmpty },
    ]);

    /// <returns>What the width of the ink depends on.</returns>
    private static string WidthDetail(bool byPressure) => byPressure ? "from pen pressure" : "from speed: this pointer has no pressure";
}
