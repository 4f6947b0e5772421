namespace HmRnnInk.App.Input;

/// <summary>The keys that the app can bind, named by what they type in the person's keyboard layout.</summary>
/// <remarks>
/// The keys of a layout without Latin letters are named by their position on a US keyboard, and so are the digits, which some layouts type
/// only with Shift. The digits, Enter, plus and minus of the keypad count as those of the main block.
/// </remarks>
internal enum InkKey
{
    Unknown,
    A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z,
    Digit0, Digit1, Digit2, Digit3, Digit4, Digit5, Digit6, Digit7, Digit8, Digit9,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    Escape, Enter, Space, Tab, Backspace, Delete, Insert,
    Left, Right, Up, Down, Home, End, PageUp, PageDown,

    /// <summary>The key with = and +.</summary>
    Plus,

    Minus,
    Comma,
    Period,
    Slash,
    LeftBracket,
    RightBracket,
}
