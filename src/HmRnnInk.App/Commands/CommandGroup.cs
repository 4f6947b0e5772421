namespace HmRnnInk.App.Commands;

/// <summary>What a command is about, in the order of the menu and of the card of keys.</summary>
public enum CommandGroup
{
    Playhead,
    Model,
    Ghosts,
    Editing,
    Colours,
    View,
    Files,
    Window,
}
