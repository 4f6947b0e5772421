namespace HmRnnInk.Ink;

/// <summary>The text of a line of ink, and where its words are apart.</summary>
/// <param name="Words">To be joined by single spaces.</param>
/// <param name="WordEnds">
/// The last row of each word but the last, which is the row before the gap; none where the gaps do not stand out (<see cref="WordGaps.Find"/>).
/// </param>
public sealed record TranscribedLine(IReadOnlyList<string> Words, IReadOnlyList<int> WordEnds)
{
    public string Text { get; } = string.Join(' ', Words);

    /// <summary>The text of the words behind a gap.</summary>
    /// <param name="gap">Index in <see cref="WordEnds"/>.</param>
    public string TextAfter(int gap) => string.Join(' ', Words.Skip(gap + 1));
}
