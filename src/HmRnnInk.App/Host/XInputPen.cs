using System.Runtime.InteropServices;
using static HmRnnInk.App.Host.XInputApi;

namespace HmRnnInk.App.Host;

/// <summary>
/// Reads the pressure of a tablet's pen, and whether its eraser end is used, which X lists as a separate device. It listens on its own X
/// connection to the raw events of all pointing devices. X sends raw events to every listener, whichever window has or grabbed the pointer.
/// Positions and buttons come from the window library.
/// </summary>
internal sealed unsafe class XInputPen : IDisposable
{
    private readonly nint _display;
    private readonly nuint _label;
    private readonly string _eraser;
    private readonly HashSet<int> _erasers = [];
    private PenState _state;

    // The devices with a pressure axis, and the last pressure of each. Queried again when a device is added or removed.
    private readonly Dictionary<int, (PressureAxis Axis, float Pressure)> _pens = [];

    private XInputPen(nint display, string eraser)
    {
        (_display, _label, _eraser) = (display, InternAtom(display, "Abs Pressure", 0), eraser);
        FindPens();
        byte* devices = stackalloc byte[4], events = stackalloc byte[4];
        Set(devices, HierarchyChanged);
        foreach (int kind in (ReadOnlySpan<int>)[RawButtonPress, RawButtonRelease, RawMotion]) Set(events, kind);
        EventMask* masks = stackalloc EventMask[2];
        masks[0] = new EventMask { Device = AllDevices, MaskBytes = 4, Mask = devices };
        masks[1] = new EventMask { Device = AllMasterDevices, MaskBytes = 4, Mask = events };
        SelectEvents(display, DefaultRootWindow(display), masks, 2);
        Poll();

        static void Set(byte* mask, int kind) => mask[kind >> 3] |= (byte)(1 << (kind & 7));
    }

    /// <param name="eraser">A part of the name of every device that is the eraser end of a pen.</param>
    /// <returns>Null if there is no X server, or it does not send raw events.</returns>
    public static XInputPen? Open(string eraser = "eraser")
    {
        nint display = 0;
        try
        {
            display = OpenDisplay(0);
            if (display == 0) return null;
            // From version 2.1 on, raw events also arrive while a button is held and the window has grabbed the pointer.
            int major = 2, minor = 2;
            bool found = QueryVersion(display, ref major, ref minor) == 0;
            if (found && (major, minor).CompareTo((2, 1)) >= 0) return new XInputPen(display, eraser);
            CloseDisplay(display);
            return null;
        }
        catch (DllNotFoundException)
        {
            if (display != 0) CloseDisplay(display);
            return null;
        }
    }

    /// <summary>
    /// Processes all pending events. Call it often, even while the pointer is elsewhere: X closes a connection whose events are not read.
    /// </summary>
    /// <returns>The state of the device that was moved or pressed last.</returns>
    public PenState Poll()
    {
        Event next;
        while (Pending(_display) > 0)
        {
            NextEvent(_display, &next);
            // Every client also gets events about changes of the keyboard layout.
            if (next.Type != GenericEvent || GetEventData(_display, &next) == 0) continue;
            if (next.Kind == HierarchyChanged) FindPens();
            else Take(next.Data);
            FreeEventData(_display, &next);
        }

        return _state;
    }

    public void Dispose() => CloseDisplay(_display);

    private void Take(RawEvent* raw)
    {
        if (!_pens.TryGetValue(raw->Source, out (PressureAxis Axis, float Pressure) pen))
        {
            _state = new PenState(null, _erasers.Contains(raw->Source));
            return;
        }

        // There are at most as many values as valuators, and only those whose mask bit is set are read.
        var mask = new ReadOnlySpan<byte>(raw->Mask, raw->MaskBytes);
        pen.Pressure = pen.Axis.In(mask, new ReadOnlySpan<double>(raw->Values, 8 * raw->MaskBytes)) ?? pen.Pressure;
        _pens[raw->Source] = pen;
        _state = new PenState(pen.Pressure, _erasers.Contains(raw->Source));
    }

    private void FindPens()
    {
        _pens.Clear();
        _erasers.Clear();
        // Always query all devices: a query for a device that was just removed is an error, and an X error ends the program.
        Device* devices = QueryDevice(_display, AllDevices, out int count);
        if (devices == null) return;
        for (Device* device = devices; device < devices + count; device++)
        {
            string name = Marshal.PtrToStringUTF8((nint)device->Name) ?? "";
            if (name.Contains(_eraser, StringComparison.OrdinalIgnoreCase)) _erasers.Add(device->Id);
            for (int index = 0; index < device->ClassCount; index++)
            {
                Valuator* valuator = device->Classes[index];
                if (valuator->Type == ValuatorClass && valuator->Label == _label && valuator->Maximum > valuator->Minimum)
                    _pens[device->Id] = (new PressureAxis(valuator->Number, valuator->Minimum, valuator->Maximum), 0);
            }
        }

        FreeDeviceInfo(devices);
    }
}
