using System.Runtime.InteropServices;
using Silk.NET.Windowing;

namespace HmRnnInk.App.Window;

/// <summary>How large a pen unit is in a Silk.NET window, which does not tell the screen's scale itself.</summary>
internal sealed partial class SilkWindowScale(IWindow window)
{
    /// <summary>96 dots an inch is a scale of 1 on Windows.</summary>
    private const float PlainDotsPerInch = 96;

    /// <summary>Pixels in a pen unit.</summary>
    public float PixelsInUnit => Win32Scale() ?? FramebufferOverWindow();

    /// <summary>Window coordinates in a pen unit: Windows reports pixels, macOS and Wayland units.</summary>
    public float CoordinatesInUnit => PixelsInUnit / FramebufferOverWindow();

    private float? Win32Scale() =>
        OperatingSystem.IsWindows() && window.Native?.Win32 is { } native && GetDpiForWindow(native.Hwnd) is > 0 and var dotsPerInch
            ? dotsPerInch / PlainDotsPerInch
            : null;

    private float FramebufferOverWindow() =>
        window.Size.X > 0 && window.FramebufferSize.X > 0 ? (float)window.FramebufferSize.X / window.Size.X : 1;

    [LibraryImport("user32.dll")]
    private static partial uint GetDpiForWindow(nint window);
}
