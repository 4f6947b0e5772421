using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>
/// Signals that ask a program to end: SIGTERM (the machine shuts down), SIGHUP (its terminal is closed), SIGINT (Ctrl C there). The first
/// is as if the window were closed; a second, of one that does not come to its end, ends it as it would any program.
/// </summary>
public sealed class EndingSignals : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Known = [(PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2)];

    private readonly PosixSignalRegistration[] _registrations;
    private volatile int _number;

    /// <param name="close">Called on a thread of its own.</param>
    public EndingSignals(Action close) => _registrations = [.. Known.Select(known => PosixSignalRegistration.Create(known.Signal, asked =>
    {
        if (Interlocked.CompareExchange(ref _number, known.Number, 0) != 0) return;
        asked.Cancel = true; // the runtime would end the program in this very moment
        close();
    }))];

    /// <summary>128 and the signal's number, as shells have it for a program that a signal ended; 0 where none came.</summary>
    public int ExitCode => _number == 0 ? 0 : 128 + _number;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }
}
