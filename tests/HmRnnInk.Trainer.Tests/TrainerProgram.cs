using System.Diagnostics;

namespace HmRnnInk.Trainer.Tests;

/// <summary>The trainer as a separate process, with arguments, an exit code and two output streams.</summary>
internal sealed class TrainerProgram : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output, _errors;

    private TrainerProgram(string cache, string[] arguments)
    {
        // The same configuration and framework as of these tests, whose output is in bin/<configuration>/<framework>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string program = Path.Combine(Repository.Root, "src/HmRnnInk.Trainer/bin", here.Parent!.Name, here.Name, "trainer.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = cache;
        start.Environment["OMP_NUM_THREADS"] = "1"; // tests share the cores, and libtorch's threads would only wait for each other
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
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
    public void Interrupt() => Assert.Equal(0, Programs.Run("kill", "-INT", $"{_process.Id}"));

    /// <summary>Closes the standard input, as happens when the program that started the trainer ends.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits until the process has created a file.</summary>
    public void WaitForFile(string path)
    {
        Programs.WaitUntil(() => File.Exists(path) || _process.HasExited, () => $"The trainer has not written '{path}'.");
        if (!File.Exists(path)) Assert.Fail($"The trainer has ended without '{path}'. Its errors: {Wait().Errors}");
    }

    public Result Wait()
    {
        bool ended = _process.WaitForExit(Programs.Patience);
        if (!ended) _process.Kill(entireProcessTree: true);
        // A child process can hold the output open.
        Assert.True(Task.WaitAll([_output, _errors], Programs.Patience), "The output of the trainer has not ended.");
        string errors = _errors.GetAwaiter().GetResult().Trim();
        Assert.True(ended, $"The trainer has not ended within {Programs.Patience}. Its errors: {errors}");
        return new(_process.ExitCode, _output.GetAwaiter().GetResult().Trim(), errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    internal sealed record Result(int ExitCode, string Output, string Errors)
    {
        /// <summary>The last line of standard output, after success.</summary>
        public JsonElement Json => JsonDocument.Parse(AssertSuccess().Output.Split('\n')[^1]).RootElement;

        /// <returns>The same result.</returns>
        public Result AssertSuccess()
        {
            Assert.True(ExitCode == 0, Errors);
            return this;
        }

        /// <param name="messages">What is in the errors. Line breaks of long messages do not count.</param>
        public void AssertFailure(int exitCode, params string[] messages)
        {
            Assert.Equal(exitCode, ExitCode);
            Assert.All(messages, message => Assert.Contains(message, Errors.ReplaceLineEndings(" ")));
        }
    }
}
