using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace HmRnnInk.Trainer.Tests;

/// <summary>The trainer as a user starts it: a process with arguments, an exit code and two streams.</summary>
internal sealed class TrainerProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new(), _errors = new();

    private TrainerProgram(string cache, string[] arguments)
    {
        // tests/HmRnnInk.Trainer.Tests/bin/<configuration>/<framework>/ → src/HmRnnInk.Trainer/bin/<configuration>/<framework>/
        var here = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        string root = here.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        string program = Path.Combine(root, "src", "HmRnnInk.Trainer", "bin", here.Parent.Name, here.Name, "trainer.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CACHE_HOME"] = cache;
        start.Environment["OMP_NUM_THREADS"] = "1"; // libtorch's threads wait for each other where tests share the cores
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.AppendLine(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public bool HasEnded => _process.HasExited;

    public static TrainerProgram Start(string cache, params string[] arguments) => new(cache, arguments);

    public static Result Run(string cache, params string[] arguments)
    {
        using TrainerProgram program = Start(cache, arguments);
        return program.Wait();
    }

    /// <summary>As <c>kill -9</c>: nothing is saved on the way out.</summary>
    public void Kill() => _process.Kill();

    public Result Wait()
    {
        _process.WaitForExit();
        return new(_process.ExitCode, _output.ToString().Trim(), _errors.ToString().Trim());
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    internal sealed record Result(int ExitCode, string Output, string Errors)
    {
        /// <summary>The last line of standard output.</summary>
        public JsonElement Json => JsonDocument.Parse(Output.Split('\n')[^1]).RootElement;
    }
}
