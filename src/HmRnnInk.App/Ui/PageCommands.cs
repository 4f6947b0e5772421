using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.Learning;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.App.View;

namespace HmRnnInk.App.Ui;

/// <summary>
/// Declares the commands of a page with their keys, help lines and menu labels. Of two enabled commands with the same key, the one that was
/// added first runs.
/// </summary>
internal static class PageCommands
{
    public static void AddSelection(CommandSet commands, InkSelection selection)
    {
        Func<bool> selected = () => selection.IsActive;
        commands.AddWhen(selected, CommandGroup.Editing, "Delete the selection (double-click ink to select)",
            new Command("Delete the selection", _ => selection.Delete(), PageKeys.DeleteSelection, InkKey.Backspace));
        commands.AddWhen(selected, CommandGroup.Editing, "Let the model rewrite the selection",
            new Command("Rewrite the selection", _ => selection.WriteAgain(), PageKeys.Rewrite));
        commands.AddWhen(selected, CommandGroup.Editing, "Let the model continue from the start of the selection",
            new Command("Continue from the start of the selection", selection.ContinueFromHere, PageKeys.Continue));
        commands.AddWhen(selected, CommandGroup.Editing, "Extend the selection to the left or right",
            new Command("Extend the selection to the left", _ => selection.Extend(-1), KeyChord.Shift(InkKey.Left)),
            new Command("Extend the selection to the right", _ => selection.Extend(1), KeyChord.Shift(InkKey.Right)));
        commands.AddWhen(selected, CommandGroup.Editing, "Clear the selection",
            new Command("Clear the selection", _ => selection.Clear(), InkKey.Escape));
    }

    public static void AddTools(CommandSet commands, PenTools tools, InkSelection selection)
    {
        commands.AddWhen(() => tools.Tool != PenTool.Write, CommandGroup.Editing, "Write again",
            new Command("Write again", _ => tools.Choose(PenTool.Write), InkKey.Escape));
        commands.Add(CommandGroup.Editing, "Select by a loop or taps, erase",
            Tool("Write", PenTool.Write, ToolIcon.Write), Tool("Select", PenTool.Select, ToolIcon.Select, InkKey.V),
            Tool("Erase", PenTool.Erase, ToolIcon.Erase, InkKey.X));
        commands.Add(CommandGroup.Editing, "Select the page",
            new Command("Select the page", _ => selection.SelectAll(), KeyChord.Control(InkKey.A)));

        Command Tool(string label, PenTool tool, ToolIcon icon, params IReadOnlyList<KeyChord> chords) =>
            new(label, _ => tools.Choose(tool), chords) { Icon = icon, IsOn = () => tools.Tool == tool };
    }

    public static void AddModel(CommandSet commands, LiveInk ink)
    {
        commands.Add(CommandGroup.Model, "Let the model continue now",
            new Command("Continue now", ink.Turn.Continue, PageKeys.Continue) { Icon = ToolIcon.Ask });
        commands.Add(CommandGroup.Model, "Stop the model; a text stops after its word",
            new Command("Stop the model", _ => ink.Text.Turn.Stop(), PageKeys.Stop));
        commands.Add(CommandGroup.Model, "Pause or resume the model; hold it and drag to pan",
            new Command("Pause or resume", _ => ink.Paused = !ink.Paused, InkKey.Space));
        commands.Add(CommandGroup.Model, "Write neater or wilder",
            Steps(ink, WritingSettings.Bias, "Neater", 1, InkKey.Up), Steps(ink, WritingSettings.Bias, "Wilder", -1, InkKey.Down));
        commands.Add(CommandGroup.Model, "Write slower or faster",
            Steps(ink, WritingSettings.Speed, "Slower", -1, KeyChord.Shift(InkKey.Comma)),
            Steps(ink, WritingSettings.Speed, "Faster", 1, KeyChord.Shift(InkKey.Period)));
        commands.Add(CommandGroup.Model, "Continue only when you ask, or also when you pause",
            new Command("Continue only when I ask, or when I pause", _ => ink.Change(WritingSettings.Turns.Set(
                ink.Settings, ink.Settings.Turns == TurnTaking.OnRequest ? TurnTaking.LongPause : TurnTaking.OnRequest)), InkKey.W));
        commands.Add(CommandGroup.Model, "Continue after a shorter or longer delay",
            Steps(ink, WritingSettings.Delay, "Continue after a shorter delay", -1, InkKey.Comma),
            Steps(ink, WritingSettings.Delay, "Continue after a longer delay", 1, InkKey.Period));
        commands.Add(CommandGroup.Model, "Correct the model: you write larger or smaller",
            Steps(ink, WritingSettings.Size, "You write larger", 1, InkKey.Plus),
            Steps(ink, WritingSettings.Size, "You write smaller", -1, InkKey.Minus));
        commands.Add(CommandGroup.Model, "Hold or release the top layer",
            new Command("Hold or release the top layer", _ => ink.Change(ink.Settings with { HoldTop = !ink.Settings.HoldTop }), InkKey.K));
    }

    public static void AddLearning(CommandSet commands, LearnHand learn) =>
        commands.Add(CommandGroup.Model, "Learn your hand from your pages, or stop learning",
            new Command("Learn my hand…", _ => learn.Show(), PageKeys.Learn));

    public static void AddGhosts(CommandSet commands, LiveInk ink)
    {
        commands.Add(CommandGroup.Ghosts, "Accept the ghost up to a boundary of layer 1 or 2",
            new Command("Accept a segment of layer 1", seconds => Accept(0, seconds), PageKeys.AcceptSegment),
            new Command("Accept a segment of layer 2", seconds => Accept(1, seconds), InkKey.Tab));
        commands.Add(CommandGroup.Ghosts, "Select a ghost",
            [.. Enumerable.Range(1, LiveGhosts.Choices).Select(number => new Command(
                $"Select ghost {number}", seconds => ink.Choose(number, seconds), PageKeys.Ghost(number)))]);
        commands.Add(CommandGroup.Ghosts, "Show or hide all ghosts (a pause shows them too)",
            new Command("Show or hide all ghosts", _ => ink.Ghosts.AllAreWanted = !ink.Ghosts.AllAreWanted, InkKey.F));
        commands.Add(CommandGroup.Ghosts, "Grow more or fewer ghosts",
            new Command("More ghosts", _ => ink.Change(ink.Settings.MoreGhosts()), InkKey.G),
            new Command("Fewer ghosts", _ => ink.Change(ink.Settings.FewerGhosts()), KeyChord.Shift(InkKey.G)));

        // While the model writes, the first press stops it. The next press can then accept ink by segments.
        void Accept(int layer, double seconds)
        {
            if (ink.Phase == LivePhase.ModelWrites) ink.StopWriting(lifted: false);
            else ink.Ghosts.AcceptUpToBoundary(layer, seconds);
        }
    }

    public static void AddEditing(CommandSet commands, LiveInk ink, PageSaver saver)
    {
        commands.AddWhen(() => ink.Edits.CanUndo, CommandGroup.Editing, "Undo the last change",
            new Command("Undo", _ => ink.Edits.Undo(), PageKeys.Undo, InkKey.Backspace) { Icon = ToolIcon.Undo });
        commands.AddWhen(() => ink.Edits.CanRedo, CommandGroup.Editing, "Redo",
            new Command("Redo", _ => ink.Edits.Redo(), KeyChord.Control(InkKey.Y),
                new KeyChord(InkKey.Z, KeyModifiers.Control | KeyModifiers.Shift))
            {
                Icon = ToolIcon.Redo,
            });
        commands.Add(CommandGroup.Editing, "Start a new page",
            new Command("New page", _ => saver.New(), KeyChord.Control(InkKey.N), InkKey.Delete) { Icon = ToolIcon.NewPage });
    }

    public static void AddColours(CommandSet commands, LiveInk ink, Look look)
    {
        commands.AddWhen(() => ink.Layers > 0, CommandGroup.Colours, "Next or previous colour mode",
            new Command("Next colour mode", _ => look.Change(look.Colours.OtherMode(1)), PageKeys.NextColour) { Icon = ToolIcon.Colour },
            new Command("Previous colour mode", _ => look.Change(look.Colours.OtherMode(-1)), KeyChord.Shift(InkKey.C)));
        commands.Add(CommandGroup.Colours, "Colour by the next layer above or below",
            new Command("Colour by the layer above", _ => look.Change(look.Colours.OtherLayer(ink.Layers, 1)), PageKeys.NextLayer),
            new Command("Colour by the layer below", _ => look.Change(look.Colours.OtherLayer(ink.Layers, -1)), KeyChord.Shift(InkKey.L)));
        commands.AddWhen(() => look.Colours.Mode == ColourMode.Unit, CommandGroup.Colours,
            "Previous or next hidden unit; with Shift, ten at a time",
            Unit("Previous hidden unit", -1, PageKeys.PreviousUnit), Unit("Next hidden unit", 1, PageKeys.NextUnit),
            Unit("Ten hidden units back", -10, KeyChord.Shift(InkKey.LeftBracket)),
            Unit("Ten hidden units forward", 10, KeyChord.Shift(InkKey.RightBracket)));

        Command Unit(string label, int step, KeyChord chord) =>
            new(label, _ => look.Change(look.Colours.OtherUnit(ink.Hiddens?.Units ?? 0, step)), chord);
    }

    public static void AddView(CommandSet commands, ViewNavigation view, Look look)
    {
        commands.Add(CommandGroup.View, "Go to the start or end of the page",
            new Command("Go to the start of the page", _ => view.ToBeginning(), InkKey.Home),
            new Command("Go to the end of the page", _ => view.ToEnd(), InkKey.End));
        commands.Add(CommandGroup.View, "Scroll up or down (also with the wheel)",
            new Command("Scroll up", _ => view.ScrollPages(-1), InkKey.PageUp),
            new Command("Scroll down", _ => view.ScrollPages(1), InkKey.PageDown));
        commands.Add(CommandGroup.View, "Zoom in or out (also Ctrl with the wheel)",
            new Command("Zoom in", _ => view.Zoom(1), KeyChord.Control(InkKey.Plus)),
            new Command("Zoom out", _ => view.Zoom(-1), KeyChord.Control(InkKey.Minus)));
        commands.Add(CommandGroup.View, "Reset the zoom",
            new Command("Reset the zoom", _ => view.ResetZoom(), KeyChord.Control(InkKey.Digit0)));
        commands.Add(CommandGroup.View, "Show or hide the score", Toggle("Show or hide the score", look, LookSettings.Score, InkKey.T));
        commands.Add(CommandGroup.View, "Switch between dark and light page",
            Toggle("Switch between dark and light page", look, LookSettings.DarkPage, InkKey.N));
    }

    public static void AddFiles(CommandSet commands, PageFiles files, PageSaver saver)
    {
        commands.Add(CommandGroup.Files, "Save the page; with Shift, save a copy",
            new Command("Save", _ => saver.Save(copy: false), PageKeys.Save) { Icon = ToolIcon.Save },
            new Command("Save a copy", _ => saver.Save(copy: true), new KeyChord(InkKey.S, KeyModifiers.Control | KeyModifiers.Shift)));
        commands.Add(CommandGroup.Files, "Open a page",
            new Command("Open…", _ => files.ShowPages(), PageKeys.Open) { Icon = ToolIcon.Open });
        commands.Add(CommandGroup.Files, "Recover the unsaved page",
            new Command("Recover the unsaved page", _ => files.Recover(), PageKeys.Recover));
        commands.Add(CommandGroup.Files, "Export the page: image, lines or InkML",
            new Command("Export…", _ => files.ShowExports(), InkKey.E) { Icon = ToolIcon.Export });
        commands.Add(CommandGroup.Files, "Export as SVG, animated SVG or PNG",
            new Command("Export as SVG", _ => files.Export(ExportKind.Svg), InkKey.S),
            new Command("Export as animated SVG", _ => files.Export(ExportKind.Animated), InkKey.A),
            new Command("Export as PNG", _ => files.Export(ExportKind.Png, scale: 2), InkKey.P));
        commands.Add(CommandGroup.Files, "Copy the page as an image",
            new Command("Copy the page as an image", _ => files.Copy(), PageKeys.Copy));
        commands.Add(CommandGroup.View, "Replay how the page was written", new Command("Replay the page", files.StartReplay, InkKey.R));
    }

    public static void AddWindow(
        CommandSet commands, Action<double> toggleControls, HelpPanel help, Action showMenu, Action fillScreen, Action quit)
    {
        commands.Add(CommandGroup.Window, "Open or close the controls",
            new Command("Open or close the controls", toggleControls, PageKeys.Controls, InkKey.F2));
        commands.Add(CommandGroup.Window, "Open the menu of all commands",
            new Command("Open the menu", _ => showMenu(), InkKey.M) { InMenu = false });
        commands.Add(CommandGroup.Window, "Show or hide the list of keys",
            new Command("Show or hide the list of keys", _ => help.Toggle(), PageKeys.Help, InkKey.H, KeyChord.Shift(InkKey.Slash))
            {
                Icon = ToolIcon.Help,
            });
        commands.Add(CommandGroup.Window, "Enter or leave full screen", new Command("Full screen", _ => fillScreen(), InkKey.F11));
        commands.Add(CommandGroup.Window, "Quit", new Command("Quit", _ => quit(), KeyChord.Control(InkKey.Q)));
    }

    private static Command Steps(LiveInk ink, NumberSetting<LiveSettings> setting, string label, int steps, KeyChord chord) =>
        new(label, _ => ink.Change(setting.Moved(ink.Settings, steps)), chord);

    private static Command Toggle(string label, Look look, Setting<LookSettings, bool> setting, KeyChord chord) =>
        new(label, _ => look.Change(setting.Set(look.Settings, !setting.Get(look.Settings))), chord);
}
