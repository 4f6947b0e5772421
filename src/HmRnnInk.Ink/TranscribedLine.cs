namespace HmRnnInk.Ink;

/// <summary>The text of a line of ink, and where its words end.</summary>
/// <param name="Words">The words, without spaces.</param>
/// <param name="WordEnds">
/// The last row of each word except the last one: the row before the gap. Empty if the gaps are not clear (<see cref="WordGaps.Find"/>).
/// </param>
public sealed record TranscribedLine(IReadOnlyList<string> Words, IReadOnlyList<int> WordEnds)
{
    public string Text { get; } = string.Join(' ', Words);

    /// <summary>The text of the words after a gap.</summary>
    /// <param name="gap">Index in <see cref="WordEnds"/>.</param>
    public string TextAfter(int gap) => string.Join(' ', Words.Skip(gap + 1));
}
