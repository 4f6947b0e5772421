using System.CommandLine;
using System.Diagnostics;
using HmRnnInk.Ink;

namespace HmRnnInk.Trainer.Bench;

/// <summary>
/// A hidden command that <c>trainer bench load</c> runs as a process for each measurement, to measure the memory of a single load.
/// </summary>
internal static class BenchLoadOnceCommand
{
    private const string Name = "load-once";

    public static Command Create()
    {
        var data = CommandOptions.Data();
        var cache = new Option<string>("--cache") { Required = true };
        var command = new Command(Name, "A single measurement of bench load.") { data, cache };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            long started = Stopwatch.GetTimestamp();
            _ = LineDataset.Load(parsed.GetValue(data)!, parsed.GetValue(cache));
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            CommandOptions.WriteJson(new Result(seconds, FreshProcess.PeakMegabytes()));
            return 0;
        });
        return command;
    }

    /// <summary>Loads in a separate process.</summary>
    /// <param name="cache">The cache folder. If it is empty, the load parses all lines and writes the cache.</param>
    public static Result Measure(string data, string cache) => FreshProcess.Run<Result>("bench", Name, "--data", data, "--cache", cache);

    /// <param name="Seconds">Time of the load, including just-in-time compilation but not the start of the runtime.</param>
    /// <param name="PeakMegabytes">Maximum resident memory of the process.</param>
    public sealed record Result(double Seconds, double PeakMegabytes);
}
