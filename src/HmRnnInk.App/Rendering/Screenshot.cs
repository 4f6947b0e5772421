using Silk.NET.OpenGL;
using SkiaSharp;

namespace HmRnnInk.App.Rendering;

/// <summary>What a framebuffer holds, as a picture on the CPU. The caller disposes of it.</summary>
public sealed class Screenshot : IDisposable
{
    private Screenshot(SKBitmap bitmap) => Bitmap = bitmap;

    /// <summary>RGBA, opaque, the first row on top.</summary>
    public SKBitmap Bitmap { get; }

    /// <summary>Reads the framebuffer that is bound. Waits for the GPU.</summary>
    public static unsafe Screenshot Take(GL gl, int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        byte* pixels = (byte*)bitmap.GetPixels();
        int stride = bitmap.RowBytes;
        gl.PixelStore(PixelStoreParameter.PackAlignment, 1);

        // OpenGL's first row is the lowest.
        for (int row = 0; row < height; row++)
            gl.ReadPixels(0, height - 1 - row, (uint)width, 1, PixelFormat.Rgba, PixelType.UnsignedByte, pixels + row * stride);
        return new Screenshot(bitmap);
    }

    /// <summary>Writes a PNG; its folder is made if it is not there.</summary>
    public void Save(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        using FileStream file = File.Create(path);
        Bitmap.Encode(file, SKEncodedImageFormat.Png, quality: 100);
    }

    public void Dispose() => Bitmap.Dispose();
}
