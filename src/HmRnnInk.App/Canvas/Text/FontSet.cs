using System.Text;
using SkiaSharp;

namespace HmRnnInk.App.Canvas.Text;

/// <summary>The bundled fonts and their text widths.</summary>
internal sealed class FontSet : IDisposable
{
    private readonly SKTypeface[] _typefaces;
    private readonly SKFont[] _fonts;

    // For each weight, the advance at size 1 of each character below U+2800, such as Latin letters, minus signs and arrows; -1 if not
    // measured yet. Other characters are measured each time.
    private readonly float[][] _advances;

    /// <exception cref="FileNotFoundException">A font file is missing.</exception>
    public FontSet()
    {
        FontWeight[] weights = Enum.GetValues<FontWeight>();
        _typefaces = Array.ConvertAll(weights, Load);
        _fonts = Array.ConvertAll(_typefaces, typeface => new SKFont(typeface)
        {
            Subpixel = true,
            LinearMetrics = true,
            Hinting = SKFontHinting.None,
            Edging = SKFontEdging.Antialias,
        });
        _advances = Array.ConvertAll(weights, _ => Enumerable.Repeat(-1f, 0x2800).ToArray());
    }

    /// <summary>The font at a size. Every call returns the same object, so do not store it.</summary>
    public SKFont Font(FontWeight weight, float size)
    {
        SKFont font = _fonts[(int)weight];
        font.Size = size;
        return font;
    }

    /// <summary>The advance of a character at size 1. If <paramref name="tabular"/>, every digit has the advance of the widest.</summary>
    public float Advance(FontWeight weight, Rune rune, bool tabular) =>
        tabular && rune.Value is >= '0' and <= '9' ? FigureAdvance(weight) : Advance(weight, rune);

    /// <returns>The width at size 1.</returns>
    public float Measure(ReadOnlySpan<char> text, FontWeight weight, bool tabular)
    {
        float width = 0;
        foreach (Rune rune in text.EnumerateRunes()) width += Advance(weight, rune, tabular);
        return width;
    }

    public void Dispose()
    {
        foreach (SKFont font in _fonts) font.Dispose();
        foreach (SKTypeface typeface in _typefaces) typeface.Dispose();
    }

    private static SKTypeface Load(FontWeight weight)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Fonts", $"Inter-{weight}.otf");
        return SKTypeface.FromFile(path)
            ?? throw new FileNotFoundException($"The font '{path}' is missing or damaged. Build the app again.", path);
    }

    private float FigureAdvance(FontWeight weight)
    {
        float widest = 0;
        for (char figure = '0'; figure <= '9'; figure++) widest = Math.Max(widest, Advance(weight, new Rune(figure)));
        return widest;
    }

    private float Advance(FontWeight weight, Rune rune)
    {
        float[] advances = _advances[(int)weight];
        if (rune.Value >= advances.Length) return MeasureRune(weight, rune);
        ref float advance = ref advances[rune.Value];
        if (advance < 0) advance = MeasureRune(weight, rune);
        return advance;
    }

    // Measured at a large size and divided, because metrics at size 1 are rounded.
    private float MeasureRune(FontWeight weight, Rune rune) => Font(weight, 256).MeasureText(rune.ToString()) / 256;
}
