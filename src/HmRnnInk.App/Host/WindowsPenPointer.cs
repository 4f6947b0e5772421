using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>What Windows tells of a pen: <c>POINTER_PEN_INFO</c> of winuser.h, 120 bytes where pointers have eight.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct WindowsPenPointer
{
    private const uint HasPressure = 1; // PEN_MASK_PRESSURE
    private const float MostPressure = 1024;

    // A mouse message that Windows made of a pen's has this in its extra information, and one made of a touch the bit 0x80 as well.
    private const uint MadeOfPen = 0xFF515700, MadeOfPenMask = 0xFFFFFF80;

    public WindowsPointer Pointer;
    public uint Flags, Mask, RawPressure, Rotation;
    public int TiltX, TiltY;

    /// <summary>0 to 1; null where the device tells none.</summary>
    public readonly float? Pressure => (Mask & HasPressure) != 0 ? MathF.Min(RawPressure / MostPressure, 1) : null;

    /// <param name="extraInformation">As <c>GetMessageExtraInfo</c> tells it; its upper half means nothing.</param>
    public static bool IsMouseMadeOfPen(nint extraInformation) => ((uint)(extraInformation & 0xFFFFFFFF) & MadeOfPenMask) == MadeOfPen;
}
