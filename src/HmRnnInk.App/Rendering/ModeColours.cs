using HmRnnInk.Model;

namespace HmRnnInk.App.Rendering;

/// <summary>The ink's colours in the modes that <see cref="HmRnnInk.Ink.InkColours"/> does not serve; 0xRRGGBBAA.</summary>
/// <remarks>
/// Chosen by search, as InkColours: in a family every two differ by at least 0.09 in OKLab to people with normal sight, deuteranopia,
/// protanopia and tritanopia (Machado 2009). COPY is faint on purpose: the layer sleeps.
/// </remarks>
/// <param name="PersonSegments">[hues that take turns].</param>
/// <param name="ModelSegments">As <paramref name="PersonSegments"/>.</param>
/// <param name="PersonOperations">[3]: UPDATE, COPY, FLUSH.</param>
/// <param name="ModelOperations">As <paramref name="PersonOperations"/>.</param>
/// <param name="Surprise">From expected to surprising; lightness runs one way, so that every sight reads the order.</param>
/// <param name="Unit">From −1 over a faint 0 to 1.</param>
public sealed record ModeColours(
    IReadOnlyList<uint> PersonSegments,
    IReadOnlyList<uint> ModelSegments,
    IReadOnlyList<uint> PersonOperations,
    IReadOnlyList<uint> ModelOperations,
    ColourRamp Surprise,
    ColourRamp Unit)
{
    public static ModeColours OnLight { get; } = new(
        [0x2E3CB3FF, 0x905900FF, 0x59123AFF],
        [0x2C87FFFF, 0xDA7A03FF, 0xBB548BFF],
        [0x282B80FF, 0x948D88FF, 0xA03812FF],
        [0x406FD1FF, 0xC3BCB5FF, 0xCC6902FF],
        new ColourRamp(0x6BA1B7FF, 0x8D4591FF, 0x670815FF),
        new ColourRamp(0x123F99FF, 0xBDBAB5FF, 0x8E2D00FF));

    public static ModeColours OnDark { get; } = new(
        [0x879DFFFF, 0xFDC036FF, 0xFFD5FDFF],
        [0x5B6FF1FF, 0xDE8717FF, 0xB94B75FF],
        [0xA8BAE7FF, 0x736B68FF, 0xFDC83BFF],
        [0x6176EDFF, 0x4E4641FF, 0xDA7D19FF],
        new ColourRamp(0x585AA0FF, 0x46A8AEFF, 0xF4E064FF),
        new ColourRamp(0x70B6FDFF, 0x504D47FF, 0xF3AE58FF));

    /// <param name="number">Of the segment in its layer.</param>
    public uint Segment(bool byModel, int number) => byModel ? ModelSegments[number % ModelSegments.Count] : PersonSegments[number % PersonSegments.Count];

    public uint Of(bool byModel, Operation operation) => (byModel ? ModelOperations : PersonOperations)[(int)operation];
}
