using HmRnnInk.App.Input;

namespace HmRnnInk.App.Host;

/// <summary>Key codes and modifier bits of glfw3.h 3.3. The enum <c>Key</c> of Silk.NET.Input has the same values.</summary>
internal static class KeyCodes
{
    public static InkKey ToInkKey(int key) => key switch
    {
        >= 65 and <= 90 => InkKey.A + (key - 65),
        >= 48 and <= 57 => InkKey.Digit0 + (key - 48),
        >= 320 and <= 329 => InkKey.Digit0 + (key - 320), // keypad
        >= 290 and <= 301 => InkKey.F1 + (key - 290),
        256 => InkKey.Escape,
        257 or 335 => InkKey.Enter,
        32 => InkKey.Space,
        258 => InkKey.Tab,
        259 => InkKey.Backspace,
        260 => InkKey.Insert,
        261 => InkKey.Delete,
        262 => InkKey.Right,
        263 => InkKey.Left,
        264 => InkKey.Down,
        265 => InkKey.Up,
        266 => InkKey.PageUp,
        267 => InkKey.PageDown,
        268 => InkKey.Home,
        269 => InkKey.End,
        61 or 334 => InkKey.Plus,
        45 or 333 => InkKey.Minus,
        44 => InkKey.Comma,
        46 => InkKey.Period,
        47 => InkKey.Slash,
        91 => InkKey.LeftBracket,
        93 => InkKey.RightBracket,
        _ => InkKey.Unknown,
    };

    /// <param name="bits">1 Shift, 2 Control, 4 Alt, 8 Super. Command on a Mac counts as Control.</param>
    public static KeyModifiers ToModifiers(int bits) =>
        (KeyModifiers)(bits & 7) | ((bits & 8) != 0 && OperatingSystem.IsMacOS() ? KeyModifiers.Control : KeyModifiers.None);
}
