using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using ScottPlot.Statistics;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer.Bench;

/// <summary><c>trainer bench load</c>.</summary>
internal static class BenchLoadCommand
{
    private const string Once = "load-once";

    public static Command Create()
    {
        var data = CommandOptions.Data();
        data.Description = "IAM-OnDB's lineStrokes-all.tar.gz, or any .tar.gz of its XML files.";
        var repeats = Integer("--repeats", "Number of rounds; the figures are their medians.", 5, minimum: 1);
        var json = CommandOptions.JsonLine("""
            Each load runs in a separate process; its time includes just-in-time compilation but not the start of the runtime.
            peakMegabytes: maximum resident memory.
            """);
        var command = new Command(
            "load",
            "Measures how long loading the data takes: gunzip -c of the archive, a load that parses all lines and writes the cache, and a "
                + "load from that cache.")
        { data, repeats, json };
        command.SetAction(parsed => Bench(parsed.GetValue(data)!, parsed.GetValue(repeats), parsed.GetValue(json)));
        return command;
    }

    /// <summary>The hidden command of a single load, to measure its time and memory.</summary>
    public static Command CreateOnce()
    {
        var data = CommandOptions.Data();
        var cache = new Option<string>("--cache") { Required = true };
        return FreshProcess.HiddenCommand(Once, parsed => Load(parsed.GetValue(data)!, parsed.GetValue(cache)!), data, cache);
    }

    private static int Bench(string data, int repeats, bool json)
    {
        if (Directory.Exists(data))
            throw new InvalidDataException($"'{data}' is a folder, but loading is compared with gunzip. Use a .tar.gz.");
        List<double> gunzip = [], cold = [], cached = [], peaks = [];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            string cache = Directory.CreateTempSubdirectory("hmrnnink-bench-").FullName;
            try
            {
                Cost first = LoadInFreshProcess(data, cache), second = LoadInFreshProcess(data, cache);
                gunzip.Add(MeasureGunzip(data));
                cold.Add(first.Seconds);
                cached.Add(second.Seconds);
                peaks.Add(Math.Max(first.PeakMegabytes, second.PeakMegabytes));
            }
            finally
            {
                Directory.Delete(cache, recursive: true);
            }

            Console.Error.WriteLine(
                $"round {repeat + 1} of {repeats}: cold {cold[^1]:F2} s, gunzip {gunzip[^1]:F2} s, cached {cached[^1]:F2} s");
        }

        double coldSeconds = Descriptive.Median([.. cold]), gunzipSeconds = Descriptive.Median([.. gunzip]);
        double cachedSeconds = Descriptive.Median([.. cached]), peakMegabytes = Descriptive.Median([.. peaks]);
        AnsiConsole.Write(new Table { Border = TableBorder.Markdown }.AddColumns("cold s", "gunzip s", "cached s", "peak MB")
            .AddRow(Text(coldSeconds, "0.00"), Text(gunzipSeconds, "0.00"), Text(cachedSeconds, "0.00"), Text(peakMegabytes, "0")));
        if (json)
        {
            CommandOptions.WriteJson(
                new { coldSeconds, gunzipSeconds, cachedSeconds, peakMegabytes, repeats, data = Path.GetFileName(data) });
        }

        return 0;
    }

    /// <param name="cache">The cache folder. If it is empty, the load parses all lines and writes the cache.</param>
    private static Cost LoadInFreshProcess(string data, string cache) =>
        FreshProcess.Run<Cost>("bench", Once, "--data", data, "--cache", cache);

    private static Cost Load(string data, string cache)
    {
        long started = Stopwatch.GetTimestamp();
        _ = LineDataset.Load(data, cache);
        return new(Stopwatch.GetElapsedTime(started).TotalSeconds, FreshProcess.PeakMegabytes());
    }

    /// <summary>The seconds that <c>gunzip -c</c> takes: decompressing alone, to compare the loads with.</summary>
    private static double MeasureGunzip(string path)
    {
        try
        {
            long started = Stopwatch.GetTimestamp();
            // The shell redirects the output. With a pipe, reading it would be part of the time.
            using var process = Process.Start("sh", ["-c", "exec gunzip -c -- \"$1\" >/dev/null", "sh", path]);
            process.WaitForExit();
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            return process.ExitCode == 0 ? seconds : throw new InvalidDataException(
                $"gunzip cannot read '{path}' (exit code {process.ExitCode}). Use a .tar.gz, on a system with gunzip.");
        }
        catch (Win32Exception)
        {
            throw new InvalidDataException("sh and gunzip are needed for comparison but not available. Use a Unix system.");
        }
    }

    /// <param name="Seconds">Time of the load, including just-in-time compilation but not the start of the runtime.</param>
    /// <param name="PeakMegabytes">Maximum resident memory of the process.</param>
    private sealed record Cost(double Seconds, double PeakMegabytes);
}
