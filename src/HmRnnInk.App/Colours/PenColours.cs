namespace HmRnnInk.App.Colours;

/// <summary>Palettes for each colour of the person's pen. They are made once, because pictures compare palettes by reference.</summary>
internal static class PenColours
{
    private static readonly uint[] OnLight = [0, 0x1F4FA8FF, 0x1E6B3AFF, 0xA32020FF, 0x6B2C91FF];
    private static readonly uint[] OnDark = [0, 0x8FB8FFFF, 0x8FD6A0FF, 0xFF9C92FF, 0xD3A8F5FF];

    private static readonly Palette[] Light = [.. OnLight.Select(colour => With(Palette.Light, colour))];
    private static readonly Palette[] Dark = [.. OnDark.Select(colour => With(Palette.Dark, colour))];

    public static Palette Of(bool dark, PenColour colour) => (dark ? Dark : Light)[(int)colour];

    private static Palette With(Palette palette, uint colour) => colour == 0 ? palette : palette with { Pen = colour };
}
