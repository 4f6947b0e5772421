using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Ui;

namespace HmRnnInk.App.Watch;

/// <summary>Declares what a person can do while a run is watched.</summary>
public static class WatchCommands
{
    public static CommandSet Create(WatchTimeline timeline, WatchLook look, HelpCard help, Action quit)
    {
        var commands = new CommandSet();
        commands.Add(CommandGroup.Playhead, "play from here; at the end, from the beginning", new Command("Play", _ => timeline.TogglePlay(), InkKey.Space));
        commands.Add(CommandGroup.Playhead, "the previous checkpoint, the next; with Shift five",
            new Command("Previous checkpoint", _ => timeline.Step(-1), InkKey.Left), new Command("Next checkpoint", _ => timeline.Step(1), InkKey.Right),
            new Command("Five checkpoints back", _ => timeline.Step(-5), KeyChord.Shift(InkKey.Left)),
            new Command("Five checkpoints on", _ => timeline.Step(5), KeyChord.Shift(InkKey.Right)));
        commands.Add(CommandGroup.Playhead, "the first checkpoint; the last, and follow the run",
            new Command("First checkpoint", _ => timeline.ToFirst(), InkKey.Home), new Command("Last checkpoint", _ => timeline.ToLast(), InkKey.End));
        commands.Add(CommandGroup.Colours, "colour by something else; the one before",
            new Command("Next colour mode", _ => look.Mode = WatchColours.Other(look.Mode, 1), InkKey.C),
            new Command("Previous colour mode", _ => look.Mode = WatchColours.Other(look.Mode, -1), KeyChord.Shift(InkKey.C)));
        commands.Add(CommandGroup.View, "show the score, hide it", new Command("Score", _ => look.ShowsScore = !look.ShowsScore, InkKey.T));
        commands.Add(CommandGroup.View, "dark page, light page", new Command("Dark page", _ => look.Dark = !look.Dark, InkKey.N));
        commands.Add(CommandGroup.Window, "this card", new Command("Card of keys", _ => help.Toggle(), InkKey.F1, InkKey.H));
        commands.Add(CommandGroup.Window, "leave", new Command("Quit", _ => quit(), KeyChord.Control(InkKey.Q)));
        return commands;
    }
}
