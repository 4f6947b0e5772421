namespace HmRnnInk.App.Input;

/// <summary>What an <see cref="InputEvent"/> tells.</summary>
public enum InputKind
{
    /// <summary>The pen's tip or the left button went down.</summary>
    PenDown,

    /// <summary>The pointer moved, down or not. Every move that the system reports is kept.</summary>
    PenMove,

    /// <summary>The tip or the left button was lifted.</summary>
    PenUp,

    /// <summary>The right button, or the pen's barrel button, went down.</summary>
    SecondaryDown,

    SecondaryUp,

    /// <summary>The middle button, or the wheel, went down.</summary>
    MiddleDown,

    MiddleUp,

    /// <summary>X and Y are the wheel's notches, to the right and away from the person; parts of one from a finer wheel or two fingers.</summary>
    Scroll,

    /// <summary>A key went down; GLFW, unlike Silk.NET, also tells its repeats while it is held.</summary>
    KeyDown,

    KeyUp,

    /// <summary>Text was typed, layout and modifiers applied.</summary>
    Character,

    /// <summary>Files were dropped on the window.</summary>
    FilesDropped,

    /// <summary>Another window took the keyboard. No PenUp or KeyUp need follow.</summary>
    FocusLost,

    /// <summary>The framebuffer's scale changed, for example on another screen; X and Y are the new scale.</summary>
    ScaleChanged,
}
