using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>One kind of place in a line of ink at which a boundary could be expected.</summary>
/// <param name="Name">As tables and JSON have it.</param>
/// <param name="ToleranceRows">See <see cref="BoundaryAlignment"/>.</param>
/// <param name="Find">First and last row of each landmark of a line; null for a line that cannot be used.</param>
internal sealed record Landmark(string Name, int ToleranceRows, Func<InkLine, IReadOnlyList<(int First, int Last)>?> Find)
{
    private const int WordGapToleranceRows = 3;

    /// <summary>The landmarks that need no text.</summary>
    public static IReadOnlyList<Landmark> OfInk { get; } =
    [
        OfRows("pen-up", InkLandmarks.PenUps), OfRows("speed minimum", InkLandmarks.SpeedMinima),
        OfRows("vertical turn", InkLandmarks.VerticalTurns),
    ];

    /// <summary>
    /// Gaps between words, in the lines that have a text and in which they stand out. A gap is from the last row of a word to the first of
    /// the next.
    /// </summary>
    public static Landmark WordGap(TranscriptPairing pairing) => new("word gap", WordGapToleranceRows, line =>
        pairing.Texts.TryGetValue(line.Id, out string? text) && WordGaps.Find(line.Offsets, WordGaps.CountWords(text)) is { } gaps
            ? [.. gaps.Select(row => (row, row + 1))] : null);

    /// <summary>All landmarks that can be told: word gaps only with a text.</summary>
    public static IReadOnlyList<Landmark> All(TranscriptPairing? pairing) => pairing is null ? OfInk : [.. OfInk, WordGap(pairing)];

    /// <param name="lines">Those that the landmark can be found in are used.</param>
    /// <param name="boundaries">[line][row].</param>
    public BoundaryAlignment Align(IReadOnlyList<InkLine> lines, bool[][] boundaries)
    {
        var alignment = new BoundaryAlignment(ToleranceRows);
        for (int line = 0; line < lines.Count; line++)
            if (Find(lines[line]) is { } found) alignment.Add(boundaries[line], found);
        return alignment;
    }

    private static Landmark OfRows(string name, Func<IReadOnlyList<PenOffset>, bool[]> find) => new(
        name, BoundaryAlignment.ToleranceRows,
        line => [.. find(line.Offsets).Index().Where(row => row.Item).Select(row => (row.Index, row.Index))]);
}
