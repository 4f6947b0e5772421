using System.CommandLine;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer boundaries</c>.</summary>
public static class BoundariesCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var text = CommandOptions.Text();
        var json = CommandOptions.JsonLine();
        var split = CommandOptions.Split();
        var command = new Command(
            "boundaries",
            "Tells whether a model's boundaries fall where strokes end, slow down or turn, or words end, more often than by chance.")
        {
            model, data, text, split, json,
        };
        command.SetAction(parsed => CommandFailure.Report(() => Measure(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(text), parsed.GetValue(split)!,
            parsed.GetValue(json))));
        return command;
    }

    private static int Measure(InkModel model, string data, string? text, string split, bool json)
    {
        LineDataset dataset = LineDataset.Load(data);
        IReadOnlyList<InkLine> lines = ModelEvaluation.Part(model, dataset, split);
        TranscriptPairing? pairing = text is null ? null : Transcripts.Load(text).PairWith(dataset);
        IReadOnlyList<Landmark> landmarks = Landmark.All(pairing);
        WordGapLines? wordGapLines = pairing is null ? null : WordGapLines.Of(pairing, lines);
        var packed = new PackedModel(model);
        LineTrace[] traces = [.. lines.AsParallel().AsOrdered().Select(line => LineTrace.Of(new SimdStepEngine(packed), line.Offsets))];
        long points = traces.Sum(trace => (long)trace.Rows.Count);
        int[] layers = [.. Enumerable.Range(0, model.Config.Layers).Where(model.Config.HasDetector)];
        BoundariesRow[] rows = [.. layers.SelectMany(layer =>
        {
            bool[][] boundaries = [.. traces.Select(trace => trace.Boundaries.Select(fired => fired[layer]).ToArray())];
            double rate = boundaries.Sum(line => line.LongCount(fired => fired)) / (double)points;
            return landmarks.Select(landmark => BoundariesRow.Of(layer + 1, rate, landmark, lines, boundaries));
        })];

        AnsiConsole.WriteLine(FormattableString.Invariant(
            $"{lines.Count} lines, {points} points; baselines of as many boundaries: the same shifted along the line, periodic, random"));
        string tolerances = string.Join(", ", landmarks.Select(landmark => $"{landmark.ToleranceRows} ({landmark.Name})"));
        AnsiConsole.WriteLine($"A boundary meets a landmark that is at most {tolerances} points away.");
        wordGapLines?.Print();
        AlignmentTable.Print("layer", "model", rows, row => $"{row.Layer}");
        if (!json) return 0;
        const int toleranceRows = BoundaryAlignment.ToleranceRows;
        CommandOptions.WriteJson(new { split, lines = lines.Count, points, toleranceRows, wordGapLines, rows });
        return 0;
    }
}
