using System.CommandLine;
using HmRnnInk.Arguments;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Bench;

/// <summary>
/// A hidden command that <c>trainer bench train</c> runs as a process for each row of its table, so that the memory of one measurement is
/// not counted with another's.
/// </summary>
internal static class BenchTrainRowCommand
{
    private const string Name = "train-row";

    public static Command Create()
    {
        var data = new Option<string?>("--data");
        var cell = new Option<Cell>("--cell").ByName();
        var implementation = new Option<RecurrenceImplementation>("--implementation").ByName();
        var hidden = new Option<int>("--hidden");
        var batch = new Option<int>("--batch");
        var seconds = new Option<double>("--seconds");
        var command = new Command(Name, "A single measurement of bench train.") { data, cell, implementation, hidden, batch, seconds };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            // All cores, even if OMP_NUM_THREADS is set; as in training (TorchDevice), the fused recurrence uses them by itself.
            bool isFused = parsed.GetValue(implementation) == RecurrenceImplementation.Fused;
            set_num_threads(isFused ? 1 : Environment.ProcessorCount);
            IReadOnlyList<InkLine> lines = BenchLines.Load(parsed.GetValue(data));
            CommandOptions.WriteJson(TrainRow.Measure(
                BenchConfigs.Of(parsed.GetValue(cell), parsed.GetValue(hidden)), parsed.GetValue(implementation), lines,
                parsed.GetValue(batch), parsed.GetValue(seconds)));
            return 0;
        });
        return command;
    }

    /// <summary>Measures in a separate process.</summary>
    public static TrainRow Measure(
        string? data, Cell cell, RecurrenceImplementation implementation, int hidden, int batch, double seconds) =>
        FreshProcess.Run<TrainRow>(
        [
            "bench", Name, "--cell", $"{cell}", "--implementation", $"{implementation}", "--hidden", $"{hidden}", "--batch", $"{batch}",
            "--seconds", $"{seconds}", .. data is null ? (string[])[] : ["--data", data],
        ]);
}
