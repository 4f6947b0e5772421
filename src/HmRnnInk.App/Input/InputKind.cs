namespace HmRnnInk.App.Input;

/// <summary>The kind of an <see cref="InputEvent"/>.</summary>
internal enum InputKind
{
    /// <summary>The pen's tip touched the tablet, or the left button was pressed.</summary>
    PenDown,

    /// <summary>The pointer moved, with or without a button pressed. No move that the system reports is dropped.</summary>
    PenMove,

    /// <summary>The pen's tip was lifted, or the left button was released.</summary>
    PenUp,

    /// <summary>The right button or the pen's barrel button was pressed.</summary>
    SecondaryDown,

    SecondaryUp,

    /// <summary>The middle button or the wheel was pressed.</summary>
    MiddleDown,

    MiddleUp,

    /// <summary>
    /// The wheel was turned. X and Y are notches, to the right and away from the person; a fine wheel or a touchpad sends fractions.
    /// </summary>
    Scroll,

    /// <summary>A key was pressed. GLFW, unlike Silk.NET, also reports the key repeats while the key is held.</summary>
    KeyDown,

    KeyUp,

    /// <summary>A character was typed. Keyboard layout and modifiers have been applied.</summary>
    Character,

    FilesDropped,

    /// <summary>The window lost the keyboard focus. PenUp or KeyUp events of pressed buttons and keys may be missing.</summary>
    FocusLost,

    /// <summary>
    /// The framebuffer's scale changed, for example because the window moved to another screen. X and Y are the new scale.
    /// </summary>
    ScaleChanged,
}
