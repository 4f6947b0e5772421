namespace HmRnnInk.Torch.Recognition;

/// <summary>The edit distance between two texts (Levenshtein 1966), and an alignment of their characters that has it.</summary>
/// <param name="Distance">The minimum number of insertions, deletions and substitutions that turn one into the other.</param>
/// <param name="Found">For each character of the wanted text, the index of its counterpart in the text that was read; −1 for none.</param>
/// <param name="Matches">For each character of the wanted text, whether its counterpart is the same character.</param>
internal sealed record EditDistance(int Distance, int[] Found, bool[] Matches)
{
    /// <returns>Among equally good alignments, the one that prefers substitutions, going from the end to the start.</returns>
    public static EditDistance Between(string wanted, string read)
    {
        var distances = new int[wanted.Length + 1, read.Length + 1];
        for (int row = 0; row <= wanted.Length; row++)
        {
            for (int column = 0; column <= read.Length; column++)
            {
                distances[row, column] = row == 0 ? column : column == 0 ? row : Math.Min(
                    distances[row - 1, column - 1] + (wanted[row - 1] == read[column - 1] ? 0 : 1),
                    Math.Min(distances[row - 1, column], distances[row, column - 1]) + 1);
            }
        }

        var found = new int[wanted.Length];
        var matches = new bool[wanted.Length];
        (int at, int from) = (wanted.Length, read.Length);
        while (at > 0)
        {
            bool isSame = from > 0 && wanted[at - 1] == read[from - 1];
            if (from > 0 && distances[at, from] == distances[at - 1, from - 1] + (isSame ? 0 : 1))
                (found[--at], matches[at]) = (--from, isSame);
            else if (from > 0 && distances[at, from] == distances[at, from - 1] + 1) from--;
            else found[--at] = -1;
        }

        return new(distances[wanted.Length, read.Length], found, matches);
    }
}
