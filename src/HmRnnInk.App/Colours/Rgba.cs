namespace HmRnnInk.App.Colours;

/// <summary>Colours as 0xRRGGBBAA, with straight alpha.</summary>
internal static class Rgba
{
    /// <param name="alpha">0 is transparent, 255 opaque.</param>
    public static uint WithAlpha(this uint colour, uint alpha) => colour & 0xFFFFFF00 | alpha;

    /// <param name="strength">The factor of the colour's alpha, 0 to 1.</param>
    public static uint Faded(this uint colour, float strength) => colour.WithAlpha((uint)((colour & 0xFF) * strength));
}
