using HmRnnInk.App.Input;

namespace HmRnnInk.App.Host;

/// <summary>Key codes and modifier bits of glfw3.h 3.3. The enum <c>Key</c> of Silk.NET.Input has the same values.</summary>
internal static class KeyCodes
{
    /// <summary>Names a key by what it types, as far as shortcuts use that, and otherwise by its position.</summary>
    /// <param name="key">The key's position: the code of the key that is there on a US keyboard; negative if there is none.</param>
    /// <param name="name">
    /// What the key types without modifiers in the current layout. Null if it types nothing, which includes dead keys.
    /// </param>
    public static InkKey ToInkKey(int key, string? name)
    {
        InkKey atPosition = AtPosition(key);
        // The other keys (Space, those from Escape on, the keypad) are the same in all layouts.
        if (key is (< 0 or > 32) and < 256 && name is [var typed])
        {
            // Digits stay where they are: a French keyboard types them with Shift, and a Czech one types + with the key of the 1.
            InkKey named = Typed(typed);
            if (named is not InkKey.Unknown && (!IsDigit(atPosition) || IsDigit(named))) return named;
            // This layout has Latin letters. The letter of this position is elsewhere, for example A and Q on a French keyboard.
            if (char.IsAscii(typed) && IsLetter(atPosition)) return InkKey.Unknown;
        }

        return atPosition;
    }

    /// <param name="bits">1 Shift, 2 Control, 4 Alt, 8 Super. Command on a Mac counts as Control.</param>
    public static KeyModifiers ToModifiers(int bits) =>
        (KeyModifiers)(bits & 7) | ((bits & 8) != 0 && OperatingSystem.IsMacOS() ? KeyModifiers.Control : KeyModifiers.None);

    private static InkKey AtPosition(int key) => key switch
    {
        > 32 and < 127 => Typed((char)key), // these codes are those of the characters
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
        334 => InkKey.Plus,
        333 => InkKey.Minus,
        _ => InkKey.Unknown,
    };

    private static InkKey Typed(char character) => character switch
    {
        >= 'a' and <= 'z' => InkKey.A + (character - 'a'),
        >= 'A' and <= 'Z' => InkKey.A + (character - 'A'), // Windows names some keys in capitals
        >= '0' and <= '9' => InkKey.Digit0 + (character - '0'),
        '+' or '=' => InkKey.Plus,
        '-' => InkKey.Minus,
        ',' => InkKey.Comma,
        '.' => InkKey.Period,
        '/' => InkKey.Slash,
        '[' => InkKey.LeftBracket,
        ']' => InkKey.RightBracket,
        _ => InkKey.Unknown,
    };

    private static bool IsLetter(InkKey key) => key is >= InkKey.A and <= InkKey.Z;

    private static bool IsDigit(InkKey key) => key is >= InkKey.Digit0 and <= InkKey.Digit9;
}
