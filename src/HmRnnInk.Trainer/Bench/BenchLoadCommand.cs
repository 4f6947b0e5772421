using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace HmRnnInk.Trainer.Bench;

/// <summary><c>trainer bench load</c>.</summary>
internal static class BenchLoadCommand
{
    public static Command Create()
    {
        var data = CommandOptions.Data();
        data.Description = "IAM-OnDB's lineStrokes-all.tar.gz, or any .tar.gz of its XML files.";
        var repeats = new Option<int>("--repeats") { Description = "Rounds; the figures are medians of them.", DefaultValueFactory = _ => 5 };
        repeats.Must(count => count >= 1, "be at least 1");
        var json = CommandOptions.JsonLine();
        var command = new Command("load", """
            Measures how long the data take to load.

            In each round: gunzip -c of the archive into /dev/null; a load without cache, which parses every line and leaves a cache; a load
            with that cache. Each load is a process of its own and counts from asking for the lines to having them, just-in-time compiling
            included. The archive itself is in the system's file cache after the first reading. peakMegabytes: the most memory that a load
            had in RAM.
            """) { data, repeats, json };
        command.SetAction(parsed => CommandFailure.Report(() => Bench(parsed.GetValue(data)!, parsed.GetValue(repeats), parsed.GetValue(json))));
        return command;
    }

    private static int Bench(string data, int repeats, bool json)
    {
        if (Directory.Exists(data))
            throw new InvalidDataException($"'{data}' is a folder; loading is compared with gunzip, so give a .tar.gz.");
        List<double> gunzip = [], cold = [], cached = [], peaks = [];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            string cache = Directory.CreateTempSubdirectory("hmrnnink-bench-").FullName;
            try
            {
                BenchLoadOnceCommand.Result first = BenchLoadOnceCommand.Measure(data, cache), second = BenchLoadOnceCommand.Measure(data, cache);
                gunzip.Add(GunzipSeconds(data));
                cold.Add(first.Seconds);
                cached.Add(second.Seconds);
                peaks.Add(Math.Max(first.PeakMegabytes, second.PeakMegabytes));
            }
            finally
            {
                Directory.Delete(cache, recursive: true);
            }

            Console.Error.WriteLine(FormattableString.Invariant($"round {repeat + 1} of {repeats}: cold {cold[^1]:F2} s, gunzip {gunzip[^1]:F2} s, cached {cached[^1]:F2} s"));
        }

        double coldSeconds = Median.Of(cold), gunzipSeconds = Median.Of(gunzip), cachedSeconds = Median.Of(cached), peakMegabytes = Median.Of(peaks);
        AnsiConsole.Write(new Table { Border = TableBorder.Markdown }.AddColumns("cold s", "gunzip s", "cached s", "peak MB")
            .AddRow(Text(coldSeconds, "0.00"), Text(gunzipSeconds, "0.00"), Text(cachedSeconds, "0.00"), Text(peakMegabytes, "0")));
        if (json) CommandOptions.WriteJson(new { coldSeconds, gunzipSeconds, cachedSeconds, peakMegabytes, repeats, data = Path.GetFileName(data) });
        return 0;
    }

    /// <summary>The wall time of <c>gunzip -c</c>: no program that reads the archive through the usual library is faster.</summary>
    private static double GunzipSeconds(string path)
    {
        try
        {
            long started = Stopwatch.GetTimestamp();
            // The shell's redirection: what comes back through a pipe would be timed too.
            using var process = Process.Start("sh", ["-c", "exec gunzip -c -- \"$1\" >/dev/null", "sh", path]);
            process.WaitForExit();
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            return process.ExitCode == 0 ? seconds
                : throw new InvalidDataException($"gunzip cannot read '{path}' (exit code {process.ExitCode}). Give a .tar.gz, on a system with gunzip.");
        }
        catch (Win32Exception)
        {
            throw new InvalidDataException("There is no sh with gunzip here, which loading is compared with. Run this on a Unix system.");
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
