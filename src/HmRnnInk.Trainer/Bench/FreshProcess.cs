using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace HmRnnInk.Trainer.Bench;

/// <summary>Runs this program in a new process, so that memory, caches and compiled code are those of a fresh start.</summary>
internal static class FreshProcess
{
    /// <summary>Creates a hidden command for <see cref="Run"/>.</summary>
    /// <param name="measure">Returns the figures, which are printed as JSON.</param>
    public static Command HiddenCommand<T>(string name, Func<ParseResult, T> measure, params IEnumerable<Option> options)
    {
        var command = new Command(name, "A single measurement of bench.") { Hidden = true };
        foreach (Option option in options) command.Add(option);
        command.SetAction(parsed =>
        {
            CommandOptions.WriteJson(measure(parsed));
            return 0;
        });
        return command;
    }

    /// <returns>The last line of the process's output, parsed as JSON.</returns>
    /// <exception cref="InvalidDataException">The exit code is not 0. The message is the process's error output.</exception>
    public static T Run<T>(params IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        // The program may have been started as `dotnet trainer.dll` or by its own executable.
        bool hosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] host = hosted ? [Environment.GetCommandLineArgs()[0]] : [];
        var start = new ProcessStartInfo(program, [.. host, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        var errors = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return JsonSerializer.Deserialize<T>(output.Trim().Split('\n')[^1], CommandOptions.Json)!;
        string message = errors.ToString().ReplaceLineEndings(" ").Trim().Replace("error: ", "");
        throw new InvalidDataException(message.Length > 0 ? message
            : $"The process '{string.Join(' ', arguments)}' ended with exit code {process.ExitCode}. The machine may be out of memory.");
    }

    /// <summary>Maximum resident memory of this process, including the runtime and libtorch.</summary>
    public static double PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }
}
