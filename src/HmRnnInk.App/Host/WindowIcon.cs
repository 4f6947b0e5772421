using SkiaSharp;

namespace HmRnnInk.App.Host;

/// <summary>The icon of the window, for the task bar.</summary>
internal static class WindowIcon
{
    /// <returns>The pixels from top to bottom, four bytes each: red, green, blue and straight alpha.</returns>
    public static (int Width, int Height, byte[] Pixels) Read()
    {
        using Stream png = typeof(WindowIcon).Assembly.GetManifestResourceStream("hmrnnink.png")!;
        using SKBitmap bitmap = SKBitmap.Decode(
            SKData.Create(png), new SKImageInfo(128, 128, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        return (bitmap.Width, bitmap.Height, bitmap.Bytes);
    }
}
