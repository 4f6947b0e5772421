using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>Windows' data about any pointer: <c>POINTER_INFO</c> of winuser.h. Its size is 96 bytes with 64-bit pointers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WindowsPointer
{
    public const uint PenType = 3; // PT_PEN

    public uint Type, Id, Frame, Flags;
    public nint SourceDevice, TargetWindow;

    /// <summary>
    /// In screen pixels: where Windows moves the mouse for the pen. The other positions are in himetric units or as the device reported
    /// them.
    /// </summary>
    public WindowsPoint Place;

    public WindowsPoint PlaceInHimetric, RawPlace, RawPlaceInHimetric;
    public uint Milliseconds, HistoryCount;
    public int InputData;
    public uint KeyStates;
    public ulong PerformanceCount;
    public uint ButtonChange;
}
