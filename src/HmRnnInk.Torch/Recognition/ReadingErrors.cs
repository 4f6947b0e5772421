namespace HmRnnInk.Torch.Recognition;

/// <summary>The errors of a recogniser on some lines, which measure how well these can be read.</summary>
public sealed class ReadingErrors
{
    /// <summary>A word is lost if fewer than a third of its characters were found.</summary>
    private const int LostDivisor = 3;

    /// <summary>This number of consecutive superfluous characters counts as a word, or a part of one, that was written twice.</summary>
    private const int MinimumRepeated = 3;

    private long _distance, _characters;
    private int _faultyLines;

    public int Lines { get; private set; }

    /// <summary>The number of edits divided by the number of characters, over all lines; lower is better. It can exceed 1.</summary>
    public double CharacterErrorRate => _characters == 0 ? 0 : _distance / (double)_characters;

    /// <summary>The share of lines with a lost or repeated word, as far as the recogniser can tell; lower is better.</summary>
    public double WordFaultShare => Lines == 0 ? 0 : _faultyLines / (double)Lines;

    /// <param name="wanted">The text that is or should be written.</param>
    /// <param name="read">The text that was read.</param>
    public void Add(string wanted, string read)
    {
        var edits = EditDistance.Between(wanted, read);
        Lines++;
        _distance += edits.Distance;
        _characters += wanted.Length;
        if (LosesAWord(wanted, edits) || RepeatsAWord(read, edits)) _faultyLines++;
    }

    private static bool LosesAWord(string wanted, EditDistance edits)
    {
        for (int start = 0; start < wanted.Length;)
        {
            int end = wanted.IndexOf(' ', start);
            if (end < 0) end = wanted.Length;
            int found = edits.Matches.AsSpan(start, end - start).Count(true);
            if (end - start > 1 && found * LostDivisor < end - start) return true; // a single misread letter is not a lost word
            start = end + 1;
        }

        return false;
    }

    private static bool RepeatsAWord(string read, EditDistance edits)
    {
        var hasCounterpart = new bool[read.Length];
        foreach (int index in edits.Found)
            if (index >= 0) hasCounterpart[index] = true;
        int run = 0;
        for (int index = 0; index < read.Length; index++)
        {
            run = hasCounterpart[index] ? 0 : run + 1;
            if (run >= MinimumRepeated) return true;
        }

        return false;
    }
}
