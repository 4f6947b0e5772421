namespace HmRnnInk.App.Ui.Keyboard;

/// <summary>What a key of the on-screen keyboard does.</summary>
internal enum ScreenKeyKind
{
    Character,
    Shift,

    /// <summary>Shows the next layer of digits and punctuation.</summary>
    MoreSymbols,

    /// <summary>Switches between the letters and the first layer of digits and punctuation.</summary>
    SymbolsOrLetters,

    Backspace,
    Left,
    Right,

    /// <summary>Closes the keyboard. The field stays open.</summary>
    Hide,

    /// <summary>Presses Enter and closes the keyboard.</summary>
    Done,
}
