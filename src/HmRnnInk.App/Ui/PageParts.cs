using HmRnnInk.App.Background;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using HmRnnInk.App.Learning;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.FirstMinute;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.FirstMinute;
using HmRnnInk.App.Ui.Keyboard;
using HmRnnInk.App.Ui.Learning;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.App.Ui.Text;
using HmRnnInk.App.Ui.Tools;
using HmRnnInk.App.View;

namespace HmRnnInk.App.Ui;

/// <summary>Creates and connects all parts of the window of a page: panels, commands and input.</summary>
internal sealed class PageParts
{
    private readonly LiveInk _ink;
    private readonly ModelChooser _models;
    private readonly InputRouter _input;

    /// <param name="seen">The hints that the person has seen.</param>
    /// <param name="showsHints">Whether to show hints to a newcomer.</param>
    public PageParts(
        LiveInk ink, PagePicture picture, PageViewport viewport, Look look, ModelChooser models, StyleFolder styles, BackgroundWork work,
        PageSaver saver, PageExports exports, SeenHints seen, bool showsHints, IInkWindow window, FrameClock clock, LearningSetup learning,
        LearntModels learnt)
    {
        (_ink, _models, Look) = (ink, models, look);
        // _input is created last, from the parts. The functions that use it (_input!) run only later.
        Keyboard = new ScreenKeyboard((typed, seconds) => _input!.Take(typed, seconds));
        Menu = new MenuCard(Keyboard, window);
        Names = new LayerNames(() => models.Packed);
        Panels = new LivePanels(() => models.Name, Names);
        Selection = new InkSelection(ink);
        Tools = new PenTools(ink, Selection);
        Toolbar = new Toolbar(Commands);
        Legend = new LegendInput(ink, look);
        Score = new ScoreView(ink, picture.Segments, picture.Index);
        Func<PageView> view = () => viewport.ViewIn(window.Scale, window.FramebufferSize);
        Page = new PageInput(
            ink, Score, viewport.Navigation, new GhostInput(ink, picture.Ghosts, view), Tools, new SelectionInput(ink, Selection), view,
            (x, y) => CommandMenu.ShowAt(Menu, Commands, Selection.IsActive, x, y, () => clock.Seconds));
        Action<string> say = text => Panels.Say(text, clock.Seconds);
        var styleList = new StyleList(models, styles, Menu, work, ink.Opened.Reread, say);
        Action<string, string> warn = (title, text) => Panels.Say(title, clock.Seconds, text);
        Learn = new LearnHand(ink, models, saver, learning, Menu, work, say, warn);
        LearnBadge = new LearnBadge(Learn);
        var modelList = new ModelList(models, learnt, Menu, work, TimeProvider.System, ink.Opened.Reread, say);
        Controls = new LiveControlPanel(
            ink, look, () => _input!.ReportsPressure, Meter, models, work, styles, () => styleList.Show(), Learn.Show,
            () => modelList.Show(), say);
        Hints = new Hints(seen, showsHints);
        Demonstration = new Demonstration(work, wanted: showsHints && seen.IsEmpty);
        Files = new PageFiles(ink, saver, exports, Menu, window, work, TimeProvider.System,
            () => TimedPicture.Of(ink.Rows, picture.Paint, picture.Ink.Pen), say, warn);
        Action showMenu = () => CommandMenu.Show(Menu, Commands, () => clock.Seconds);
        MenuButton = new MenuButton(showMenu);
        Text = new TextLine(ink, Keyboard, window, () => _input!.GiveKeyboard(null), say);
        var textCommands = new TextCommands(ink, Text, models, () => _input!.GiveKeyboard(Text), say);
        Text.EnsureTextModel = () => ink.Text.Alphabet is not null || textCommands.TakeOver();
        _input = new InputRouter(
            Keyboard, Menu, Files, viewport.Navigation, Help, Hints, MenuButton, LearnBadge, Controls.Panel, Text, Toolbar, Legend,
            new ScoreInput(Score, ink, look), Commands, Page);
        PageCommands.AddSelection(Commands, Selection);
        PageCommands.AddTools(Commands, Tools, Selection);
        PageCommands.AddModel(Commands, ink);
        textCommands.AddTo(Commands);
        PageCommands.AddLearning(Commands, Learn);
        PageCommands.AddGhosts(Commands, ink);
        PageCommands.AddColours(Commands, ink, look);
        PageCommands.AddEditing(Commands, ink, saver);
        PageCommands.AddView(Commands, viewport.Navigation, look);
        PageCommands.AddFiles(Commands, Files, saver);
        PageCommands.AddWindow(
            Commands, seconds => Controls.Toggle(_input, seconds), Help, showMenu, window.ToggleFullScreen, window.Close);
        models.Refresh();
    }

    public CommandSet Commands { get; } = new();

    public Look Look { get; }

    public LiveMeter Meter { get; } = new();

    public LayerNames Names { get; }

    public LivePanels Panels { get; }

    public LiveControlPanel Controls { get; }

    /// <summary>The line in which the person types what the model writes next.</summary>
    public TextLine Text { get; }

    public InkSelection Selection { get; }

    public PenTools Tools { get; }

    public Toolbar Toolbar { get; }

    public LegendInput Legend { get; }

    public ScoreView Score { get; }

    public PageInput Page { get; }

    public PageFiles Files { get; }

    public MenuCard Menu { get; }

    /// <summary>The on-screen keyboard, for use without a physical one.</summary>
    public ScreenKeyboard Keyboard { get; }

    public MenuButton MenuButton { get; }

    public HelpPanel Help { get; } = new();

    public LearnHand Learn { get; }

    public LearnBadge LearnBadge { get; }

    public Hints Hints { get; }

    public Demonstration Demonstration { get; }

    /// <summary>Passes an input event to the part of the window that it is for.</summary>
    public void Take(in InputEvent input, double seconds) => _input.Take(input, seconds);

    /// <summary>Updates all parts for a frame, after the ink has advanced.</summary>
    /// <param name="size">The size of the window in window units.</param>
    public void Advance((int Width, int Height) size, double seconds)
    {
        Look.Update();
        Learn.Advance();
        Meter.CountFrame(seconds, _ink);
        Hints.Update(_ink, Score.Shown, Controls.Panel.IsOpen, Help.IsShown, seconds);
        Demonstration.Update(_ink, _models.Packed, seconds);
        Controls.Update(size.Width, size.Height, seconds);
        _ink.Text.OffersAnotherModel = _models.TextModel >= 0;
        Menu.Window = size;
        Keyboard.RepeatHeldKey(seconds);
        Keyboard.Layout(size.Width, size.Height);
        Toolbar.Layout(_ink.Layout);
        Legend.Face = Panels.Legend;
        MenuButton.Face = LivePanels.MenuButton(_ink.Layout);
    }
}
