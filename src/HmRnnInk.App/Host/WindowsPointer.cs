using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>What Windows tells of any pointer: <c>POINTER_INFO</c> of winuser.h, 96 bytes where pointers have eight.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct WindowsPointer
{
    public const uint PenType = 3; // PT_PEN

    public uint Type, Id, Frame, Flags;
    public nint SourceDevice, TargetWindow;

    /// <summary>Pixels of the screen: where the mouse is moved for the pen. The others are in other units, and as the device told them.</summary>
    public WindowsPoint Place;

    public WindowsPoint PlaceInHimetric, RawPlace, RawPlaceInHimetric;
    public uint Milliseconds, HistoryCount;
    public int InputData;
    public uint KeyStates;
    public ulong PerformanceCount;
    public uint ButtonChange;
}
