using System.ComponentModel;
using System.Diagnostics;

namespace HmRnnInk.App.Learning;

/// <summary>
/// A running trainer. It saves and stops when its standard input is closed. So it can be stopped in the same way on every system, and it
/// also stops when the app is killed.
/// </summary>
internal sealed class TrainerProcess : IDisposable
{
    /// <summary>How long to wait for the last lines of a process that has ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly CountdownEvent _openStreams = new(2);
    private volatile string? _error, _last;

    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public TrainerProcess(TrainerProgram program, IEnumerable<string> arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program.File, [.. program.FirstArguments, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                CreateNoWindow = true,
            },
        };
        _process.OutputDataReceived += (_, line) => SignalAtEnd(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Try(() => _process.PriorityClass = ProcessPriorityClass.BelowNormal); // frames and the model that writes come first
    }

    /// <summary>What the trainer said about its end: its error, or else its last line.</summary>
    public string? LastWords => _error ?? _last;

    public int ExitCode => _process.ExitCode;

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>False if it is still running after this time.</returns>
    public bool WaitForEnd(TimeSpan time)
    {
        if (!_process.WaitForExit(time)) return false;
        _openStreams.Wait(Patience); // not for ever: a process that the trainer started may keep its streams open
        return true;
    }

    /// <summary>Tells the trainer to save and stop.</summary>
    public void Stop() => _process.StandardInput.Close();

    /// <summary>Ends the process at once.</summary>
    public void Kill() => Try(() =>
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit(Patience);
    });

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // The process has ended already, or the system does not allow it.
        }
    }

    private void Note(string? line)
    {
        const string Error = "error: ";
        SignalAtEnd(line);
        if (string.IsNullOrWhiteSpace(line)) return;
        if (line.StartsWith(Error, StringComparison.Ordinal)) _error = line[Error.Length..];
        else if (line.StartsWith("Unhandled exception", StringComparison.Ordinal)) _error = line;
        else _last = line.Trim();
    }

    /// <param name="line">Null at the end of a stream.</param>
    private void SignalAtEnd(string? line)
    {
        if (line is null) _openStreams.Signal();
    }
}
