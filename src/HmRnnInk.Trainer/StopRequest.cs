using System.Runtime.InteropServices;

namespace HmRnnInk.Trainer;

/// <summary>A request to save and stop, by a person or another program: Ctrl-C, another signal, or the end of standard input.</summary>
internal sealed class StopRequest : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopRequest() => _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Stop))];

    public CancellationToken Token => _source.Token;

    public bool IsRequested => _source.IsCancellationRequested;

    /// <summary>Also stops when standard input ends, for a program that started this one.</summary>
    public void WatchInput() => new Thread(() =>
    {
        Console.OpenStandardInput().CopyTo(Stream.Null);
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The training has ended in the meantime.
        }
    })
    {
        IsBackground = true,
        Name = "standard input",
    }.Start();

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }
}
