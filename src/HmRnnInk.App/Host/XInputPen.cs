using static HmRnnInk.App.Host.XInputApi;

namespace HmRnnInk.App.Host;

/// <summary>
/// Listens beside the window library, on a connection of its own, to what X tells of all pointing devices, for the pressure of a tablet's
/// pen: raw events go to whoever asks, whatever window has the pointer and whoever grabbed it. Positions and buttons are the library's.
/// </summary>
public sealed unsafe class XInputPen : IDisposable
{
    private readonly nint _display;
    private readonly nuint _label;

    private float? _pressure;

    // Of every device that has one, with what it told last; asked for anew when one comes or goes.
    private readonly Dictionary<int, (PressureAxis Axis, float Pressure)> _pens = [];

    private XInputPen(nint display, string label)
    {
        (_display, _label) = (display, InternAtom(display, label, 0));
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

    /// <param name="label">Of the valuator, as X names it.</param>
    /// <returns>Null where there is no X, or none that tells raw events.</returns>
    public static XInputPen? Open(string label = "Abs Pressure")
    {
        nint display = 0;
        try
        {
            display = OpenDisplay(0);
            if (display == 0) return null;
            // As of 2.1 raw events come also while a button is held: then the window has grabbed the pointer.
            int major = 2, minor = 2;
            if (QueryVersion(display, ref major, ref minor) == 0 && (major, minor).CompareTo((2, 1)) >= 0) return new XInputPen(display, label);
            CloseDisplay(display);
            return null;
        }
        catch (DllNotFoundException)
        {
            if (display != 0) CloseDisplay(display);
            return null;
        }
    }

    /// <summary>Takes all that has come. To be called often, also while nobody points here: X ends a connection whose events are left lying.</summary>
    /// <returns>The pressure of the device that was moved or pressed last, 0 to 1; null where it has none.</returns>
    public float? Poll()
    {
        Event next;
        while (Pending(_display) > 0)
        {
            NextEvent(_display, &next);
            if (next.Type != GenericEvent || GetEventData(_display, &next) == 0) continue; // else of the keyboard's layout, which all are told
            if (next.Kind == HierarchyChanged) FindPens();
            else Take(next.Data);
            FreeEventData(_display, &next);
        }

        return _pressure;
    }

    public void Dispose() => CloseDisplay(_display);

    private void Take(RawEvent* raw)
    {
        if (!_pens.TryGetValue(raw->Source, out (PressureAxis Axis, float Pressure) pen))
        {
            _pressure = null;
            return;
        }

        // The values are as many as there are valuators at most, and only read where the mask says that they are.
        var mask = new ReadOnlySpan<byte>(raw->Mask, raw->MaskBytes);
        pen.Pressure = pen.Axis.In(mask, new ReadOnlySpan<double>(raw->Values, 8 * raw->MaskBytes)) ?? pen.Pressure;
        _pens[raw->Source] = pen;
        _pressure = pen.Pressure;
    }

    private void FindPens()
    {
        _pens.Clear();
        // Always all of them: to ask for one that has just gone is an error, and an error of X ends the program.
        Device* devices = QueryDevice(_display, AllDevices, out int count);
        if (devices == null) return;
        for (Device* device = devices; device < devices + count; device++)
        {
            for (int index = 0; index < device->ClassCount; index++)
            {
                Valuator* valuator = device->Classes[index];
                if (valuator->Type == ValuatorClass && valuator->Label == _label && valuator->Most > valuator->Least)
                    _pens[device->Id] = (new PressureAxis(valuator->Number, valuator->Least, valuator->Most), 0);
            }
        }

        FreeDeviceInfo(devices);
    }
}
