using System.CommandLine;
using System.Diagnostics;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Bench;

/// <summary>A hidden command that <c>trainer bench step</c> runs as a process, to measure how long loading a model takes.</summary>
internal static class BenchModelOnceCommand
{
    private const string Name = "model-once";

    private const int Rounds = 5;

    public static Command Create()
    {
        var model = new Option<string>("--model") { Required = true };
        var command = new Command(Name, "A single measurement of loading a model, for bench step.") { model };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            long started = Stopwatch.GetTimestamp();
            _ = PackedModel.Load(parsed.GetValue(model)!, WeightFormat.Int16);
            CommandOptions.WriteJson(new Result(Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            return 0;
        });
        return command;
    }

    /// <returns>The median over separate processes. From the second one on, the file is in the system's file cache.</returns>
    public static double MedianMilliseconds(string file) =>
        Median.Of([.. Enumerable.Range(0, Rounds).Select(_ => FreshProcess.Run<Result>("bench", Name, "--model", file).Milliseconds)]);

    /// <param name="Milliseconds">
    /// Time from the file's path to packed 16-bit weights, including just-in-time compilation but not the start of the runtime.
    /// </param>
    public sealed record Result(double Milliseconds);
}
