using System.Diagnostics;
using System.Text.Json;

namespace HmRnnInk.Trainer.Bench;

/// <summary>Runs this program anew, so that memory, caches and compiled code start from nothing.</summary>
internal static class FreshProcess
{
    /// <returns>The last line of its output, read as JSON.</returns>
    /// <exception cref="InvalidDataException">It ended with another code than 0; the message is what it said.</exception>
    public static T Run<T>(params IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        // Started as `dotnet trainer.dll` or by its own executable.
        bool hosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, [.. hosted ? [Environment.GetCommandLineArgs()[0]] : Array.Empty<string>(), .. arguments])
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
        if (process.ExitCode == 0) return JsonSerializer.Deserialize<T>(output.Trim().Split('\n')[^1], CommandOptions.Format)!;
        string said = errors.ToString().ReplaceLineEndings(" ").Trim().Replace("error: ", "");
        throw new InvalidDataException(said.Length > 0 ? said : $"'{string.Join(' ', arguments)}', in a process of its own, ended with code {process.ExitCode}: memory may be short.");
    }

    /// <summary>The most memory that this process ever had in RAM: the runtime and libtorch are part of it.</summary>
    public static double PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }
}
