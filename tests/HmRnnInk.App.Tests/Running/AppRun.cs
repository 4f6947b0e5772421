using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using HmRnnInk.App.Tests.Host;

namespace HmRnnInk.App.Tests.Running;

/// <summary>The app as a process of its own, observed through <c>--json</c>.</summary>
internal sealed partial class AppRun : IDisposable
{
    private readonly BlockingCollection<JsonElement> _reports = [];
    private readonly Process _process;
    private string? _invalidReport;

    public AppRun(VirtualScreen screen, string folder, params string[] arguments)
        : this(new Dictionary<string, string?> { ["DISPLAY"] = screen.Display }, folder, arguments)
    {
    }

    /// <param name="environment">Changes to the environment variables of this process; a null value removes one.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">The command line without <c>--json</c>.</param>
    public AppRun(IReadOnlyDictionary<string, string?> environment, string folder, params string[] arguments)
        : this(AppContext.BaseDirectory, environment, folder, arguments)
    {
    }

    private AppRun(string program, IReadOnlyDictionary<string, string?> environment, string folder, string[] arguments)
    {
        string app = Path.Combine(program, "hmrnnink.dll");
        // The app shares no settings with other tests or with the user of this machine.
        string[] settings = arguments.Contains("--settings") ? [] : ["--settings", "off"];
        // By default the model waits for a longer pause than a person usually makes.
        string[] delay = arguments.Contains("--delay") ? [] : ["--delay", "0.5"];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath is { } host
                && Path.GetFileName(host).StartsWith("dotnet", StringComparison.Ordinal) ? host : "dotnet",
                [app, "--json", .. settings, .. delay, .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        // Exports go to the person's documents. (Only Linux reads this.)
        _process.StartInfo.Environment["XDG_DOCUMENTS_DIR"] = folder;
        foreach ((string name, string? value) in environment) _process.StartInfo.Environment[name] = value;
        _process.OutputDataReceived += (_, line) =>
        {
            try
            {
                if (line.Data is null) _reports.CompleteAdding();
                else if (line.Data.StartsWith('{')) _reports.Add(JsonDocument.Parse(line.Data).RootElement);
            }
            catch (JsonException error)
            {
                _invalidReport = $"{error.Message}\n{line.Data}"; // an exception here would end the test process
            }
        };
        _process.ErrorDataReceived += (_, line) => Errors += line.Data is null ? "" : line.Data + "\n";
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Errors { get; private set; } = "";

    public int ProcessId => _process.Id;

    /// <summary>Runs another copy of the app.</summary>
    /// <param name="program">The folder of the copy.</param>
    public static AppRun Of(string program, VirtualScreen screen, string folder, params string[] arguments) =>
        new(program, new Dictionary<string, string?> { ["DISPLAY"] = screen.Display }, folder, arguments);

    /// <summary>Waits until the app reports a certain state.</summary>
    public JsonElement WaitFor(Func<JsonElement, bool> condition)
    {
        JsonElement? last = null;
        // All reports together, because the app goes on reporting while it waits for its next ghosts.
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Programs.Patience && _reports.TryTake(out JsonElement report, Programs.Patience))
        {
            if (condition(report)) return report;
            last = report;
        }

        throw new Xunit.Sdk.XunitException($"The app did not report what the test waits for. Last: {last}\n{Errors}{_invalidReport}");
    }

    public JsonElement WaitForPhase(string phase) => WaitFor(report => report.Phase == phase);

    /// <summary>Waits until the app is idle, and gives its window the focus in the corner of the screen.</summary>
    public void Focus(VirtualScreen screen)
    {
        WaitForPhase("Idle");
        screen.Do("search --sync --name HmRnnInk windowmove 0 0 windowfocus --sync");
    }

    public string WaitForFile() => WaitFor(report => report.TryGetProperty("saved", out _)).GetProperty("saved").GetString()!;

    /// <returns>The last state that the app reported before it ended.</returns>
    public JsonElement WaitForLast()
    {
        JsonElement? last = null;
        while (_reports.TryTake(out JsonElement report, Programs.Patience))
            if (report.Phase is not null) last = report;
        Assert.True(_reports.IsCompleted, "The app did not end.");
        return last ?? throw new Xunit.Sdk.XunitException("The app reported no state before it ended.");
    }

    public void Signal(int number) => Assert.Equal(0, Kill(_process.Id, number));

    /// <summary>Ends the app like a crash, without a chance to react.</summary>
    public void Crash()
    {
        _process.Kill(); // SIGKILL
        Programs.WaitForEnd(_process);
        Assert.Null(_invalidReport); // the crash has cut off no line
    }

    /// <summary>Quits the app with its key, and asserts that it ends without an error.</summary>
    public void Quit(VirtualScreen screen)
    {
        screen.Do("key ctrl+q");
        Assert.Equal(0, WaitForEnd());
        Assert.Equal("", Errors);
    }

    /// <returns>The only line of the error with which the app ends with exit code 1.</returns>
    public string WaitForError()
    {
        Assert.Equal(1, WaitForEnd());
        return Assert.Single(Errors.Trim().Split('\n'));
    }

    /// <returns>The exit code.</returns>
    public int WaitForEnd()
    {
        Programs.WaitForEnd(_process);
        Assert.Null(_invalidReport);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        Programs.WaitForEnd(_process);
        _process.Dispose();
        _reports.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
