using System.Diagnostics;

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

    /// <returns>The exit code and the standard output.</returns>
    public static (int ExitCode, byte[] Output) Read(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        var output = new MemoryStream();
        Task copy = process.StandardOutput.BaseStream.CopyToAsync(output);
        WaitForEnd(process);
        copy.GetAwaiter().GetResult();
        return (process.ExitCode, output.ToArray());
    }

    public static void WaitForEnd(Process process)
    {
        if (process.WaitForExit(Patience)) return;
        process.Kill(entireProcessTree: true);
        Assert.Fail($"{process.StartInfo.FileName} has not ended within {Patience}.");
    }

    public static void WaitForEnd(Thread thread) => Assert.True(thread.Join(Patience), $"The thread has not ended within {Patience}.");
}
