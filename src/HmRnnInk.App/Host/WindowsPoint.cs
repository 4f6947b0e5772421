using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary><c>POINT</c> of windef.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct WindowsPoint(int X, int Y)
{
    /// <param name="packed">The <c>lParam</c> of a mouse message. With several screens, either coordinate can be negative.</param>
    public static WindowsPoint Of(nint packed) => new((short)(packed & 0xFFFF), (short)(packed >> 16 & 0xFFFF));
}
