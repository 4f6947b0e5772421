namespace HmRnnInk.App.Colours;

/// <summary>A colour in a space where equal distances look equal (Ottosson 2020, bottosson.github.io/posts/oklab).</summary>
/// <param name="L">Lightness, 0 to 1.</param>
/// <param name="A">From green to red.</param>
/// <param name="B">From blue to yellow.</param>
internal readonly record struct OkLab(float L, float A, float B)
{
    /// <param name="colour">0xRRGGBBAA; alpha is ignored.</param>
    public static OkLab Of(uint colour)
    {
        float red = Linear(colour >> 24), green = Linear((colour >> 16) & 255), blue = Linear((colour >> 8) & 255);
        float l = MathF.Cbrt(0.4122214708f * red + 0.5363325363f * green + 0.0514459929f * blue);
        float m = MathF.Cbrt(0.2119034982f * red + 0.6806995451f * green + 0.1073969566f * blue);
        float s = MathF.Cbrt(0.0883024619f * red + 0.2817188376f * green + 0.6299787005f * blue);
        return new OkLab(
            0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
            1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
            0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s);
    }

    /// <returns>0xRRGGBBFF. Channels outside the range of sRGB are clamped.</returns>
    public uint ToRgba()
    {
        float l = L + 0.3963377774f * A + 0.2158037573f * B;
        float m = L - 0.1055613458f * A - 0.0638541728f * B;
        float s = L - 0.0894841775f * A - 1.2914855480f * B;
        (l, m, s) = (l * l * l, m * m * m, s * s * s);
        return Byte(4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s) << 24
            | Byte(-1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s) << 16
            | Byte(-0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s) << 8 | 255;
    }

    /// <param name="share">0 returns this colour, 1 the other.</param>
    public OkLab Towards(OkLab other, float share) =>
        new(L + (other.L - L) * share, A + (other.A - A) * share, B + (other.B - B) * share);

    private static float Linear(uint channel)
    {
        float value = channel / 255f;
        return value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);
    }

    private static uint Byte(float linear)
    {
        float value = linear <= 0.0031308f ? 12.92f * linear : 1.055f * MathF.Pow(linear, 1 / 2.4f) - 0.055f;
        return (uint)Math.Clamp(MathF.Round(value * 255), 0, 255);
    }
}
