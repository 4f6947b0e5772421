using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>
/// Signals that ask the program to end: SIGTERM (shutdown), SIGHUP (its terminal was closed) and SIGINT (Ctrl+C in the terminal). The first
/// signal acts like closing the window. A second one ends the program at once, in case it hangs.
/// </summary>
public sealed class EndingSignals : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Known =
        [(PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2)];

    private readonly PosixSignalRegistration[] _registrations;
    private volatile int _number;

    /// <param name="close">Called on a separate thread.</param>
    public EndingSignals(Action close) => _registrations = [.. Known.Select(known => PosixSignalRegistration.Create(known.Signal, asked =>
    {
        if (Interlocked.CompareExchange(ref _number, known.Number, 0) != 0) return;
        asked.Cancel = true; // otherwise the runtime would end the program at once
        close();
    }))];

    /// <summary>128 plus the number of the signal, as is usual in shells; 0 if none arrived.</summary>
    public int ExitCode => _number == 0 ? 0 : 128 + _number;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }
}
