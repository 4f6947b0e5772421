using System.Text;
using SkiaSharp;

namespace HmRnnInk.App.Canvas.Text;

/// <summary>The bundled fonts, and how wide text set in them is.</summary>
public sealed class FontSet : IDisposable
{
    private readonly SKTypeface[] _typefaces;
    private readonly SKFont[] _fonts;

    // Per weight: advance of each character at one pixel a size, -1 where not asked yet. The app's text is Latin, with minus signs and arrows.
    private readonly float[][] _advances;

    /// <exception cref="FileNotFoundException">A font is not beside the program.</exception>
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

    /// <summary>The font at a size; the same object at every call, so do not keep it.</summary>
    public SKFont Font(FontWeight weight, float size)
    {
        SKFont font = _fonts[(int)weight];
        font.Size = size;
        return font;
    }

    /// <summary>How far the pen moves after a character, at size 1; figures all take the widest's room where tabular.</summary>
    public float Advance(FontWeight weight, Rune rune, bool tabular) =>
        tabular && rune.Value is >= '0' and <= '9' ? FigureAdvance(weight) : Advance(weight, rune);

    /// <returns>Width at size 1; scale it by the size.</returns>
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

    // Measured large and divided: metrics at size 1 are rounded.
    private float MeasureRune(FontWeight weight, Rune rune) => Font(weight, 256).MeasureText(rune.ToString()) / 256;
}
