using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>
/// The part of Xlib and XInput 2 that <see cref="XInputPen"/> uses, from the system's libraries. Layouts are those of XInput2.h.
/// </summary>
internal static unsafe partial class XInputApi
{
    public const int AllDevices = 0, AllMasterDevices = 1, ValuatorClass = 2;
    public const int HierarchyChanged = 11, RawButtonPress = 15, RawButtonRelease = 16, RawMotion = 17;
    public const int GenericEvent = 35;

    private const string X11 = "libX11.so.6", Xi = "libXi.so.6";

    [LibraryImport(X11, EntryPoint = "XOpenDisplay")]
    public static partial nint OpenDisplay(nint name);

    [LibraryImport(X11, EntryPoint = "XCloseDisplay")]
    public static partial int CloseDisplay(nint display);

    [LibraryImport(X11, EntryPoint = "XDefaultRootWindow")]
    public static partial nuint DefaultRootWindow(nint display);

    [LibraryImport(X11, EntryPoint = "XInternAtom", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint InternAtom(nint display, string name, int onlyIfExists);

    [LibraryImport(X11, EntryPoint = "XPending")]
    public static partial int Pending(nint display);

    [LibraryImport(X11, EntryPoint = "XNextEvent")]
    public static partial int NextEvent(nint display, Event* next);

    [LibraryImport(X11, EntryPoint = "XGetEventData")]
    public static partial int GetEventData(nint display, Event* next);

    [LibraryImport(X11, EntryPoint = "XFreeEventData")]
    public static partial void FreeEventData(nint display, Event* next);

    [LibraryImport(Xi, EntryPoint = "XIQueryVersion")]
    public static partial int QueryVersion(nint display, ref int major, ref int minor);

    [LibraryImport(Xi, EntryPoint = "XISelectEvents")]
    public static partial int SelectEvents(nint display, nuint window, EventMask* masks, int count);

    [LibraryImport(Xi, EntryPoint = "XIQueryDevice")]
    public static partial Device* QueryDevice(nint display, int device, out int count);

    [LibraryImport(Xi, EntryPoint = "XIFreeDeviceInfo")]
    public static partial void FreeDeviceInfo(Device* devices);

    /// <summary>XGenericEventCookie, with the size that Xlib reserves for any event.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 192)]
    public struct Event
    {
        public int Type;
        public nuint Serial;
        public int IsSent;
        public nint Display;
        public int Extension, Kind;
        public uint Cookie;
        public RawEvent* Data;
    }

    public struct RawEvent
    {
        public int Type;
        public nuint Serial;
        public int IsSent;
        public nint Display;
        public int Extension, Kind;
        public nuint Milliseconds;

        /// <summary>The pointer that moves, and the device that moved it.</summary>
        public int Device, Source;

        public int Detail, Flags;

        /// <summary>Mask has one bit for each valuator. The arrays have the values of those valuators whose bit is set, in order.</summary>
        public int MaskBytes;

        public byte* Mask;
        public double* Values, RawValues;
    }

    public struct EventMask
    {
        public int Device, MaskBytes;
        public byte* Mask;
    }

    public struct Device
    {
        public int Id;
        public byte* Name;
        public int Use, Attachment, Enabled, ClassCount;
        public Valuator** Classes;
    }

    /// <summary>A device class. It is a valuator only if <see cref="Type"/> says so.</summary>
    public struct Valuator
    {
        public int Type, Source, Number;
        public nuint Label;
        public double Minimum, Maximum, Value;
        public int Resolution, Mode;
    }
}
