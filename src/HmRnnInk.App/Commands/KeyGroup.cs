namespace HmRnnInk.App.Commands;

/// <summary>What a key is about, in the order of the help.</summary>
public enum KeyGroup
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
