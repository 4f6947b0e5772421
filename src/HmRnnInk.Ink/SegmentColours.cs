namespace HmRnnInk.Ink;

/// <summary>Colours of a layer's segments, which take turns, by who wrote the ink; 0xRRGGBBAA. The same on the screen and in files.</summary>
/// <remarks>
/// Chosen by search, as <see cref="InkColours"/>: every two differ by at least 0.09 in OKLab to people with normal sight, deuteranopia,
/// protanopia and tritanopia (Machado 2009).
/// </remarks>
/// <param name="Person">[hues].</param>
/// <param name="Model">As <paramref name="Person"/>.</param>
public sealed record SegmentColours(IReadOnlyList<uint> Person, IReadOnlyList<uint> Model)
{
    /// <summary>For paper.</summary>
    public static SegmentColours OnLight { get; } = new(
        [0x2E3CB3FF, 0x905900FF, 0x59123AFF],
        [0x2C87FFFF, 0xDA7A03FF, 0xBB548BFF]);

    /// <summary>For a dark page.</summary>
    public static SegmentColours OnDark { get; } = new(
        [0x879DFFFF, 0xFDC036FF, 0xFFD5FDFF],
        [0x5B6FF1FF, 0xDE8717FF, 0xB94B75FF]);

    /// <param name="byModel">Whether the model wrote it, and not the person.</param>
    /// <param name="number">Of the segment in its layer.</param>
    public uint Of(bool byModel, int number)
    {
        IReadOnlyList<uint> hues = byModel ? Model : Person;
        return hues[number % hues.Count];
    }
}
