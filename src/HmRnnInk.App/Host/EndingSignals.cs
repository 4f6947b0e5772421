using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>
/// Signals that end the program: SIGTERM (shutdown), SIGHUP (its terminal or console was closed), SIGINT and SIGQUIT (keys of the
/// terminal) and, on Linux, SIGUSR1 and SIGUSR2, whose default is to end a program. The first signal acts like closing the window, without
/// a question. A second one ends the program at once, in case it hangs.
/// </summary>
internal sealed class EndingSignals : IDisposable
{
    // Windows ends a program itself 5 s after its console was closed.
    private static readonly TimeSpan SavingTime = TimeSpan.FromSeconds(4.5);

    private static readonly (PosixSignal Signal, int Number)[] Known =
    [
        (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3),
        .. OperatingSystem.IsLinux() ? ((PosixSignal, int)[])[((PosixSignal)10, 10), ((PosixSignal)12, 12)] : [],
    ];

    private readonly PosixSignalRegistration[] _registrations;
    private readonly ManualResetEventSlim _ended = new();
    private volatile int _number;

    /// <param name="close">Called on a separate thread.</param>
    public EndingSignals(Action close) => _registrations =
        [.. Known.Select(known => PosixSignalRegistration.Create(known.Signal, context => Take(context, known.Number, close)))];

    /// <summary>128 plus the number of the signal, as is usual in shells; 0 if none arrived.</summary>
    public int ExitCode => _number == 0 ? 0 : 128 + _number;

    /// <summary>Call it when the page is saved.</summary>
    public void Dispose()
    {
        _ended.Set();
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private void Take(PosixSignalContext context, int number, Action close)
    {
        if (Interlocked.CompareExchange(ref _number, number, 0) != 0) return;
        context.Cancel = true; // otherwise the runtime would end the program at once
        close();
        // Windows ends the program when this returns, even after Cancel, unless the signal is Ctrl+C. So the page must be saved first.
        if (OperatingSystem.IsWindows() && context.Signal != PosixSignal.SIGINT) _ended.Wait(SavingTime);
    }
}
