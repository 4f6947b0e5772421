using System.Security.Cryptography;
using System.Text;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// A text for a model of characters. The first 90 % are for training, the next 5 % for validation, and the rest for testing.
/// </summary>
public sealed class CharacterText
{
    /// <summary>A shorter text would have too few characters for validation.</summary>
    public const int MinimumCharacters = 1000;

    private CharacterText(string characters, string sha256) => (Characters, Sha256) = (characters, sha256);

    /// <summary>The text, in which characters beyond U+FFFF are replaced by U+FFFD, so that each character is one char.</summary>
    public string Characters { get; }

    /// <summary>Hash of the file, in lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    public string Train => Characters[..TrainEnd];

    public string Validation => Characters[TrainEnd..ValidationEnd];

    public string Test => Characters[ValidationEnd..];

    private int TrainEnd => (int)(Characters.Length * 9L / 10);

    private int ValidationEnd => TrainEnd + (Characters.Length / 20);

    /// <param name="path">A UTF-8 file, with or without a byte order mark.</param>
    /// <exception cref="InvalidDataException">The file cannot be read, is not a text, or is too short.</exception>
    public static CharacterText Load(string path)
    {
        byte[] bytes = Read(path);
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException(
                $"'{path}', byte {error.Index}: not valid UTF-8. Use a plain text file, or convert it with iconv.", error);
        }

        if (text.IndexOf('\0') is >= 0 and int zero)
            throw new InvalidDataException($"'{path}', character {zero}: a zero byte, so this is not a text. Use a plain text file.");
        string characters = string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp ? (char)rune.Value : CharacterAlphabet.Unknown));
        if (characters.Length < MinimumCharacters)
        {
            throw new InvalidDataException(
                $"'{path}' has {characters.Length} characters; at least {MinimumCharacters} are needed, so that some are left for "
                + "validation. Use a longer text.");
        }

        return new(characters, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static byte[] Read(string path)
    {
        try
        {
            return RegularFile.ReadAllBytes(path, Array.MaxLength);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {error.Message.TrimEnd('.')}. Use a plain text file.", error);
        }
    }
}
