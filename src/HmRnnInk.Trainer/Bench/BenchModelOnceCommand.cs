using System.CommandLine;
using System.Diagnostics;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Bench;

/// <summary>What <c>trainer bench step</c> starts to measure how long an app waits for a model.</summary>
internal static class BenchModelOnceCommand
{
    private const string Name = "model-once";

    private const int Rounds = 5;

    public static Command Create()
    {
        var model = new Option<string>("--model") { Required = true };
        var command = new Command(Name, "One measurement of loading a model, for bench step.") { model };
        command.Hidden = true;
        command.SetAction(parsed => CommandFailure.Report(() =>
        {
            long started = Stopwatch.GetTimestamp();
            _ = PackedModel.Load(parsed.GetValue(model)!, EngineWeights.Int16);
            CommandOptions.WriteJson(new Result(Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            return 0;
        }));
        return command;
    }

    /// <returns>The median over processes of their own; the file is in the system's cache but for the first.</returns>
    public static double MedianMilliseconds(string file) =>
        Median.Of([.. Enumerable.Range(0, Rounds).Select(_ => FreshProcess.Run<Result>("bench", Name, "--model", file).Milliseconds)]);

    /// <param name="Milliseconds">From the file's path to packed 16-bit weights; the runtime's start not counted, its compiling counted.</param>
    public sealed record Result(double Milliseconds);
}
