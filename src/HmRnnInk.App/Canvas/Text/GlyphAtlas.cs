using System.Text;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace HmRnnInk.App.Canvas.Text;

/// <summary>
/// A texture of the coverage of glyphs, which SkiaSharp rasterises at their size in pixels. Each glyph is rasterised at up to four subpixel
/// positions, so that spacing is even without filtering.
/// </summary>
internal sealed unsafe class GlyphAtlas(GL gl, FontSet fonts) : IDisposable
{
    public const int Phases = 4;

    private const int Size = 1024;

    private readonly Dictionary<(FontWeight Weight, int Rune, float SizePixels, int Phase), Glyph> _glyphs = [];
    private uint _texture;

    // Glyphs are packed in rows. These are the place of the next glyph, and the height of the newest row.
    private int _shelfX;
    private int _shelfY;
    private int _shelfHeight;

    /// <summary>Binds the atlas to the active texture unit.</summary>
    public void Bind()
    {
        if (_texture == 0) Allocate();
        gl.BindTexture(TextureTarget.Texture2D, _texture);
    }

    /// <param name="phase">The subpixel position of the character in quarters of a pixel, 0 to 3.</param>
    /// <param name="glyph">The place of the glyph. Valid until <see cref="Clear"/>.</param>
    /// <returns>False if the atlas is full. Then draw what was collected, call <see cref="Clear"/>, and try again.</returns>
    public bool TryGet(FontWeight weight, Rune rune, float sizePixels, int phase, out Glyph glyph) =>
        _glyphs.TryGetValue((weight, rune.Value, sizePixels, phase), out glyph) || TryAdd(weight, rune, sizePixels, phase, out glyph);

    public void Clear()
    {
        _glyphs.Clear();
        _shelfX = _shelfY = _shelfHeight = 0;
    }

    public void Dispose() => gl.DeleteTexture(_texture);

    private bool TryAdd(FontWeight weight, Rune rune, float sizePixels, int phase, out Glyph glyph)
    {
        glyph = default;
        string text = rune.ToString();
        SKFont font = fonts.Font(weight, sizePixels);
        font.MeasureText(text, out SKRect bounds);
        int left = (int)MathF.Floor(bounds.Left) - 1, top = (int)MathF.Floor(bounds.Top) - 1;
        int width = bounds.IsEmpty ? 0 : Math.Min((int)MathF.Ceiling(bounds.Right) + 2 - left, Size);
        int height = bounds.IsEmpty ? 0 : Math.Min((int)MathF.Ceiling(bounds.Bottom) + 1 - top, Size);
        if (_shelfX + width > Size) (_shelfX, _shelfY, _shelfHeight) = (0, _shelfY + _shelfHeight, 0);
        if (_shelfY + height > Size) return false;

        glyph = new Glyph(_shelfX, _shelfY, width, height, left, top);
        _glyphs.Add((weight, rune.Value, sizePixels, phase), glyph);
        _shelfX += width;
        _shelfHeight = Math.Max(_shelfHeight, height);
        if (width > 0) Rasterise(text, font, (float)phase / Phases, glyph);
        return true;
    }

    private void Rasterise(string text, SKFont font, float shift, Glyph glyph)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(glyph.Width, glyph.Height, SKColorType.Alpha8, SKAlphaType.Premul));
        bitmap.Erase(SKColors.Transparent);
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { IsAntialias = true, Color = SKColors.Black })
            canvas.DrawText(text, shift - glyph.OffsetX, -glyph.OffsetY, font, paint);

        Bind();
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        gl.PixelStore(PixelStoreParameter.UnpackRowLength, bitmap.RowBytes);
        gl.TexSubImage2D(
            TextureTarget.Texture2D, 0, glyph.AtlasX, glyph.AtlasY, (uint)glyph.Width, (uint)glyph.Height, PixelFormat.Red,
            PixelType.UnsignedByte, (void*)bitmap.GetPixels());
        gl.PixelStore(PixelStoreParameter.UnpackRowLength, 0);
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 4);
    }

    private void Allocate()
    {
        _texture = gl.GenTexture();
        gl.BindTexture(TextureTarget.Texture2D, _texture);
        gl.TexImage2D(TextureTarget.Texture2D, 0, InternalFormat.R8, Size, Size, 0, PixelFormat.Red, PixelType.UnsignedByte, null);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Nearest);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Nearest);
    }
}
