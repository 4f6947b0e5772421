namespace HmRnnInk.App.Commands;

/// <summary>What a command is about. The menu and the list of keys follow this order.</summary>
internal enum CommandGroup
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
