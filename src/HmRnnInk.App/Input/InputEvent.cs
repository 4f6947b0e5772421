using HmRnnInk.App.Host;

namespace HmRnnInk.App.Input;

/// <summary>One thing that happened at the window.</summary>
/// <param name="Kind">What; says what the other fields mean.</param>
/// <param name="X">To the right, in pen units; may lie outside the window while a button is held.</param>
/// <param name="Y">Downwards, in pen units.</param>
/// <param name="TimeSeconds">On arrival, on <see cref="IInkWindow.TimeSeconds"/>: neither GLFW nor Silk.NET hands out the system's stamp.</param>
/// <param name="Key">Of a KeyDown or KeyUp.</param>
/// <param name="Modifiers">Of a key, a button or the wheel.</param>
/// <param name="Character">Of a Character; one from outside the basic plane comes as two events from GLFW and cut short from Silk.NET.</param>
/// <param name="Files">Of a FilesDropped: full paths.</param>
/// <param name="Pressure">Of the pen's tip, at a move or a button: 0 (in the air) to the 1 of the device's hardest; null of a pointer that tells none.</param>
public readonly record struct InputEvent(
    InputKind Kind,
    float X,
    float Y,
    double TimeSeconds,
    InkKey Key = default,
    KeyModifiers Modifiers = default,
    char Character = default,
    string[]? Files = null,
    float? Pressure = null);
