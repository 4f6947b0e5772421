using SkiaSharp;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>A sheet with lines of ink below each other, each with a caption and an optional legend of its colours.</summary>
internal sealed class InkSheet
{
    private const float MarginPixels = 36, CaptionPixels = 28, GapPixels = 26, InkWidthPixels = 2.2f;
    private const float TextPixels = 13, SwatchPixels = 26, SwatchWidthPixels = 4, SwatchGapPixels = 8, LegendGapPixels = 20;
    private const uint Paper = 0xFCF9F2FF;
    private const uint CaptionColour = 0x5F594FFF;

    /// <summary>Pixels per IAM unit.</summary>
    private const float PixelsPerUnit = 0.14f;

    /// <summary>PNG pixels per pixel of the sheet, so that it is sharp on high-density screens.</summary>
    private const int PngScale = 2;

    private const int MaximumPixels = 16_384;

    private readonly List<Capsule> _capsules = [];
    private readonly List<(string Text, float Y, (uint Colour, string Name)[] Legend)> _captions = [];

    /// <summary>In pixels, including margins.</summary>
    public float Width { get; private set; } = 2 * MarginPixels;

    /// <summary>In pixels, including margins.</summary>
    public float Height { get; private set; } = MarginPixels;

    /// <summary>Adds a line at the bottom, coloured by the highest layer that flushed.</summary>
    public void Add(string caption, IReadOnlyList<TracedRow> rows) => Add(
        caption,
        [.. rows.Select(row => row.Offset)],
        row => (InkColours.OnLight.Of(rows[row].ByModel, rows[row].DeepestFlush), rows[row].DeepestFlush));

    /// <summary>Adds a line at the bottom.</summary>
    /// <param name="look">Returns colour (0xRRGGBBAA) and layer of a row's ink, for <see cref="Capsule"/>.</param>
    /// <param name="legend">After the caption: the meaning of each colour. Colours without a name share the next name.</param>
    public void Add(
        string caption, IReadOnlyList<PenOffset> offsets, Func<int, (uint Colour, int Layer)> look,
        params (uint Colour, string Name)[] legend)
    {
        StrokeCollection ink = StrokeOffsets.ToStrokes(offsets);
        InkBounds bounds = InkBounds.Of(ink);
        if (caption.Length > 0)
        {
            _captions.Add((caption, Height + 14, legend));
            Height += CaptionPixels;
        }

        float left = MarginPixels - (bounds.Left * PixelsPerUnit), top = Height - (bounds.Top * PixelsPerUnit);
        int next = 0;
        foreach (Stroke stroke in ink.Strokes)
        {
            _capsules.AddRange(InkGeometry.FromStroke(stroke.Points.Select(point =>
            {
                (uint colour, int layer) = look(next++);
                return new InkVertex(left + (point.X * PixelsPerUnit), top + (point.Y * PixelsPerUnit), InkWidthPixels, colour, layer);
            })));
        }

        Width = Math.Max(Width, (bounds.Width * PixelsPerUnit) + (2 * MarginPixels));
        Height += (bounds.Height * PixelsPerUnit) + GapPixels;
    }

    /// <summary>Saves the sheet atomically, as SVG or PNG according to the path's extension. The SVG has the ink but no captions.</summary>
    /// <exception cref="InvalidDataException">The extension is neither .svg nor .png.</exception>
    public void Save(string path) => WholeFile.Write(path, Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".svg" => file => SvgWriter.Write(file, _capsules, new SvgBox(0, 0, Width, Height), Paper),
        ".png" => Paint,
        _ => throw new InvalidDataException($"'{path}': pictures can be saved as .svg or .png. Use one of these extensions."),
    });

    private void Paint(Stream file)
    {
        // A model that diverged may write extremely long lines. Their picture is cropped instead of letting the run fail.
        using var bitmap = new SKBitmap(Pixels(Width), Pixels(Height), isOpaque: true);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(Colour(Paper));
        canvas.Scale(PngScale);
        using var ink = new SKPaint { IsAntialias = true, StrokeCap = SKStrokeCap.Round, Style = SKPaintStyle.Stroke };
        foreach (Capsule capsule in _capsules)
        {
            (ink.StrokeWidth, ink.Color) = (capsule.Width, Colour(capsule.Colour));
            canvas.DrawLine(capsule.X0, capsule.Y0, capsule.X1, capsule.Y1, ink);
        }

        PaintCaptions(canvas, ink);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(file);
    }

    private void PaintCaptions(SKCanvas canvas, SKPaint swatch)
    {
        using SKTypeface typeface = Typeface();
        using var font = new SKFont(typeface, TextPixels) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
        using var text = new SKPaint { IsAntialias = true, Color = Colour(CaptionColour) };
        swatch.StrokeWidth = SwatchWidthPixels;
        foreach ((string caption, float y, (uint Colour, string Name)[] legend) in _captions)
        {
            canvas.DrawText(caption, MarginPixels, y, font, text);
            float x = MarginPixels + font.MeasureText(caption) + LegendGapPixels, middle = y - TextPixels * 0.36f;
            foreach ((uint colour, string name) in legend)
            {
                swatch.Color = Colour(colour);
                canvas.DrawLine(x + SwatchWidthPixels / 2, middle, x + SwatchPixels - SwatchWidthPixels / 2, middle, swatch);
                x += SwatchPixels + SwatchGapPixels;
                if (name.Length == 0) continue;
                canvas.DrawText(name, x, y, font, text);
                x += font.MeasureText(name) + LegendGapPixels;
            }
        }
    }

    private static int Pixels(float length) => (int)Math.Clamp(Math.Ceiling(length * PngScale), 1, MaximumPixels);

    /// <summary>The font of the app; a default font if the file is missing, since a run should not fail because of that.</summary>
    private static SKTypeface Typeface() =>
        SKTypeface.FromFile(Path.Combine(AppContext.BaseDirectory, "Fonts", "Inter-Regular.otf")) ?? SKTypeface.Default;

    private static SKColor Colour(uint rgba) => new((rgba >> 8) | (rgba << 24));
}
