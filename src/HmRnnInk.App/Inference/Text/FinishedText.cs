using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference.Text;

/// <summary>Where the ink goes on after a text that the model has written: with a new word.</summary>
internal static class FinishedText
{
    /// <summary>More rows than most words have. The right edge of a word is among them.</summary>
    private const int RowsOfWord = 256;

    /// <param name="rows">The rows that the model has read.</param>
    /// <returns>
    /// The minimum Δx of the next row if the text ends with the newest one: a short word gap beyond the right edge of the ink, normalised
    /// units. Null if the next row may also continue the word.
    /// </returns>
    public static float? MinimumDeltaX(IReadOnlyList<ReadRow> rows, Normalisation normalisation)
    {
        if (rows.Count == 0 || rows[^1] is not { Offset.PenUp: true, Text.IsFinished: true }) return null;
        float x = 0, right = 0; // from the newest row
        for (int row = rows.Count - 1; row > Math.Max(0, rows.Count - RowsOfWord); row--)
        {
            x -= rows[row].Offset.DeltaX;
            right = Math.Max(right, x);
        }

        return normalisation.Normalise(new PenOffset(right + PenPlace.ShortWordGap, 0, false)).X;
    }
}
