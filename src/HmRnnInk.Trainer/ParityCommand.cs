using System.CommandLine;
using HmRnnInk.Arguments;
using HmRnnInk.Torch;
using Spectre.Console;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer parity</c>.</summary>
internal static class ParityCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var weights = CommandOptions.Weights();
        var json = CommandOptions.JsonLine();
        var count = Integer("--lines", "Number of lines to compare, evenly spread over the data.", 1000, minimum: 1);
        var command = new Command("parity", "Compares the app's SIMD step engine with the TorchSharp model, row by row.")
        {
            model, data, count, weights, json,
        };
        command.SetAction(parsed => Compare(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(count),
            StrictOptions.ValueOf<WeightFormat>(parsed.GetValue(weights)!), parsed.GetValue(json)));
        return command;
    }

    private static int Compare(InkModel model, string data, int count, WeightFormat format, bool json)
    {
        IReadOnlyList<InkLine> all = LineDataset.Load(data).Lines;
        count = Math.Min(count, all.Count);
        InkLine[] lines = [.. Enumerable.Range(0, count).Select(index => all[(int)((long)index * all.Count / count)])];
        StepParity parity = StepParity.Measure(model, new PackedModel(model, format), lines, RecurrenceImplementation.Auto);
        AnsiConsole.WriteLine($"Compared {parity.Lines} lines, {parity.Points} points, {parity.Boundaries} boundaries.");
        AnsiConsole.WriteLine($"The first boundary that differs has a z̃ within {StepParity.Rounding} of the threshold (rounding) in "
            + $"{parity.DifferWithinRounding} lines, and further from it in {parity.DifferBeyondRounding} lines (should be 0).");
        AnsiConsole.WriteLine($"Log-likelihoods differ by at most {parity.MaximumNatsPerPointDifference:E1} nats/point in a line, and by "
            + $"{parity.NatsPerPointDifference:E1} nats/point over all lines.");
        if (json)
        {
            CommandOptions.WriteJson(new
            {
                parity.Lines,
                parity.Points,
                boundariesCompared = parity.Boundaries,
                linesPartedWithinRounding = parity.DifferWithinRounding,
                linesPartedBeyondRounding = parity.DifferBeyondRounding,
                natsPerPointDifferenceMost = parity.MaximumNatsPerPointDifference,
                natsPerPointDifference = parity.NatsPerPointDifference,
                weights = format,
            });
        }

        return 0;
    }
}
