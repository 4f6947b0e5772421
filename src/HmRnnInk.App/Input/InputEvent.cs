using HmRnnInk.Ink;

namespace HmRnnInk.App.Input;

/// <summary>One input event of the window.</summary>
/// <param name="Kind">What happened; determines which of the other fields are used.</param>
/// <param name="X">To the right, in window units. It can lie outside the window while a button is held.</param>
/// <param name="Y">Downwards, in window units.</param>
/// <param name="TimeSeconds">
/// Arrival time on the clock of the window. Neither GLFW nor Silk.NET gives access to the system's time stamp.
/// </param>
/// <param name="Key">The key of a KeyDown or KeyUp event.</param>
/// <param name="Modifiers">The modifiers of a key, button or wheel event.</param>
/// <param name="Character">
/// The character of a Character event. GLFW reports a character outside the basic multilingual plane as two events; Silk.NET truncates it.
/// </param>
/// <param name="Files">The full paths of a FilesDropped event.</param>
/// <param name="Pressure">
/// Pressure of the pen's tip, for a move or a button: from 0 (in the air) to 1 (the maximum of the device). Null if the device reports
/// none.
/// </param>
/// <param name="Erases">Whether a move or button comes from the eraser end of a pen.</param>
internal readonly record struct InputEvent(
    InputKind Kind,
    float X,
    float Y,
    double TimeSeconds,
    InkKey Key = default,
    KeyModifiers Modifiers = default,
    char Character = default,
    string[]? Files = null,
    float? Pressure = null,
    bool Erases = false)
{
    /// <summary>The sample of the pen, for an event of the pointer.</summary>
    public InkPoint Point => new(X, Y, TimeSeconds, Pressure);

    /// <summary>Whether Ctrl is held. Windows reports AltGr, which types characters, as Ctrl and Alt.</summary>
    public bool HasControl => (Modifiers & (KeyModifiers.Control | KeyModifiers.Alt)) == KeyModifiers.Control;
}
