using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>
/// The loss of the X server, or of the connection to it. Xlib then ends the process without a message, on the thread that used the
/// connection.
/// </summary>
internal static unsafe partial class XServerLoss
{
    private static Action? _lost;

    /// <summary>Registers an action to run before the process ends. It must not draw or use the window.</summary>
    public static void CallBefore(Action lost)
    {
        if (!OperatingSystem.IsLinux()) return;
        _lost = lost;
        try
        {
            SetIOErrorHandler(&Handle);
        }
        catch (DllNotFoundException)
        {
            // Without Xlib there is no X server.
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Handle(nint display)
    {
        try
        {
            // Once: the action may itself notice that the server is gone.
            Interlocked.Exchange(ref _lost, null)?.Invoke();
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error); // an exception cannot pass through Xlib
        }

        Environment.Exit(1);
        return 0;
    }

    [LibraryImport("libX11.so.6", EntryPoint = "XSetIOErrorHandler")]
    private static partial nint SetIOErrorHandler(delegate* unmanaged[Cdecl]<nint, int> handler);
}
