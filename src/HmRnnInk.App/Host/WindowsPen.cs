using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Host;

/// <summary>
/// Listens to a window's pointer messages for the pressure of a pen. It answers none of them: Windows goes on to move the mouse for the pen,
/// and it is the mouse that the window library hears of.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WindowsPen : IDisposable
{
    // Names as in winuser.h.
    private const uint MouseMove = 0x0200, MiddleButtonDoubleClick = 0x0209;
    private const uint PointerUpdate = 0x0245, PointerDown = 0x0246, PointerUp = 0x0247;
    private const nuint SubclassId = 0x686D726E;
    private const int MostHistory = 64;

    private readonly nint _window;
    private readonly PenTrack _track = new();
    private float? _pressure;

    // Native code holds it without the collector knowing.
    private readonly SubclassProcedure _onMessage;

    /// <param name="window">A window's handle; of the thread that this is called on.</param>
    public WindowsPen(nint window)
    {
        (_window, _onMessage) = (window, OnMessage);
        SetWindowSubclass(window, _onMessage, SubclassId, 0);
    }

    /// <returns>Of the mouse message that the window library is being given: 0 to 1; null where it is no pen's, or of one that tells none.</returns>
    public float? Pressure() => _pressure;

    private delegate nint SubclassProcedure(nint window, uint message, nuint word, nint packed, nuint id, nuint data);

    public void Dispose() => RemoveWindowSubclass(_window, _onMessage, SubclassId);

    private nint OnMessage(nint window, uint message, nuint word, nint packed, nuint id, nuint data)
    {
        switch (message)
        {
            case PointerUpdate or PointerDown or PointerUp:
                Note((uint)(word & 0xFFFF));
                break;
            case >= MouseMove and <= MiddleButtonDoubleClick:
                WindowsPoint place = WindowsPoint.Of(packed);
                bool ofPen = WindowsPenPointer.IsMouseMadeOfPen(GetMessageExtraInfo()) && ClientToScreen(window, ref place) != 0;
                _pressure = ofPen ? _track.At(place) : null;
                break;
        }

        return DefSubclassProc(window, message, word, packed);
    }

    /// <summary>A message can stand for several inputs, the newest of them first.</summary>
    private void Note(uint pointer)
    {
        if (GetPointerType(pointer, out uint type) == 0 || type != WindowsPointer.PenType) return;
        WindowsPenPointer* history = stackalloc WindowsPenPointer[MostHistory];
        uint count = MostHistory;
        if (GetPointerPenInfoHistory(pointer, ref count, history) == 0) return;
        for (int index = (int)Math.Min(count, MostHistory) - 1; index >= 0; index--) _track.Add(history[index].Pointer.Place, history[index].Pressure);
    }

    [LibraryImport("comctl32.dll")]
    private static partial int SetWindowSubclass(nint window, SubclassProcedure procedure, nuint id, nuint data);

    [LibraryImport("comctl32.dll")]
    private static partial int RemoveWindowSubclass(nint window, SubclassProcedure procedure, nuint id);

    [LibraryImport("comctl32.dll")]
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
