using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace HmRnnInk.Tests;

/// <summary>Runs programs. One that hangs is killed and fails the test instead of blocking it.</summary>
internal static class Programs
{
    /// <summary>Far longer than any program of the tests takes.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(10);

    /// <returns>The exit code.</returns>
    public static int Run(string program, params string[] arguments) => Run(new ProcessStartInfo(program, arguments));

    /// <returns>The exit code.</returns>
    public static int Run(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        WaitForEnd(process);
        return process.ExitCode;
    }

    /// <returns>The exit code, the standard output, and what was written to the standard error.</returns>
    public static (int ExitCode, byte[] Output, string Errors) Read(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        MemoryStream output = new(), errors = new();
        Task copies = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(output), process.StandardError.BaseStream.CopyToAsync(errors));
        WaitForEnd(process);
        // A child process can hold the output open.
        Assert.True(copies.Wait(Patience), $"The output of {start.FileName} has not ended within {Patience}.");
        return (process.ExitCode, output.ToArray(), Encoding.UTF8.GetString(errors.ToArray()));
    }

    /// <summary>Runs test classes of this program again, in another process.</summary>
    /// <param name="environment">Variables to set there.</param>
    /// <param name="classes">Names of classes; * stands for any characters.</param>
    public static void RepeatTests(Dictionary<string, string> environment, params string[] classes)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string tests in classes)
        {
            start.ArgumentList.Add("--filter-class");
            start.ArgumentList.Add(tests);
        }

        foreach ((string name, string value) in environment) start.Environment[name] = value;
        (int code, byte[] output, string errors) = Read(start);
        Assert.True(code == 0, Encoding.UTF8.GetString(output) + errors);
    }

    /// <summary>Starts a program and waits for its first line of output.</summary>
    public static Process StartAndReadLine(ProcessStartInfo start, out string line)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        Process process = Process.Start(start)!;
        Task<string?> first = process.StandardOutput.ReadLineAsync();
        if (!first.Wait(Patience)) process.Kill();
        line = first.GetAwaiter().GetResult() ?? throw new Xunit.Sdk.XunitException($"{start.FileName} has written no line.");
        return process;
    }

    /// <summary>Waits for the end of a program, and of its output if its lines are read.</summary>
    public static void WaitForEnd(Process process)
    {
        if (process.WaitForExitAsync().Wait(Patience)) return;
        process.Kill(entireProcessTree: true);
        Assert.Fail($"{process.StartInfo.FileName} has not ended within {Patience}.");
    }

    /// <summary>Waits for something that another thread or another program does.</summary>
    /// <param name="message">What to say if it does not happen.</param>
    public static void WaitUntil(Func<bool> condition, Func<string>? message = null) =>
        Assert.True(SpinWait.SpinUntil(condition, Patience), message?.Invoke() ?? $"The test has waited for {Patience}.");

    public static void WaitForEnd(Thread thread) => Assert.True(thread.Join(Patience), $"The thread has not ended within {Patience}.");
}
