using System.CommandLine;
using System.Diagnostics;
using HmRnnInk.Ink;

namespace HmRnnInk.Trainer.Bench;

/// <summary>What <c>trainer bench load</c> starts for each measurement, so that memory is that of one load alone.</summary>
internal static class BenchLoadOnceCommand
{
    private const string Name = "load-once";

    public static Command Create()
    {
        var data = CommandOptions.Data();
        var cache = new Option<string>("--cache") { Required = true };
        var command = new Command(Name, "One measurement of bench load.") { data, cache };
        command.Hidden = true;
        command.SetAction(parsed => CommandFailure.Report(() =>
        {
            long started = Stopwatch.GetTimestamp();
            LineDataset dataset = LineDataset.Load(parsed.GetValue(data)!, parsed.GetValue(cache));
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            CommandOptions.WriteJson(new Result(seconds, FreshProcess.PeakMegabytes(), dataset.Lines.Count));
            return 0;
        }));
        return command;
    }

    /// <summary>Loads in a process of its own.</summary>
    /// <param name="cache">A folder; empty for a load without cache, which leaves it filled.</param>
    public static Result Measure(string data, string cache) => FreshProcess.Run<Result>("bench", Name, "--data", data, "--cache", cache);

    /// <param name="Seconds">From asking for the lines to having them; the runtime's start not counted, its compiling counted.</param>
    /// <param name="PeakMegabytes">The most memory that the process had in RAM.</param>
    /// <param name="Lines">That were loaded.</param>
    public sealed record Result(double Seconds, double PeakMegabytes, int Lines);
}
