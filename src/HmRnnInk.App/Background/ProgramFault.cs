using System.Runtime.ExceptionServices;

namespace HmRnnInk.App.Background;

/// <summary>
/// Exceptions that no code expects: faults of the program. On a thread of its own such an exception would end the process before the page
/// is kept. So it is brought to the window's thread, where the next frame throws it.
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

    /// <summary>Runs an action and takes its exception.</summary>
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

    /// <summary>Throws the first exception that was taken. Call it once per frame.</summary>
    public static void ThrowIfAny() => Interlocked.Exchange(ref _first, null)?.Throw();
}
