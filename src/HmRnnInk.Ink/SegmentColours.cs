namespace HmRnnInk.Ink;

/// <summary>
/// The colours that the consecutive segments of a layer alternate between, by who wrote the ink; 0xRRGGBBAA. The screen and exported files
/// use the same colours.
/// </summary>
/// <remarks>
/// These colours are the result of a search, under the conditions of <see cref="InkColours"/>.
/// </remarks>
/// <param name="Person">[hues].</param>
/// <param name="Model">[hues].</param>
public sealed record SegmentColours(IReadOnlyList<uint> Person, IReadOnlyList<uint> Model)
{
    /// <summary>Colours for a light page.</summary>
    public static SegmentColours OnLight { get; } = new(
        [0x2E3CB3FF, 0x905900FF, 0x59123AFF],
        [0x2C87FFFF, 0xDA7A03FF, 0xBB548BFF]);

    /// <summary>Colours for a dark page.</summary>
    public static SegmentColours OnDark { get; } = new(
        [0x879DFFFF, 0xFDC036FF, 0xFFD5FDFF],
        [0x5B6FF1FF, 0xDE8717FF, 0xB94B75FF]);

    /// <param name="byModel">Whether the model wrote the ink (else the person did).</param>
    /// <param name="number">The segment's number in its layer.</param>
    public uint Of(bool byModel, int number)
    {
        IReadOnlyList<uint> hues = byModel ? Model : Person;
        return hues[number % hues.Count];
    }
}
