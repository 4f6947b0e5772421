using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using SkiaSharp;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Copies an image to the Windows clipboard, as PNG and, for programs without PNG support, as a device-independent bitmap.
/// </summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsClipboard
{
    // CF_DIB and GMEM_MOVEABLE of winuser.h and winbase.h.
    private const uint Dib = 8, Movable = 2;

    // The size of a BITMAPINFOHEADER.
    private const int HeaderBytes = 40;

    public static bool TryCopy(byte[] png)
    {
        if (OpenClipboard(0) == 0) return false;
        try
        {
            if (EmptyClipboard() == 0) return false;
            bool dib = Put(Dib, BitmapOf(png));
            return Put(RegisterClipboardFormat("PNG"), png) || dib;
        }
        finally
        {
            CloseClipboard();
        }
    }

    /// <summary>A BITMAPINFOHEADER with 32 bits per pixel, and the rows from bottom to top.</summary>
    private static byte[] BitmapOf(byte[] png)
    {
        using SKBitmap decoded = SKBitmap.Decode(png,
            SKBitmap.DecodeBounds(png).WithColorType(SKColorType.Bgra8888).WithAlphaType(SKAlphaType.Opaque));
        int stride = decoded.Width * 4;
        byte[] dib = new byte[HeaderBytes + stride * decoded.Height];
        Span<int> header = MemoryMarshal.Cast<byte, int>(dib.AsSpan(0, HeaderBytes));
        (header[0], header[1], header[2], header[3]) = (HeaderBytes, decoded.Width, decoded.Height, 1 | 32 << 16);
        header[5] = stride * decoded.Height;
        ReadOnlySpan<byte> pixels = decoded.GetPixelSpan();
        for (int row = 0; row < decoded.Height; row++)
            pixels.Slice(row * decoded.RowBytes, stride).CopyTo(dib.AsSpan(HeaderBytes + (decoded.Height - 1 - row) * stride));
        return dib;
    }

    /// <summary>Passes a copy of the content to the clipboard, which then owns the memory.</summary>
    private static bool Put(uint format, byte[] content)
    {
        nint memory = GlobalAlloc(Movable, (nuint)content.Length);
        if (memory == 0) return false;
        nint place = GlobalLock(memory);
        if (place != 0)
        {
            Marshal.Copy(content, 0, place, content.Length);
            GlobalUnlock(memory);
            if (SetClipboardData(format, memory) != 0) return true;
        }

        GlobalFree(memory);
        return false;
    }

    [LibraryImport("user32.dll")]
    private static partial int OpenClipboard(nint owner);

    [LibraryImport("user32.dll")]
    private static partial int EmptyClipboard();

    [LibraryImport("user32.dll")]
    private static partial int CloseClipboard();

    [LibraryImport("user32.dll")]
    private static partial nint SetClipboardData(uint format, nint memory);

    [LibraryImport("user32.dll", EntryPoint = "RegisterClipboardFormatW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint RegisterClipboardFormat(string name);

    [LibraryImport("kernel32.dll")]
    private static partial nint GlobalAlloc(uint flags, nuint bytes);

    [LibraryImport("kernel32.dll")]
    private static partial nint GlobalLock(nint memory);

    [LibraryImport("kernel32.dll")]
    private static partial int GlobalUnlock(nint memory);

    [LibraryImport("kernel32.dll")]
    private static partial nint GlobalFree(nint memory);
}
