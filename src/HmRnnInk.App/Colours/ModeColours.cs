using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Colours;

/// <summary>The ink's colours in the modes that <see cref="InkColours"/> does not serve; 0xRRGGBBAA.</summary>
/// <remarks>
/// Chosen by search, as InkColours: in a family every two differ by at least 0.09 in OKLab to people with normal sight, deuteranopia,
/// protanopia and tritanopia (Machado 2009). COPY is faint on purpose: the layer sleeps.
/// </remarks>
/// <param name="Segments">By turns.</param>
/// <param name="PersonOperations">[3]: UPDATE, COPY, FLUSH.</param>
/// <param name="ModelOperations">As <paramref name="PersonOperations"/>.</param>
/// <param name="Surprise">From expected to surprising; lightness runs one way, so that every sight reads the order.</param>
/// <param name="Unit">From −1 over a faint 0 to 1.</param>
public sealed record ModeColours(
    SegmentColours Segments,
    IReadOnlyList<uint> PersonOperations,
    IReadOnlyList<uint> ModelOperations,
    ColourRamp Surprise,
    ColourRamp Unit)
{
    public static ModeColours OnLight { get; } = new(
        SegmentColours.OnLight,
        [0x282B80FF, 0x948D88FF, 0xA03812FF],
        [0x406FD1FF, 0xC3BCB5FF, 0xCC6902FF],
        new ColourRamp(0x6BA1B7FF, 0x8D4591FF, 0x670815FF),
        new ColourRamp(0x123F99FF, 0xBDBAB5FF, 0x8E2D00FF));

    public static ModeColours OnDark { get; } = new(
        SegmentColours.OnDark,
        [0xA8BAE7FF, 0x736B68FF, 0xFDC83BFF],
        [0x6176EDFF, 0x4E4641FF, 0xDA7D19FF],
        new ColourRamp(0x585AA0FF, 0x46A8AEFF, 0xF4E064FF),
        new ColourRamp(0x70B6FDFF, 0x504D47FF, 0xF3AE58FF));

    public uint Of(bool byModel, Operation operation) => (byModel ? ModelOperations : PersonOperations)[(int)operation];
}
