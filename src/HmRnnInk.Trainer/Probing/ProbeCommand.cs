using System.CommandLine;
using Spectre.Console;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer.Probing;

/// <summary><c>trainer probe</c>.</summary>
internal static class ProbeCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var text = CommandOptions.OptionalTranscripts("Adds the landmark 'word gap', which needs transcripts.");
        var split = CommandOptions.Split();
        var splitBy = CommandOptions.SplitBy();
        var fitLines = Integer("--fit-lines", "Number of training lines to fit the probes on.", 400, LandmarkProbe.MinimumLines);
        var seed = WithDefault("--seed", "Random seed of the order of rows in fitting.", 1);
        var json = CommandOptions.JsonLine();
        var command = new Command(
            "probe", "Measures how well a linear probe can find landmarks from a model's state; works for LSTM and HM-LSTM.")
        {
            model, data, text, split, splitBy, fitLines, seed, json,
        };
        command.SetAction(parsed => Measure(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(text), parsed.GetValue(split)!,
            parsed.GetValue(splitBy), parsed.GetValue(fitLines), parsed.GetValue(seed), parsed.GetValue(json)));
        return command;
    }

    private static int Measure(InkModel model, string data, string? text, string split, SplitBy? by, int fitLines, int seed, bool json)
    {
        LineDataset dataset = LineDataset.Load(data);
        InkLine[] fitted = [.. ModelEvaluation.Parts(model, dataset, by).Train.Take(fitLines)];
        if (fitted.Length < LandmarkProbe.MinimumLines)
        {
            throw new InvalidDataException(
                $"The training part has {fitted.Length} lines; a probe needs at least {LandmarkProbe.MinimumLines}. Use more lines.");
        }

        InkLine[] lines = [.. ModelEvaluation.Part(model, dataset, split, by).Except(fitted)];
        if (lines.Length == 0)
        {
            throw new InvalidDataException(
                $"The probes are fitted on all lines of the {split} part, so none are left to measure on. "
                + "Use a smaller --fit-lines, or another --split.");
        }

        TorchDevice.Choose("cpu"); // gives a clear error if libtorch cannot be loaded
        TranscriptPairing? pairing = text is null ? null : Transcripts.Load(text).PairWith(dataset);
        IReadOnlyList<Landmark> landmarks = Landmark.All(pairing);
        ProbeSource[] sources = [ProbeSource.State(new PackedModel(model)), ProbeSource.Input];
        ProbeRow[] rows = [.. sources.SelectMany(source => new LandmarkProbe(source, landmarks, fitted, seed).Measure(lines))];

        long points = lines.Sum(line => (long)line.Offsets.Length);
        AnsiConsole.WriteLine($"Measured on {lines.Length} lines, {points} points; fitted on {fitted.Length} training lines.");
        AnsiConsole.WriteLine("Each probe fires as often as there are landmarks.");
        WordGapLines? wordGapLines = pairing is null ? null : WordGapLines.Of(pairing, lines);
        wordGapLines?.Print();
        AlignmentRow.Print("source", "probe", rows, row => row.Source);
        if (!json) return 0;
        const int toleranceRows = BoundaryAlignment.ToleranceRows;
        SplitBy splitBy = ModelEvaluation.SplitUnit(model, by);
        CommandOptions.WriteJson(
            new { split, splitBy, lines = lines.Length, points, fitLines = fitted.Length, seed, toleranceRows, wordGapLines, rows });
        return 0;
    }
}
