namespace HmRnnInk.Trainer;

/// <summary>A kind of position in a line of ink at which a boundary could be expected.</summary>
/// <param name="Name">The name in tables and JSON.</param>
/// <param name="ToleranceRows">See <see cref="BoundaryAlignment"/>.</param>
/// <param name="Find">Returns first and last row of each landmark of a line; null for a line that cannot be used.</param>
internal sealed record Landmark(string Name, int ToleranceRows, Func<InkLine, IReadOnlyList<(int First, int Last)>?> Find)
{
    private const int WordGapToleranceRows = 3;

    /// <summary>The landmarks that need no transcript.</summary>
    public static IReadOnlyList<Landmark> OfInk { get; } =
    [
        OfRows("pen-up", InkLandmarks.PenUps), OfRows("speed minimum", InkLandmarks.SpeedMinima),
        OfRows("vertical turn", InkLandmarks.VerticalTurns),
    ];

    /// <summary>
    /// Gaps between words, in lines that have a transcript and whose gaps between words are clearly the widest. A gap is from the last row
    /// of a word to the first row of the next.
    /// </summary>
    public static Landmark WordGap(TranscriptPairing pairing) => new("word gap", WordGapToleranceRows, line =>
        pairing.Texts.TryGetValue(line.Id, out string? text) && WordGaps.Find(line.Offsets, TranscriptWords.Of(text).Length) is { } gaps
            ? [.. gaps.Select(row => (row, row + 1))] : null);

    /// <summary>All available landmarks: word gaps only with transcripts.</summary>
    public static IReadOnlyList<Landmark> All(TranscriptPairing? pairing) => pairing is null ? OfInk : [.. OfInk, WordGap(pairing)];

    /// <param name="lines">Lines in which the landmark cannot be located are skipped.</param>
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
