namespace HmRnnInk.Model;

/// <summary>
/// The characters that a model reads and predicts, with their indices. The last one, <see cref="Unknown"/>, represents all other
/// characters.
/// </summary>
public sealed class CharacterAlphabet
{
    /// <summary>Maximum number of symbols, including <see cref="Unknown"/>.</summary>
    public const int MaximumSymbols = 128;

    /// <summary>U+FFFD, the replacement character.</summary>
    public const char Unknown = '\uFFFD';

    private readonly Dictionary<char, int> _indices;

    /// <param name="symbols">In the form of <see cref="ModelConfig.Alphabet"/>.</param>
    public CharacterAlphabet(string symbols)
    {
        Symbols = symbols;
        _indices = symbols.Index().ToDictionary(symbol => symbol.Item, symbol => symbol.Index);
    }

    public string Symbols { get; }

    /// <summary>The most frequent characters of a text in the order of their codes, followed by <see cref="Unknown"/>.</summary>
    /// <param name="minimumCount">Characters that are less frequent are left out.</param>
    public static CharacterAlphabet Of(string text, int minimumCount = 1)
    {
        IEnumerable<char> frequent = text.CountBy(character => character).Where(pair => pair.Key != Unknown && pair.Value >= minimumCount)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MaximumSymbols - 1).Select(pair => pair.Key).Order();
        return new(string.Concat(frequent) + Unknown);
    }

    /// <summary>Whether a character is one of the symbols, and not only represented by <see cref="Unknown"/>.</summary>
    public bool Knows(char character) => character != Unknown && _indices.ContainsKey(character);

    /// <returns>The distinct characters of a text that are not among the symbols, in the order of their first occurrence.</returns>
    public string UnknownIn(string text) => string.Concat(text.Where(character => !_indices.ContainsKey(character)).Distinct());

    /// <returns>The index of each character.</returns>
    public int[] Encode(ReadOnlySpan<char> text)
    {
        var encoded = new int[text.Length];
        for (int index = 0; index < text.Length; index++) encoded[index] = _indices.GetValueOrDefault(text[index], Symbols.Length - 1);
        return encoded;
    }

    /// <returns>The reason why this is not a valid alphabet; null if it is valid.</returns>
    internal static string? Problem(string symbols) =>
        symbols.Length is < 2 or > MaximumSymbols ? $"the alphabet has {symbols.Length} characters; expected 2 to {MaximumSymbols}"
        : symbols[^1] != Unknown ? "the alphabet does not end with U+FFFD, which represents all other characters"
        : symbols.Any(char.IsSurrogate) ? "the alphabet has half of a character beyond U+FFFF"
        : symbols.Distinct().Count() != symbols.Length ? "the alphabet has a character twice"
        : null;
}
