using System.Security.Cryptography;
using System.Text;
using HmRnnInk.Model;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// A text that a model reads character by character. Its first nine tenths are for training, the next twentieth for validation, the
/// rest for tests.
/// </summary>
public sealed class CharacterText
{
    /// <summary>A text of fewer has too little to validate on.</summary>
    public const int MinimumCharacters = 1000;

    private CharacterText(string characters, string sha256) => (Characters, Sha256) = (characters, sha256);

    /// <summary>A character beyond U+FFFF is U+FFFD here, so that each is one char.</summary>
    public string Characters { get; }

    /// <summary>Of the file, in lower-case hexadecimals.</summary>
    public string Sha256 { get; }

    public string Train => Characters[..TrainEnd];

    public string Validation => Characters[TrainEnd..ValidationEnd];

    public string Test => Characters[ValidationEnd..];

    private int TrainEnd => (int)(Characters.Length * 9L / 10);

    private int ValidationEnd => TrainEnd + (Characters.Length / 20);

    /// <param name="path">A file of UTF-8, with or without a byte order mark.</param>
    /// <exception cref="InvalidDataException">It is no text, or too short.</exception>
    public static CharacterText Load(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException(
                $"'{path}', byte {error.Index}: no UTF-8. Give a file of plain text, or convert it with iconv.", error);
        }

        if (text.IndexOf('\0') is >= 0 and int zero)
            throw new InvalidDataException($"'{path}', character {zero}: a zero, which no text has. Give a file of plain text.");
        string characters = string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp ? (char)rune.Value : CharacterAlphabet.Unknown));
        if (characters.Length < MinimumCharacters)
        {
            throw new InvalidDataException(
                $"'{path}' has {characters.Length} characters; needed at least {MinimumCharacters}, so that validation gets some. "
                + "Give a longer text.");
        }

        return new(characters, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
