using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Watch;

/// <summary>Declares the commands of the window that watches a training run.</summary>
internal static class WatchCommands
{
    /// <summary>The keys that the hint at the bottom names.</summary>
    public static readonly KeyChord Play = InkKey.Space, Previous = InkKey.Left, Next = InkKey.Right, NextColour = InkKey.C,
        Help = InkKey.H;

    public static CommandSet Create(WatchTimeline timeline, WatchLook look, HelpPanel help, Action quit)
    {
        var commands = new CommandSet();
        commands.Add(CommandGroup.Playhead, "Play or stop; at the end, play from the start",
            new Command("Play or stop", _ => timeline.TogglePlay(), Play));
        commands.Add(CommandGroup.Playhead, "Previous or next checkpoint; with Shift, five at a time",
            new Command("Previous checkpoint", _ => timeline.Step(-1), Previous),
            new Command("Next checkpoint", _ => timeline.Step(1), Next),
            new Command("Five checkpoints back", _ => timeline.Step(-5), KeyChord.Shift(InkKey.Left)),
            new Command("Five checkpoints forward", _ => timeline.Step(5), KeyChord.Shift(InkKey.Right)));
        commands.Add(CommandGroup.Playhead, "First checkpoint; last checkpoint, then follow the run",
            new Command("Go to the first checkpoint", _ => timeline.ToFirst(), InkKey.Home),
            new Command("Go to the last checkpoint", _ => timeline.ToLast(), InkKey.End));
        commands.Add(CommandGroup.Colours, "Next or previous colour mode",
            new Command("Next colour mode", _ => look.StepMode(1), NextColour),
            new Command("Previous colour mode", _ => look.StepMode(-1), KeyChord.Shift(InkKey.C)));
        commands.Add(CommandGroup.View, "Show or hide the score",
            new Command("Show or hide the score", _ => look.ShowsScore = !look.ShowsScore, InkKey.T));
        commands.Add(CommandGroup.View, "Switch between dark and light page",
            new Command("Switch between dark and light page", _ => look.Dark = !look.Dark, InkKey.N));
        commands.Add(CommandGroup.Window, "Show or hide the list of keys",
            new Command("Show or hide the list of keys", _ => help.Toggle(), InkKey.F1, Help));
        commands.Add(CommandGroup.Window, "Quit", new Command("Quit", _ => quit(), KeyChord.Control(InkKey.Q)));
        return commands;
    }
}
