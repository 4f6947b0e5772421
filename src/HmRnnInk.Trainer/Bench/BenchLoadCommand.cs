using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer.Bench;

/// <summary><c>trainer bench load</c>.</summary>
internal static class BenchLoadCommand
{
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
                BenchLoadOnceCommand.Result first = BenchLoadOnceCommand.Measure(data, cache);
                BenchLoadOnceCommand.Result second = BenchLoadOnceCommand.Measure(data, cache);
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

        double coldSeconds = Median.Of(cold), gunzipSeconds = Median.Of(gunzip), cachedSeconds = Median.Of(cached);
        double peakMegabytes = Median.Of(peaks);
        AnsiConsole.Write(new Table { Border = TableBorder.Markdown }.AddColumns("cold s", "gunzip s", "cached s", "peak MB")
            .AddRow(Text(coldSeconds, "0.00"), Text(gunzipSeconds, "0.00"), Text(cachedSeconds, "0.00"), Text(peakMegabytes, "0")));
        if (json)
        {
            CommandOptions.WriteJson(
                new { coldSeconds, gunzipSeconds, cachedSeconds, peakMegabytes, repeats, data = Path.GetFileName(data) });
        }

        return 0;
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
}
