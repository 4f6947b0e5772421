using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Colours;

/// <summary>The ink's colours in the modes that <see cref="InkColours"/> does not cover; 0xRRGGBBAA.</summary>
/// <remarks>
/// The colours of operations are the result of a search, under the conditions of <see cref="InkColours"/>. COPY is faint, because the layer
/// does nothing.
/// </remarks>
/// <param name="Hulls">[levels][]: the alternating colours of hulls, the outermost level first.</param>
/// <param name="Segments">The alternating colours of segments.</param>
/// <param name="PersonOperations">[3]: UPDATE, COPY, FLUSH.</param>
/// <param name="ModelOperations">Like <paramref name="PersonOperations"/>.</param>
/// <param name="Surprise">
/// From expected to surprising. Lightness is monotonic, so that people with any colour vision can read the order.
/// </param>
/// <param name="Unit">From the lowest value of a unit to the highest. The colour of 0, in the middle, is faint.</param>
internal sealed record ModeColours(
    IReadOnlyList<IReadOnlyList<HullColour>> Hulls,
    SegmentColours Segments,
    IReadOnlyList<uint> PersonOperations,
    IReadOnlyList<uint> ModelOperations,
    ColourRamp Surprise,
    ColourRamp Unit)
{
    public static ModeColours OnLight { get; } = new(
        [
            [new(0xF1F0EAFF, 0xBDB8ABFF)],
            [new(0xD3E5F6FF, 0x8FB5DAFF), new(0xF8E2BEFF, 0xDDB16CFF)],
        ],
        SegmentColours.OnLight,
        [0x282B80FF, 0x948D88FF, 0xA03812FF],
        [0x406FD1FF, 0xC3BCB5FF, 0xCC6902FF],
        new ColourRamp(0x6BA1B7FF, 0x8D4591FF, 0x670815FF),
        new ColourRamp(0x123F99FF, 0xA8A49CFF, 0x8E2D00FF));

    public static ModeColours OnDark { get; } = new(
        [
            [new(0x2E3136FF, 0x575C63FF)],
            [new(0x2C4259FF, 0x4F7CA8FF), new(0x50402AFF, 0x9A7A44FF)],
        ],
        SegmentColours.OnDark,
        [0xA8BAE7FF, 0x736B68FF, 0xFDC83BFF],
        [0x6176EDFF, 0x4E4641FF, 0xDA7D19FF],
        new ColourRamp(0x585AA0FF, 0x46A8AEFF, 0xF4E064FF),
        new ColourRamp(0x70B6FDFF, 0x76716AFF, 0xF3AE58FF));

    public uint Of(bool byModel, Operation operation) => (byModel ? ModelOperations : PersonOperations)[(int)operation];
}
