using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>
/// Signals that end the program: SIGTERM (shutdown), SIGHUP (its terminal was closed), SIGINT and SIGQUIT (keys of the terminal), SIGUSR1
/// and SIGUSR2, whose default is to end a program. The first signal acts like closing the window, without a question. A second one ends the
/// program at once, in case it hangs.
/// </summary>
public sealed class EndingSignals : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Known =
    [
        (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3),
        .. OperatingSystem.IsLinux() ? ((PosixSignal, int)[])[((PosixSignal)10, 10), ((PosixSignal)12, 12)] : [],
    ];

    /// <summary>Windows ends the program when the handler of a closed console returns, or after five seconds.</summary>
    private static readonly TimeSpan WindowsPatience = TimeSpan.FromSeconds(4.5);

    private readonly ManualResetEventSlim _ended = new();
    private readonly PosixSignalRegistration[] _registrations;
    private volatile int _number;

    /// <param name="close">Called on a separate thread.</param>
    public EndingSignals(Action close) => _registrations = [.. Known.Select(known => PosixSignalRegistration.Create(known.Signal, asked =>
    {
        if (Interlocked.CompareExchange(ref _number, known.Number, 0) != 0) return;
        asked.Cancel = true; // otherwise the runtime would end the program at once
        close();
        if (OperatingSystem.IsWindows()) _ended.Wait(WindowsPatience);
    }))];

    /// <summary>128 plus the number of the signal, as is usual in shells; 0 if none arrived.</summary>
    public int ExitCode => _number == 0 ? 0 : 128 + _number;

    /// <summary>Call it when the page is kept and the program may end.</summary>
    public void Dispose()
    {
        _ended.Set();
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }
}
