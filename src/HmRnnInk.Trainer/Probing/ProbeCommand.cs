using System.CommandLine;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using Spectre.Console;

namespace HmRnnInk.Trainer.Probing;

/// <summary><c>trainer probe</c>.</summary>
internal static class ProbeCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var text = CommandOptions.Text();
        var split = CommandOptions.Split();
        var splitBy = CommandOptions.SplitBy();
        var fitLines = new Option<int>("--fit-lines") { Description = "Training lines to fit a probe on.", DefaultValueFactory = _ => 400 };
        fitLines.Must(lines => lines >= LandmarkProbe.FewestLines, $"be at least {LandmarkProbe.FewestLines}");
        var seed = new Option<int>("--seed") { Description = "Of the order in which a probe sees the rows.", DefaultValueFactory = _ => 1 };
        var json = CommandOptions.JsonLine();
        var command = new Command("probe", "Tells how well landmarks can be read off a model's state, LSTM or HM-LSTM, by a linear probe.")
        {
            model, data, text, split, splitBy, fitLines, seed, json,
        };
        command.SetAction(parsed => CommandFailure.Report(() => Measure(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(text), parsed.GetValue(split)!,
            parsed.GetValue(splitBy), parsed.GetValue(fitLines), parsed.GetValue(seed), parsed.GetValue(json))));
        return command;
    }

    private static int Measure(InkModel model, string data, string? text, string split, SplitBy? by, int fitLines, int seed, bool json)
    {
        LineDataset dataset = LineDataset.Load(data);
        InkLine[] fitted = [.. ModelEvaluation.Parts(model, dataset, by).Train.Take(fitLines)];
        if (fitted.Length < LandmarkProbe.FewestLines)
        {
            throw new InvalidDataException(
                $"The training part has {fitted.Length} lines; a probe is fitted on {LandmarkProbe.FewestLines} or more. Give more lines.");
        }

        InkLine[] lines = [.. ModelEvaluation.Part(model, dataset, split, by).Except(fitted)];
        if (lines.Length == 0)
            throw new InvalidDataException($"A probe is fitted on all lines of the {split} part. Give fewer --fit-lines, or another part.");
        TorchDevice.Choose("cpu"); // says what is wrong where libtorch does not load
        TranscriptPairing? pairing = text is null ? null : Transcripts.Load(text).PairWith(dataset);
        IReadOnlyList<Landmark> landmarks = Landmark.All(pairing);
        ProbeSource[] sources = [ProbeSource.State(new PackedModel(model)), ProbeSource.Input];
        ProbeRow[] rows = [.. sources.SelectMany(source => LandmarkProbe.Fit(source, landmarks, fitted, seed).Measure(lines))];

        long points = lines.Sum(line => (long)line.Offsets.Length);
        AnsiConsole.WriteLine(FormattableString.Invariant(
            $"{lines.Length} lines, {points} points; fitted on {fitted.Length} training lines."));
        AnsiConsole.WriteLine("A probe fires as often as there are landmarks.");
        WordGapLines? wordGapLines = pairing is null ? null : WordGapLines.Of(pairing, lines);
        wordGapLines?.Print();
        AlignmentTable.Print("source", "probe", rows, row => row.Source);
        if (!json) return 0;
        const int toleranceRows = BoundaryAlignment.ToleranceRows;
        SplitBy splitBy = ModelEvaluation.HowSplit(model, by);
        CommandOptions.WriteJson(
            new { split, splitBy, lines = lines.Length, points, fitLines = fitted.Length, seed, toleranceRows, wordGapLines, rows });
        return 0;
    }
}
