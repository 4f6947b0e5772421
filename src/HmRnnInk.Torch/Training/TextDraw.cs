namespace HmRnnInk.Torch.Training;

/// <summary>
/// Draws, for each line and epoch, the part of the line for which the model is given the text. In the app, a person's ink has no text, and
/// the words that follow may be typed; one model learns both.
/// </summary>
/// <param name="texts">The lines with texts. Other lines have no text in any epoch.</param>
/// <param name="wholeShare">Share of the lines with their whole text.</param>
/// <param name="noneShare">
/// Share of the lines without a text. The remaining lines are cut at a word gap, or have their whole text if no gap is clear.
/// </param>
public sealed class TextDraw(TranscribedLines texts, double wholeShare, double noneShare)
{
    /// <returns>The same for the same line, seed and epoch, whatever the other lines are; null for no text.</returns>
    public TextCut? Of(InkLine line, int seed, int epoch)
    {
        if (!texts.Lines.TryGetValue(line.Id, out TranscribedLine? transcribed)) return null;
        var random = new Random(StableHash.Of("text " + line.Id, seed, epoch));
        double drawn = random.NextDouble();
        if (drawn < noneShare) return null;
        if (drawn < noneShare + wholeShare || transcribed.WordEnds.Count == 0) return new(0, transcribed.Text);
        int gap = random.Next(transcribed.WordEnds.Count);
        return new(transcribed.WordEnds[gap], transcribed.TextAfter(gap));
    }

    /// <summary>The whole text of a line; null if the line has none.</summary>
    public TextCut? Whole(InkLine line) =>
        texts.Lines.TryGetValue(line.Id, out TranscribedLine? transcribed) ? new(0, transcribed.Text) : null;
}
