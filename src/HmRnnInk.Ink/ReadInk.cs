namespace HmRnnInk.Ink;

/// <summary>The ink of a file, and what the file says about it.</summary>
/// <param name="Ink">
/// Strokes with y downwards; both axes have the same unit. Times never decrease. Ink without usable times is paced as a hand would write.
/// </param>
public sealed record ReadInk(StrokeCollection Ink)
{
    /// <summary>The size of the ink's unit; null if the file does not state a unit of length for both axes.</summary>
    public double? MillimetresPerUnit { get; init; }

    /// <summary>The x-height of the handwriting, in the unit of the ink; null if the file does not state it.</summary>
    public double? XHeight { get; init; }

    /// <summary>Whether the file is an export of a page: its positions are those on the page, with y = 0 at the top of the page.</summary>
    public bool IsPage { get; init; }

    /// <summary>What was skipped or assumed, each a sentence without its full stop. Empty if all of the file was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
