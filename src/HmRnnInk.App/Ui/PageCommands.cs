using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.View;

namespace HmRnnInk.App.Ui;

/// <summary>Declares what a person can do on a page, with keys, help and menu labels. Whatever is added first has its keys first.</summary>
public static class PageCommands
{
    public static void AddSelection(CommandSet commands, InkSelection selection)
    {
        Func<bool> chosen = () => selection.IsActive;
        commands.AddWhen(chosen, CommandGroup.Editing, "what is chosen (a double-click on ink chooses): delete it",
            new Command("Delete what is chosen", _ => selection.Delete(), InkKey.Delete, InkKey.Backspace));
        commands.AddWhen(chosen, CommandGroup.Editing, "what is chosen: have it written again",
            new Command("Write it again", _ => selection.WriteAgain(), InkKey.R));
        commands.AddWhen(chosen, CommandGroup.Editing, "what is chosen: have all written anew from its start",
            new Command("Go on from its start", selection.GoOnFromHere, InkKey.Enter));
        commands.AddWhen(chosen, CommandGroup.Editing, "what is chosen: one segment more, on either side",
            new Command("Choose one segment more before it", _ => selection.Extend(-1), KeyChord.Shift(InkKey.Left)),
            new Command("Choose one segment more after it", _ => selection.Extend(1), KeyChord.Shift(InkKey.Right)));
        commands.AddWhen(chosen, CommandGroup.Editing, "what is chosen: leave it as it is",
            new Command("Choose nothing", _ => selection.Clear(), InkKey.Escape));
    }

    public static void AddModel(CommandSet commands, LiveInk ink)
    {
        commands.Add(CommandGroup.Model, "let the model go on now", new Command("Go on now", ink.Turn.GoOn, InkKey.Enter));
        commands.Add(CommandGroup.Model, "stop the model", new Command("Stop", _ => ink.StopWriting(), InkKey.Escape));
        commands.Add(CommandGroup.Model, "pause the model, and go on; held, the pen moves the page",
            new Command("Pause or go on", _ => ink.Paused = !ink.Paused, InkKey.Space));
        commands.Add(CommandGroup.Model, "neater, wilder",
            Steps(ink, WritingSettings.Bias, "Neater", 1, InkKey.Up), Steps(ink, WritingSettings.Bias, "Wilder", -1, InkKey.Down));
        commands.Add(CommandGroup.Model, "slower, faster",
            Steps(ink, WritingSettings.Speed, "Slower", -1, KeyChord.Shift(InkKey.Comma)),
            Steps(ink, WritingSettings.Speed, "Faster", 1, KeyChord.Shift(InkKey.Period)));
        commands.Add(CommandGroup.Model, "go on sooner, later",
            Steps(ink, WritingSettings.Delay, "Go on sooner", -1, InkKey.Comma), Steps(ink, WritingSettings.Delay, "Go on later", 1, InkKey.Period));
        commands.Add(CommandGroup.Model, "you write larger, smaller than the model thinks",
            Steps(ink, WritingSettings.Size, "You write larger", 1, InkKey.Plus),
            Steps(ink, WritingSettings.Size, "You write smaller", -1, InkKey.Minus));
        commands.Add(CommandGroup.Model, "hold the top layer as it is, let it go",
            new Command("Hold the top layer", _ => ink.Change(ink.Settings with { HoldTop = !ink.Settings.HoldTop }), InkKey.K));
    }

    public static void AddGhosts(CommandSet commands, LiveInk ink)
    {
        commands.Add(CommandGroup.Ghosts, "take the favourite ghost up to the next boundary of layer 1, of layer 2",
            new Command("Take a segment of layer 1", seconds => Take(0, seconds), InkKey.Right),
            new Command("Take a segment of layer 2", seconds => Take(1, seconds), InkKey.Tab));
        commands.Add(CommandGroup.Ghosts, "choose a ghost",
            [.. Enumerable.Range(1, LiveGhosts.Choices).Select(number => new Command(
                $"Choose ghost {number}", seconds => ink.Choose(number, seconds), InkKey.Digit0 + number))]);
        commands.Add(CommandGroup.Ghosts, "more ghosts, fewer",
            new Command("More ghosts", _ => ink.Change(ink.Settings.MoreGhosts()), InkKey.G),
            new Command("Fewer ghosts", _ => ink.Change(ink.Settings.FewerGhosts()), KeyChord.Shift(InkKey.G)));

        // While the model writes, a press takes the pen from it, so that the next press can take what comes by segments.
        void Take(int layer, double seconds)
        {
            if (ink.Phase == LivePhase.ModelWrites) ink.StopWriting(lifted: false);
            else ink.Ghosts.AcceptUpToBoundary(layer, seconds);
        }
    }

    public static void AddEditing(CommandSet commands, LiveInk ink, PageKeeper keeper)
    {
        commands.Add(CommandGroup.Editing, "undo the last change of the page",
            new Command("Undo", _ => ink.Edits.Undo(), KeyChord.Control(InkKey.Z), InkKey.Backspace));
        commands.Add(CommandGroup.Editing, "redo it",
            new Command("Redo", _ => ink.Edits.Redo(), KeyChord.Control(InkKey.Y), new KeyChord(InkKey.Z, KeyModifiers.Control | KeyModifiers.Shift)));
        commands.Add(CommandGroup.Editing, "a new page", new Command("New page", _ => keeper.New(), InkKey.Delete));
    }

    public static void AddColours(CommandSet commands, LiveInk ink, Look look)
    {
        commands.AddWhen(() => ink.Layers > 0, CommandGroup.Colours, "colour by something else; the one before",
            new Command("Next colour mode", _ => look.Change(look.Colours.OtherMode(1)), InkKey.C),
            new Command("Previous colour mode", _ => look.Change(look.Colours.OtherMode(-1)), KeyChord.Shift(InkKey.C)));
        commands.Add(CommandGroup.Colours, "the layer above; the one below",
            new Command("Colour by the layer above", _ => look.Change(look.Colours.OtherLayer(ink.Layers, 1)), InkKey.L),
            new Command("Colour by the layer below", _ => look.Change(look.Colours.OtherLayer(ink.Layers, -1)), KeyChord.Shift(InkKey.L)));
        commands.AddWhen(() => look.Colours.Mode == ColourMode.Unit, CommandGroup.Colours, "another hidden unit; ten further",
            Unit("Previous hidden unit", -1, InkKey.LeftBracket), Unit("Next hidden unit", 1, InkKey.RightBracket),
            Unit("Ten hidden units back", -10, KeyChord.Shift(InkKey.LeftBracket)), Unit("Ten hidden units on", 10, KeyChord.Shift(InkKey.RightBracket)));

        Command Unit(string label, int step, KeyChord chord) =>
            new(label, _ => look.Change(look.Colours.OtherUnit(ink.Hiddens?.Units ?? 0, step)), chord);
    }

    public static void AddView(CommandSet commands, ViewNavigation view, Look look)
    {
        commands.Add(CommandGroup.View, "the page's beginning, its end",
            new Command("Beginning of the page", _ => view.ToBeginning(), InkKey.Home), new Command("End of the page", _ => view.ToEnd(), InkKey.End));
        commands.Add(CommandGroup.View, "up the page, down; the wheel too",
            new Command("Up the page", _ => view.ScrollPages(-1), InkKey.PageUp), new Command("Down the page", _ => view.ScrollPages(1), InkKey.PageDown));
        commands.Add(CommandGroup.View, "larger, smaller; or Ctrl and the wheel",
            new Command("Zoom in", _ => view.Zoom(1), KeyChord.Control(InkKey.Plus)),
            new Command("Zoom out", _ => view.Zoom(-1), KeyChord.Control(InkKey.Minus)));
        commands.Add(CommandGroup.View, "plain size", new Command("Plain size", _ => view.ZoomToPlain(), KeyChord.Control(InkKey.Digit0)));
        commands.Add(CommandGroup.View, "show the score, hide it", Toggle("Score", look, LookSettings.Score, InkKey.T));
        commands.Add(CommandGroup.View, "dark page, light page", Toggle("Dark page", look, LookSettings.DarkPage, InkKey.N));
    }

    public static void AddFiles(CommandSet commands, PageFiles files, PageKeeper keeper)
    {
        commands.Add(CommandGroup.Files, "save the page; as another",
            new Command("Save", _ => keeper.Save(another: false), KeyChord.Control(InkKey.S)),
            new Command("Save as another page", _ => keeper.Save(another: true), new KeyChord(InkKey.S, KeyModifiers.Control | KeyModifiers.Shift)));
        commands.Add(CommandGroup.Files, "open a page", new Command("Open…", _ => files.ShowPages(), KeyChord.Control(InkKey.O)));
        commands.Add(CommandGroup.Files, "bring back the page that was not saved",
            new Command("Bring back the page that was not saved", _ => files.Recover(), KeyChord.Control(InkKey.R)));
        commands.Add(CommandGroup.Files, "export: pictures, lines, InkML", new Command("Export…", _ => files.ShowExports(), InkKey.E));
        commands.Add(CommandGroup.Files, "SVG, SVG that writes itself, PNG at once",
            new Command("Export SVG", _ => files.Export(ExportKind.Svg), InkKey.S),
            new Command("Export an SVG that writes itself", _ => files.Export(ExportKind.Animated), InkKey.A),
            new Command("Export PNG", _ => files.Export(ExportKind.Png, scale: 2), InkKey.P));
        commands.Add(CommandGroup.Files, "copy the picture", new Command("Copy the picture", _ => files.Copy(), KeyChord.Control(InkKey.C)));
        commands.Add(CommandGroup.View, "watch the page write itself again", new Command("Watch it again", files.WatchAgain, InkKey.R));
    }

    public static void AddWindow(CommandSet commands, Action<double> toggleControls, HelpCard help, Action showMenu, Action quit)
    {
        commands.Add(CommandGroup.Window, "the controls; Tab goes through them, arrows change them",
            new Command("Controls", toggleControls, InkKey.O, InkKey.F2));
        commands.Add(CommandGroup.Window, "the menu of all commands", new Command("Menu", _ => showMenu(), InkKey.M) { InMenu = false });
        commands.Add(CommandGroup.Window, "this card", new Command("Card of keys", _ => help.Toggle(), InkKey.F1, InkKey.H));
        commands.Add(CommandGroup.Window, "leave", new Command("Quit", _ => quit(), KeyChord.Control(InkKey.Q)));
    }

    private static Command Steps(LiveInk ink, NumberSetting<LiveSettings> setting, string label, int steps, KeyChord chord) =>
        new(label, _ => ink.Change(setting.Moved(ink.Settings, steps)), chord);

    private static Command Toggle(string label, Look look, Setting<LookSettings, bool> setting, KeyChord chord) =>
        new(label, _ => look.Change(setting.Set(look.Settings, !setting.Get(look.Settings))), chord);
}
