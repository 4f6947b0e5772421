namespace HmRnnInk.Trainer;

/// <summary>Checks, limits and messages of the commands that let a model write a text.</summary>
internal static class GivenText
{
    /// <summary>
    /// Far more rows than a person needs. This ends a pen that goes round in circles: its text window moves, so it does not count as stuck.
    /// </summary>
    private const int MaximumRowsPerCharacter = 80;

    public static int MaximumRows(string text) => MaximumRowsPerCharacter * (text.Length + 2);

    /// <returns>The alphabet of the model's text window.</returns>
    /// <exception cref="InvalidDataException">The model has none.</exception>
    public static CharacterAlphabet RequireAlphabet(InkModel model, string path)
    {
        if (model.Config.TextWindow is { } window) return new(window.Alphabet);
        throw new InvalidDataException(
            $"'{path}' has no text window, so it cannot write a given text. Use a model that was trained with "
            + "trainer train --text, such as models/iam-ondb-4x400.safetensors.");
    }

    public static string Quote(string characters) => string.Join(", ", characters.Select(character => $"'{character}'"));

    /// <param name="position">The position in the text at which the pen stopped.</param>
    public static string DescribeUnfinished(TextStop stop, string text, int position)
    {
        string at = position < 0
            ? "before its first character"
            : $"at character {position + 1} of {text.Length}, '{text[Math.Min(position, text.Length - 1)]}'";
        return stop == TextStop.Stuck
            ? $"the pen is stuck {at}: no progress for {TextStopRule.StuckAfter} points. Try another --seed or a higher --bias."
            : $"the text is not finished: the pen is {at} after the maximum number of points. Use a larger --steps.";
    }
}
