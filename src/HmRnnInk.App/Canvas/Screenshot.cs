using HmRnnInk.Ink;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace HmRnnInk.App.Canvas;

/// <summary>A copy of a framebuffer in memory. The caller disposes of it.</summary>
internal sealed class Screenshot : IDisposable
{
    private Screenshot(SKBitmap bitmap) => Bitmap = bitmap;

    /// <summary>The image, opaque RGBA with the first row on top.</summary>
    public SKBitmap Bitmap { get; }

    /// <summary>Reads the bound framebuffer. Waits for the GPU.</summary>
    public static Screenshot Take(GL gl, int width, int height)
    {
        Screenshot shot = Blank(width, height);
        shot.Fill(gl, 0, 0, width, height);
        return shot;
    }

    /// <summary>Creates an image to be filled with <see cref="Fill"/>.</summary>
    public static Screenshot Blank(int width, int height) =>
        new(new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque)));

    /// <summary>Reads the bound framebuffer into a part of the image. Waits for the GPU.</summary>
    /// <param name="x">Left column of the part in the image.</param>
    /// <param name="y">Top row of the part in the image.</param>
    public unsafe void Fill(GL gl, int x, int y, int width, int height)
    {
        int stride = Bitmap.RowBytes;
        byte* pixels = (byte*)Bitmap.GetPixels() + y * (long)stride + x * 4;
        gl.PixelStore(PixelStoreParameter.PackAlignment, 1);

        // The first row of OpenGL is the bottom row.
        for (int row = 0; row < height; row++)
            gl.ReadPixels(0, height - 1 - row, (uint)width, 1, PixelFormat.Rgba, PixelType.UnsignedByte, pixels + row * (long)stride);
    }

    /// <summary>Writes a PNG file. Creates its folder if necessary.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        WholeFile.Write(path, file => Bitmap.Encode(file, SKEncodedImageFormat.Png, quality: 100));
    }

    public void Dispose() => Bitmap.Dispose();
}
