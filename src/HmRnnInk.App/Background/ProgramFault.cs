using System.Runtime.ExceptionServices;

namespace HmRnnInk.App.Background;

/// <summary>
/// Brings exceptions that no code expects (faults of the program) from other threads to the window's thread, where the next frame throws
/// them. On its own thread, such an exception would end the process before the page is autosaved.
/// </summary>
internal static class ProgramFault
{
    private static ExceptionDispatchInfo? _first;

    /// <summary>Starts a background thread whose exceptions the next frame throws.</summary>
    public static Thread Start(string name, Action run, ThreadPriority priority = ThreadPriority.Normal)
    {
        var thread = new Thread(() => Guard(run)) { IsBackground = true, Name = name, Priority = priority };
        thread.Start();
        return thread;
    }

    /// <summary>Runs an action and stores its exception for the next frame.</summary>
    public static void Guard(Action run)
    {
        try
        {
            run();
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _first, ExceptionDispatchInfo.Capture(error), null);
        }
    }

    /// <summary>Throws the first stored exception. Call it once per frame.</summary>
    public static void ThrowIfAny() => Interlocked.Exchange(ref _first, null)?.Throw();
}
