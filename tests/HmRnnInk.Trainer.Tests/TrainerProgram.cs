using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace HmRnnInk.Trainer.Tests;

/// <summary>The trainer as a separate process, with arguments, an exit code and two output streams.</summary>
internal sealed class TrainerProgram : IDisposable
{
    /// <summary>Far longer than any process of these tests takes, so that a hanging one fails the test instead of blocking it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new(), _errors = new();
    private readonly CountdownEvent _openStreams = new(2);

    private TrainerProgram(string cache, string[] arguments)
    {
        // tests/HmRnnInk.Trainer.Tests/bin/<configuration>/<framework>/ → src/HmRnnInk.Trainer/bin/<configuration>/<framework>/
        var here = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        string root = here.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        string program = Path.Combine(root, "src", "HmRnnInk.Trainer", "bin", here.Parent.Name, here.Name, "trainer.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = cache;
        start.Environment["OMP_NUM_THREADS"] = "1"; // tests share the cores, and libtorch's threads would only wait for each other
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, _errors);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <param name="cache">Folder for the caches of data, in place of the user's.</param>
    public static TrainerProgram Start(string cache, params string[] arguments) => new(cache, arguments);

    /// <inheritdoc cref="Start"/>
    public static Result Run(string cache, params string[] arguments)
    {
        using TrainerProgram program = Start(cache, arguments);
        return program.Wait();
    }

    /// <summary>Kills the process like <c>kill -9</c>, so that it cannot save anything.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends SIGINT, like Ctrl-C. Not available on Windows.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        if (!kill.WaitForExit(Timeout)) throw new TimeoutException("kill has not ended.");
    }

    /// <summary>Closes the standard input, as happens when the program that started the trainer ends.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits until the process has created a file.</summary>
    /// <exception cref="TimeoutException">It has not done so in time, or has ended without it.</exception>
    public void WaitForFile(string path)
    {
        using var ready = new ManualResetEventSlim();
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        using var watcher = new FileSystemWatcher(folder, Path.GetFileName(path));
        watcher.Created += (_, _) => ready.Set();
        watcher.Renamed += (_, _) => ready.Set();
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => ready.Set();
        watcher.EnableRaisingEvents = true;
        // The file may have been created before the watcher was started.
        if (!File.Exists(path)) ready.Wait(Timeout);
        if (!File.Exists(path)) throw new TimeoutException($"The trainer has not written '{path}'. Its errors: {_errors}");
    }

    /// <exception cref="TimeoutException">The process has not ended in time.</exception>
    public Result Wait()
    {
        if (!_process.WaitForExit(Timeout) || !_openStreams.Wait(Timeout))
            throw new TimeoutException($"The trainer has not ended within {Timeout}. Its errors: {_errors}");
        return new(_process.ExitCode, _output.ToString().Trim(), _errors.ToString().Trim());
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    /// <param name="line">Null at the end of the stream.</param>
    private void Take(string? line, StringBuilder text)
    {
        if (line is null) _openStreams.Signal();
        else text.AppendLine(line);
    }

    internal sealed record Result(int ExitCode, string Output, string Errors)
    {
        /// <summary>The last line of standard output.</summary>
        public JsonElement Json => JsonDocument.Parse(Output.Split('\n')[^1]).RootElement;
    }
}
