using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>Windows' data about a pen: <c>POINTER_PEN_INFO</c> of winuser.h. Its size is 120 bytes with 64-bit pointers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WindowsPenPointer
{
    private const uint HasPressure = 1; // PEN_MASK_PRESSURE
    private const uint Inverted = 2, Eraser = 4; // PEN_FLAG_INVERTED, PEN_FLAG_ERASER
    private const float MaximumPressure = 1024;

    // Windows puts this value into the extra information of a mouse message made from pen or touch input. For touch, bit 0x80 is also set.
    private const uint FromPen = 0xFF515700, FromPenMask = 0xFFFFFF80;

    public WindowsPointer Pointer;
    public uint Flags, Mask, RawPressure, Rotation;
    public int TiltX, TiltY;

    /// <summary>0 to 1; null if the device reports none.</summary>
    public readonly float? Pressure => (Mask & HasPressure) != 0 ? MathF.Min(RawPressure / MaximumPressure, 1) : null;

    public readonly PenState State => new(Pressure, (Flags & (Inverted | Eraser)) != 0);

    /// <param name="extraInformation">The result of <c>GetMessageExtraInfo</c>. Its upper half has no meaning.</param>
    public static bool IsFromPen(nint extraInformation) => ((uint)(extraInformation & 0xFFFFFFFF) & FromPenMask) == FromPen;
}
