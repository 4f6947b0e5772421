namespace HmRnnInk.Model;

/// <summary>
/// The characters that a model reads and predicts, by their indices. The last, <see cref="Unknown"/>, stands for every character that
/// is not among them.
/// </summary>
public sealed class CharacterAlphabet
{
    /// <summary>The most symbols, <see cref="Unknown"/> included.</summary>
    public const int MostSymbols = 128;

    /// <summary>U+FFFD, the replacement character.</summary>
    public const char Unknown = '\uFFFD';

    private readonly Dictionary<char, int> indices;

    /// <param name="symbols">As <see cref="ModelConfig.Alphabet"/> has them.</param>
    public CharacterAlphabet(string symbols)
    {
        Symbols = symbols;
        indices = symbols.Index().ToDictionary(symbol => symbol.Item, symbol => symbol.Index);
    }

    public string Symbols { get; }

    /// <summary>The most frequent characters of a text, in the order of their codes, then <see cref="Unknown"/>.</summary>
    /// <param name="fewest">What a character must come to be among them.</param>
    public static CharacterAlphabet Of(string text, int fewest = 1)
    {
        IEnumerable<char> kept = text.CountBy(character => character).Where(pair => pair.Key != Unknown && pair.Value >= fewest)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostSymbols - 1).Select(pair => pair.Key).Order();
        return new(string.Concat(kept) + Unknown);
    }

    /// <returns>The distinct characters of a text that are not among the symbols, in the order in which they come.</returns>
    public string UnknownIn(string text) => string.Concat(text.Where(character => !indices.ContainsKey(character)).Distinct());

    /// <returns>The index of each character.</returns>
    public int[] Encode(ReadOnlySpan<char> text)
    {
        var encoded = new int[text.Length];
        for (int index = 0; index < text.Length; index++) encoded[index] = indices.GetValueOrDefault(text[index], Symbols.Length - 1);
        return encoded;
    }

    /// <returns>What makes this no alphabet, with what was needed; null where it is one.</returns>
    internal static string? Problem(string symbols) =>
        symbols.Length is < 2 or > MostSymbols ? $"the alphabet has {symbols.Length} characters; needed 2 to {MostSymbols}"
        : symbols[^1] != Unknown ? "the alphabet does not end with U+FFFD, which stands for every other character"
        : symbols.Any(char.IsSurrogate) ? "the alphabet has half of a character beyond U+FFFF"
        : symbols.Distinct().Count() != symbols.Length ? "the alphabet has a character twice"
        : null;
}
