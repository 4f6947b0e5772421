using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Keyboard;

/// <summary>
/// The layers of the on-screen keyboard, each of three rows of characters: the Latin letters; digits and punctuation; then the rest of
/// ASCII and of the characters that the model knows.
/// </summary>
internal static class ScreenKeyLayers
{
    /// <summary>The number of characters in the first and second row, and in the third, which also has Shift and Backspace.</summary>
    private const int LongRow = 10, ShortRow = 7;

    private static readonly string[] Letters = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly string[] Symbols = ["1234567890", "-/:;()'\"&@", ".,?!#+="];

    /// <summary>The printable ASCII characters that are in neither of these.</summary>
    private const string MoreSymbols = "$%*_<>[]{}\\|^~`";

    /// <param name="alphabet">The characters of the model; null for ASCII only.</param>
    public static IReadOnlyList<string[]> Of(CharacterAlphabet? alphabet)
    {
        string others = string.Concat((alphabet?.Symbols ?? "").Where(character =>
            character > '~' && character != CharacterAlphabet.Unknown && !char.IsWhiteSpace(character) && !char.IsControl(character)));
        return [Letters, Symbols, .. (MoreSymbols + others).Chunk(2 * LongRow + ShortRow).Select(Rows)];
    }

    private static string[] Rows(char[] characters) =>
    [
        string.Concat(characters.Take(LongRow)),
        string.Concat(characters.Skip(LongRow).Take(LongRow)),
        string.Concat(characters.Skip(2 * LongRow)),
    ];
}
