using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HmRnnInk.App.Host;

/// <summary>
/// Listens to a window's pointer messages to get the pressure of a pen and which end of it is used. It handles none of them, so Windows
/// still moves the mouse for the pen, and the window library receives the mouse messages.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WindowsPen : IDisposable
{
    // Values from winuser.h.
    private const uint MouseMove = 0x0200, MiddleButtonDoubleClick = 0x0209;
    private const uint PointerUpdate = 0x0245, PointerDown = 0x0246, PointerUp = 0x0247;
    private const nuint SubclassId = 0x686D726E;
    private const int MaximumHistory = 64;

    private readonly nint _window;
    private readonly PenTrack _track = new();
    private PenState _state;

    // Native code calls this, which the garbage collector cannot see, so it must live as long as the object.
    private readonly SubclassProcedure _onMessage;

    private WindowsPen(nint window) => (_window, _onMessage) = (window, OnMessage);

    /// <param name="window">The window's handle. The window must belong to the calling thread.</param>
    /// <returns>Null if Windows cannot pass the window's messages on. Ink then has simulated pressure.</returns>
    public static WindowsPen? Open(nint window)
    {
        try
        {
            var pen = new WindowsPen(window);
            return SetWindowSubclass(window, pen._onMessage, SubclassId, 0) != 0 ? pen : null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <returns>
    /// The state of the pen for the mouse message that the window library is processing; the default if the message comes from no pen.
    /// </returns>
    public PenState State() => _state;

    private delegate nint SubclassProcedure(nint window, uint message, nuint word, nint packed, nuint id, nuint data);

    public void Dispose() => RemoveWindowSubclass(_window, _onMessage, SubclassId);

    private nint OnMessage(nint window, uint message, nuint word, nint packed, nuint id, nuint data)
    {
        switch (message)
        {
            case PointerUpdate or PointerDown or PointerUp:
                Record((uint)(word & 0xFFFF));
                break;
            case >= MouseMove and <= MiddleButtonDoubleClick:
                WindowsPoint place = WindowsPoint.Of(packed);
                bool ofPen = WindowsPenPointer.IsFromPen(GetMessageExtraInfo()) && ClientToScreen(window, ref place) != 0;
                _state = ofPen ? _track.At(place) : default;
                break;
        }

        return DefSubclassProc(window, message, word, packed);
    }

    /// <summary>Records the pen states of a message. It can cover several inputs; their history lists the newest first.</summary>
    private void Record(uint pointer)
    {
        if (GetPointerType(pointer, out uint type) == 0 || type != WindowsPointer.PenType) return;
        WindowsPenPointer* history = stackalloc WindowsPenPointer[MaximumHistory];
        uint count = MaximumHistory;
        if (GetPointerPenInfoHistory(pointer, ref count, history) == 0) return;
        for (int index = (int)Math.Min(count, MaximumHistory) - 1; index >= 0; index--)
            _track.Add(history[index].Pointer.Place, history[index].State);
    }

    // By ordinal, because version 5 of the library, which a program without a manifest gets, exports no names for them.
    [LibraryImport("comctl32.dll", EntryPoint = "#410")]
    private static partial int SetWindowSubclass(nint window, SubclassProcedure procedure, nuint id, nuint data);

    [LibraryImport("comctl32.dll", EntryPoint = "#412")]
    private static partial int RemoveWindowSubclass(nint window, SubclassProcedure procedure, nuint id);

    [LibraryImport("comctl32.dll", EntryPoint = "#413")]
    private static partial nint DefSubclassProc(nint window, uint message, nuint word, nint packed);

    [LibraryImport("user32.dll")]
    private static partial nint GetMessageExtraInfo();

    [LibraryImport("user32.dll")]
    private static partial int ClientToScreen(nint window, ref WindowsPoint point);

    [LibraryImport("user32.dll")]
    private static partial int GetPointerType(uint pointer, out uint type);

    [LibraryImport("user32.dll")]
    private static partial int GetPointerPenInfoHistory(uint pointer, ref uint count, WindowsPenPointer* history);
}
