using System.Runtime.InteropServices;
using System.Text;
using HmRnnInk.App.Host;
using static HmRnnInk.App.Tests.Host.VirtualScreen;

namespace HmRnnInk.App.Tests.Host;

/// <summary>
/// The source program of a drag and drop between X windows (XDND, version 5), like a file manager. It tells a window that
/// the pointer is over it with files, drops them, and sends their addresses on request.
/// </summary>
internal sealed unsafe partial class DropSource : IDisposable
{
    private const int Version = 5, SelectionRequest = 30, SelectionNotify = 31, ClientMessage = 33;

    // The size of an event, and the indices of its fields, in longs: https://www.x.org/releases/current/doc/libX11/libX11/libX11.html
    private const int Longs = 24, Window = 4, MessageType = 5, Format = 6, Data = 7;

    private readonly nint _display, _source;

    public DropSource(VirtualScreen screen)
    {
        _display = XOpenDisplay(screen.Display);
        Assert.NotEqual(0, _display);
        _source = XCreateSimpleWindow(_display, XDefaultRootWindow(_display), 0, 0, 1, 1, 0, 0, 0);
    }

    /// <summary>Drops files on the window at a position of the screen, and waits until it confirms them.</summary>
    public void Drop(int x, int y, params string[] paths)
    {
        nint target = WindowForDrops(), selection = Atom("XdndSelection");
        string addresses = string.Concat(paths.Select(path => new Uri(path).AbsoluteUri + "\r\n"));
        XSetSelectionOwner(_display, selection, _source, time: 0);
        Send(target, "XdndEnter", Version << 24, Atom("text/uri-list"), 0, 0);
        Send(target, "XdndPosition", 0, x << 16 | y, 0, Atom("XdndActionCopy"));
        Answer(addresses, until: "XdndStatus");
        Send(target, "XdndDrop", 0, 0, 0, 0);
        Answer(addresses, until: "XdndFinished");
    }

    public void Dispose() => XInputApi.CloseDisplay(_display);

    /// <returns>The window that accepts drops. Without a window manager it is a child of the root window.</returns>
    private nint WindowForDrops()
    {
        nint aware = Atom("XdndAware");
        nint found = 0;
        XQueryTree(_display, XDefaultRootWindow(_display), out _, out _, out nint* windows, out uint count);
        for (uint index = 0; index < count; index++)
        {
            XGetWindowProperty(_display, windows[index], aware, 0, 1, 0, type: 0, out nint type, out _, out _, out _, out nint value);
            if (value != 0) XFree(value);
            if (type != 0) found = windows[index];
        }

        if (windows is not null) XFree((nint)windows);
        Assert.NotEqual(0, found);
        return found;
    }

    /// <summary>Answers requests for the addresses until a message arrives.</summary>
    private void Answer(string addresses, string until)
    {
        nint awaited = Atom(until);
        nint* input = stackalloc nint[Longs];
        while (true)
        {
            Programs.WaitUntil(() => XInputApi.Pending(_display) > 0, () => $"The window sent no {until}.");
            XNextEvent(_display, input);
            if ((int)input[0] == ClientMessage && input[MessageType] == awaited)
            {
                // Not 0 if the window accepts the drop, or has received it. GLFW 3.3 sends a length instead of 1.
                Assert.NotEqual(0, input[Data + 1]);
                return;
            }

            if ((int)input[0] == SelectionRequest) SendAddresses(input, addresses);
        }
    }

    private void SendAddresses(nint* request, string addresses)
    {
        // The fields of an XSelectionRequestEvent from the requestor on. An XSelectionEvent has the same, each one place earlier.
        (nint requestor, nint selection, nint target, nint property, nint time) =
            (request[5], request[6], request[7], request[8], request[9]);
        byte[] content = Encoding.ASCII.GetBytes(addresses);
        fixed (byte* first = content) XChangeProperty(_display, requestor, property, target, 8, mode: 0, first, content.Length);
        nint* answer = stackalloc nint[Longs];
        new Span<nint>(answer, Longs).Clear();
        (answer[0], answer[4], answer[5], answer[6], answer[7], answer[8]) =
            (SelectionNotify, requestor, selection, target, property, time);
        XSendEvent(_display, requestor, propagate: 0, mask: 0, answer);
        XFlush(_display);
    }

    private void Send(nint target, string message, params ReadOnlySpan<nint> data)
    {
        nint* output = stackalloc nint[Longs];
        new Span<nint>(output, Longs).Clear();
        (output[0], output[Window], output[MessageType], output[Format], output[Data]) =
            (ClientMessage, target, Atom(message), 32, _source);
        for (int index = 0; index < data.Length; index++) output[Data + 1 + index] = data[index];
        XSendEvent(_display, target, propagate: 0, mask: 0, output);
        XFlush(_display);
    }

    private nint Atom(string name) => XInternAtom(_display, name, onlyIfExists: 0);

    [LibraryImport("libX11.so.6")]
    private static partial nint XCreateSimpleWindow(
        nint display, nint parent, int x, int y, uint width, uint height, uint border, nint borderColour, nint background);

    [LibraryImport("libX11.so.6")]
    private static partial int XQueryTree(nint display, nint window, out nint root, out nint parent, out nint* children, out uint count);

    [LibraryImport("libX11.so.6")]
    private static partial int XGetWindowProperty(
        nint display, nint window, nint property, nint offset, nint length, int delete, nint type,
        out nint actualType, out int format, out nint items, out nint bytesAfter, out nint value);

    [LibraryImport("libX11.so.6")]
    private static partial int XChangeProperty(
        nint display, nint window, nint property, nint type, int format, int mode, byte* data, int length);

    [LibraryImport("libX11.so.6")]
    private static partial int XSendEvent(nint display, nint window, int propagate, nint mask, nint* output);

    [LibraryImport("libX11.so.6")]
    private static partial int XNextEvent(nint display, nint* input);

    [LibraryImport("libX11.so.6")]
    private static partial int XFlush(nint display);

    [LibraryImport("libX11.so.6")]
    private static partial int XFree(nint memory);
}
