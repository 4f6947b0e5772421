namespace HmRnnInk.Ink;

/// <summary>
/// Colours of ink by who wrote it and by the deepest layer that flushed; 0xRRGGBBAA. The screen and exported files use the same colours.
/// </summary>
/// <remarks>
/// These colours are the result of a search. Any two differ by at least 0.09 in OKLab for people with normal vision, deuteranopia,
/// protanopia and tritanopia (simulated by Machado 2009), and each contrasts with the page. The model's ink has the person's hues with less
/// contrast.
/// </remarks>
/// <param name="Person">[4]: no layer flushed, layer 1, layer 2, layer 3 or higher.</param>
/// <param name="Model">[4], as <paramref name="Person"/>.</param>
public sealed record InkColours(IReadOnlyList<uint> Person, IReadOnlyList<uint> Model)
{
    /// <summary>Colours for a light page.</summary>
    public static InkColours OnLight { get; } = new(
        [0x171A26FF, 0x295CC1FF, 0xAA370AFF, 0x761068FF],
        [0x757597FF, 0x4792E8FF, 0xD67727FF, 0xDF0A5FFF]);

    /// <summary>Colours for a dark page.</summary>
    public static InkColours OnDark { get; } = new(
        [0xF4EAE2FF, 0x78ABFDFF, 0xFECB5AFF, 0xE899A9FF],
        [0x85829EFF, 0x2E74E8FF, 0xF6810AFF, 0xED0450FF]);

    /// <param name="byModel">Whether the model wrote the ink (else the person did).</param>
    /// <param name="deepestFlush">The deepest layer that flushed at the point, counted from 1 at the bottom; 0 if none did.</param>
    public uint Of(bool byModel, int deepestFlush)
    {
        IReadOnlyList<uint> family = byModel ? Model : Person;
        return family[Math.Clamp(deepestFlush, 0, family.Count - 1)];
    }
}
