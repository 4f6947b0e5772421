using System.CommandLine;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch;
using Spectre.Console;

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
        var count = new Option<int>("--lines") { Description = "Lines of the data, evenly spread.", DefaultValueFactory = _ => 1000 };
        count.Must(lines => lines >= 1, "be at least 1");
        var command = new Command("parity", "Compares the engine that draws with the model that is trained, row by row.") { model, data, count, weights, json };
        command.SetAction(parsed => CommandFailure.Report(() => Compare(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(count),
            CommandOptions.ParseWeights(parsed.GetValue(weights)!), parsed.GetValue(json))));
        return command;
    }

    private static int Compare(InkModel model, string data, int count, EngineWeights weights, bool json)
    {
        IReadOnlyList<InkLine> all = LineDataset.Load(data).Lines;
        count = Math.Min(count, all.Count);
        InkLine[] lines = [.. Enumerable.Range(0, count).Select(index => all[(int)((long)index * all.Count / count)])];
        StepParity parity = StepParity.Measure(model, lines, weights, RecurrenceImplementation.Auto);
        AnsiConsole.WriteLine(FormattableString.Invariant($"{parity.Lines} lines, {parity.Points} points, {parity.Boundaries} boundaries compared."));
        AnsiConsole.WriteLine(FormattableString.Invariant($"Boundaries part in {parity.PartedWithinRounding} lines within {StepParity.Rounding} of the threshold, in {parity.PartedBeyondRounding} elsewhere."));
        AnsiConsole.WriteLine(FormattableString.Invariant($"Log-likelihoods differ by {parity.MostNatsAPoint:E1} nats a point at most in a line, by {parity.NatsAPoint:E1} over all."));
        if (json)
        {
            CommandOptions.WriteJson(new
            {
                parity.Lines,
                parity.Points,
                boundariesCompared = parity.Boundaries,
                linesPartedWithinRounding = parity.PartedWithinRounding,
                linesPartedBeyondRounding = parity.PartedBeyondRounding,
                natsPerPointDifferenceMost = parity.MostNatsAPoint,
                natsPerPointDifference = parity.NatsAPoint,
                weights,
            });
        }

        return 0;
    }
}
