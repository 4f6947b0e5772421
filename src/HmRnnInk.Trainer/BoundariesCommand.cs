using System.CommandLine;
using System.Globalization;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer boundaries</c>.</summary>
public static class BoundariesCommand
{
    private static readonly (string Name, Func<IReadOnlyList<PenOffset>, bool[]> Find)[] Landmarks =
    [
        ("pen-up", InkLandmarks.PenUps), ("speed minimum", InkLandmarks.SpeedMinima), ("vertical turn", InkLandmarks.VerticalTurns),
    ];

    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var json = CommandOptions.JsonLine();
        var split = CommandOptions.Split();
        var command = new Command("boundaries", "Tells whether a model's boundaries fall where strokes end, slow down or turn, more often than by chance.")
        {
            model, data, split, json,
        };
        command.SetAction(parsed => CommandFailure.Report(() => Measure(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(data)!, parsed.GetValue(split)!, parsed.GetValue(json))));
        return command;
    }

    private static int Measure(InkModel model, string data, string split, bool json)
    {
        IReadOnlyList<InkLine> lines = ModelEvaluation.Part(model, LineDataset.Load(data), split);
        var packed = new PackedModel(model);
        LineTrace[] traces = [.. lines.AsParallel().Select(line => LineTrace.Of(new SimdStepEngine(packed), line.Offsets))];
        long rows = traces.Sum(trace => (long)trace.Rows.Count);
        var figures = Enumerable.Range(0, model.Config.Layers).Where(model.Config.HasDetector).SelectMany(layer => Landmarks.Select(landmark =>
        {
            var alignment = new BoundaryAlignment();
            foreach (LineTrace trace in traces) alignment.Add([.. trace.Boundaries.Select(fired => fired[layer])], landmark.Find(trace.Rows));
            return new
            {
                layer = layer + 1,
                boundaryRate = traces.Sum(trace => trace.Boundaries.Count(fired => fired[layer])) / (double)rows,
                landmark = landmark.Name,
                precision = Finite(alignment.Precision),
                precisionShifted = Finite(alignment.ShiftedPrecision),
                recall = Finite(alignment.Recall),
                recallShifted = Finite(alignment.ShiftedRecall),
            };
        })).ToArray();

        AnsiConsole.WriteLine(FormattableString.Invariant($"{lines.Count} lines, {rows} points; within {BoundaryAlignment.ToleranceRows} points; shifted: the same boundaries moved along the line"));
        var table = new Table { Border = TableBorder.Markdown }.AddColumns("layer", "rate", "landmark", "precision", "shifted", "recall", "shifted");
        foreach (var figure in figures)
        {
            table.AddRow($"{figure.layer}", Text(figure.boundaryRate), figure.landmark, Text(figure.precision), Text(figure.precisionShifted),
                Text(figure.recall), Text(figure.recallShifted));
        }

        AnsiConsole.Write(table);
        if (json) CommandOptions.WriteJson(new { split, lines = lines.Count, points = rows, toleranceRows = BoundaryAlignment.ToleranceRows, rows = figures });
        return 0;
    }

    /// <summary>Null where a layer never fired: a share of nothing.</summary>
    private static double? Finite(double share) => double.IsFinite(share) ? share : null;

    private static string Text(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "none";
}
