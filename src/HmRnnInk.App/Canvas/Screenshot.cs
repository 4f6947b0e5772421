using Silk.NET.OpenGL;
using SkiaSharp;

namespace HmRnnInk.App.Canvas;

/// <summary>What a framebuffer holds, as a picture on the CPU. The caller disposes of it.</summary>
public sealed class Screenshot : IDisposable
{
    private Screenshot(SKBitmap bitmap) => Bitmap = bitmap;

    /// <summary>RGBA, opaque, the first row on top.</summary>
    public SKBitmap Bitmap { get; }

    /// <summary>Reads the framebuffer that is bound. Waits for the GPU.</summary>
    public static Screenshot Take(GL gl, int width, int height)
    {
        Screenshot shot = Blank(width, height);
        shot.Fill(gl, 0, 0, width, height);
        return shot;
    }

    /// <summary>A picture to be filled, part by part.</summary>
    public static Screenshot Blank(int width, int height) => new(new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque)));

    /// <summary>Reads the framebuffer that is bound into a part of the picture. Waits for the GPU.</summary>
    /// <param name="x">Of the part's left column in the picture.</param>
    /// <param name="y">Of its uppermost row.</param>
    public unsafe void Fill(GL gl, int x, int y, int width, int height)
    {
        int stride = Bitmap.RowBytes;
        byte* pixels = (byte*)Bitmap.GetPixels() + y * (long)stride + x * 4;
        gl.PixelStore(PixelStoreParameter.PackAlignment, 1);

        // OpenGL's first row is the lowest.
        for (int row = 0; row < height; row++)
            gl.ReadPixels(0, height - 1 - row, (uint)width, 1, PixelFormat.Rgba, PixelType.UnsignedByte, pixels + row * (long)stride);
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
