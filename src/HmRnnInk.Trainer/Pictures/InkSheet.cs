using HmRnnInk.Ink;
using SkiaSharp;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Lines of ink under one another on a sheet of paper, each with a caption.</summary>
public sealed class InkSheet
{
    private const float MarginPixels = 36, CaptionPixels = 22, GapPixels = 26, InkWidthPixels = 2.2f;
    private const uint Paper = 0xFCF9F2FF;
    private const uint CaptionColour = 0x756F66FF;

    private readonly float _pixelsPerUnit;
    private readonly List<InkSegment> _segments = [];
    private readonly List<(string Text, float Y)> _captions = [];

    /// <param name="pixelsPerUnit">Scale of IAM units, in which an x-height is about 170.</param>
    public InkSheet(float pixelsPerUnit = 0.14f) => _pixelsPerUnit = pixelsPerUnit;

    /// <summary>Pixels, with the margins.</summary>
    public float Width { get; private set; } = 2 * MarginPixels;

    /// <summary>Pixels, with the margins.</summary>
    public float Height { get; private set; } = MarginPixels;

    /// <summary>Puts a line under those before it, coloured by the deepest layer that flushed.</summary>
    public void Add(string caption, IReadOnlyList<TracedRow> rows) => Add(
        caption, [.. rows.Select(row => row.Offset)], row => (InkColours.OnLight.Of(rows[row].ByModel, rows[row].DeepestFlush), rows[row].DeepestFlush));

    /// <summary>Puts a line under those before it.</summary>
    /// <param name="look">Colour (0xRRGGBBAA) and layer of a row's ink, for <see cref="InkSegment"/>.</param>
    public void Add(string caption, IReadOnlyList<PenOffset> offsets, Func<int, (uint Colour, int Layer)> look)
    {
        StrokeCollection ink = StrokeOffsets.ToStrokes(offsets);
        InkBounds bounds = InkBounds.Of(ink);
        if (caption.Length > 0)
        {
            _captions.Add((caption, Height + CaptionPixels - 8));
            Height += CaptionPixels;
        }

        float left = MarginPixels - (bounds.Left * _pixelsPerUnit), top = Height - (bounds.Top * _pixelsPerUnit);
        int next = 0;
        foreach (Stroke stroke in ink.Strokes)
        {
            _segments.AddRange(InkGeometry.FromStroke(stroke.Points.Select(point =>
            {
                (uint colour, int layer) = look(next++);
                return new InkVertex(left + (point.X * _pixelsPerUnit), top + (point.Y * _pixelsPerUnit), InkWidthPixels, colour, layer);
            })));
        }

        Width = Math.Max(Width, (bounds.Width * _pixelsPerUnit) + (2 * MarginPixels));
        Height += (bounds.Height * _pixelsPerUnit) + GapPixels;
    }

    /// <summary>As SVG or PNG, by the path's ending; whole or not at all. SVG carries the ink alone, without captions.</summary>
    /// <exception cref="InvalidDataException">Another ending.</exception>
    public void Save(string path) => WholeFile.Write(path, Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".svg" => file => SvgWriter.Write(file, _segments, Width, Height, Paper),
        ".png" => Paint,
        _ => throw new InvalidDataException($"'{path}': pictures are written as .svg or .png. Give one of these endings."),
    });

    private void Paint(Stream file)
    {
        using var bitmap = new SKBitmap((int)Math.Ceiling(Width), (int)Math.Ceiling(Height));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(Colour(Paper));
        using var ink = new SKPaint { IsAntialias = true, StrokeCap = SKStrokeCap.Round, Style = SKPaintStyle.Stroke };
        foreach (InkSegment segment in _segments)
        {
            (ink.StrokeWidth, ink.Color) = (segment.Width, Colour(segment.Colour));
            canvas.DrawLine(segment.X0, segment.Y0, segment.X1, segment.Y1, ink);
        }

        using var font = new SKFont(SKTypeface.Default, 13);
        using var text = new SKPaint { IsAntialias = true, Color = Colour(CaptionColour) };
        foreach ((string caption, float y) in _captions) canvas.DrawText(caption, MarginPixels, y, font, text);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(file);
    }

    private static SKColor Colour(uint rgba) => new((rgba >> 8) | (rgba << 24));
}
