using System.CommandLine;
using HmRnnInk.Trainer.Pictures;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer segment</c>.</summary>
internal static class SegmentCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var json = CommandOptions.JsonLine();
        var ink = new Option<string>("--ink") { Description = $"The ink to read: {GivenInk.Formats}.", Required = true };
        var output = new Option<string>("--out")
        {
            Description = "A .svg or .png with the line coloured by its deepest flush, and then by the segments of each layer; "
                + "or a .json with all rows.",
            Required = true,
        }.NotEmpty().EndsWith(".svg", ".png", ".json");
        var command = new Command("segment", "Draws the segments into which each layer of a model divides a piece of ink.")
        {
            model, ink, output, json,
        };
        command.SetAction(parsed => Segment(
            InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(ink)!, parsed.GetValue(output)!, parsed.GetValue(json)));
        return command;
    }

    private static int Segment(InkModel model, string ink, string output, bool json)
    {
        LineTrace line = LineTrace.Of(new SimdStepEngine(model), GivenInk.Read(ink));
        int[] detectors = [.. Enumerable.Range(0, model.Config.Detectors)];
        CommandOptions.CreateFolderOf(output);
        bool isJson = Path.GetExtension(output).Equals(".json", StringComparison.OrdinalIgnoreCase);
        if (isJson) CommandOptions.SaveJson(output, RowsOf(line));
        else CreateSheet(line, detectors).Save(output);

        bool[] penUps = [.. line.Rows.Select(row => row.PenUp)];
        var layers = detectors.Select(layer => new
        {
            layer = layer + 1,
            segments = line.Segments(layer).Select(segment => new[] { segment.First, segment.Last }).ToArray(),
            boundaryRate = line.Boundaries.Count(fired => fired[layer]) / (double)line.Rows.Count,
            recallAtPenUps = RecallAt(penUps, line, layer),
        }).ToArray();
        foreach (var layer in layers)
        {
            Console.Error.WriteLine(
                $"layer {layer.layer}: {layer.segments.Length} segments; fires at {layer.boundaryRate:P1} of the points, and "
                + $"within {BoundaryAlignment.ToleranceRows} points of {layer.recallAtPenUps:P1} of the pen-ups");
        }

        double natsPerPoint = line.Nats.Sum() / Math.Max(1, line.Rows.Count - 1);
        if (json)
            CommandOptions.WriteJson(new { output, points = line.Rows.Count, penUps = penUps.Count(true), natsPerPoint, layers });
        return 0;
    }

    /// <returns>
    /// The share of the pen-ups that are near a boundary. A layer that is taught starts of strokes fires one row after a pen-up.
    /// </returns>
    private static double RecallAt(bool[] penUps, LineTrace line, int layer)
    {
        var alignment = new BoundaryAlignment();
        alignment.Add([.. line.Boundaries.Select(fired => fired[layer])], penUps);
        return alignment.Boundaries.Recall;
    }

    private static object RowsOf(LineTrace line)
    {
        (float x, float y) = (0, 0);
        return line.Rows.Select((row, index) => new
        {
            x = x += row.DeltaX,
            y = y += row.DeltaY,
            row.PenUp,
            operations = line.Operations[index],
            boundaries = line.Boundaries[index],
            boundaryProbabilities = line.BoundaryProbabilities[index],
            nats = line.Nats[index],
        }).ToArray();
    }

    private static InkSheet CreateSheet(LineTrace line, int[] detectors)
    {
        var sheet = new InkSheet();
        sheet.Add(
            "deepest flush",
            line.Rows,
            row =>
            {
                int deepest = 1 + Array.LastIndexOf(line.Operations[row], Operation.Flush);
                return (FlushColour(deepest), deepest);
            },
            [(FlushColour(0), "no flush"), .. detectors.Select(layer => (FlushColour(layer + 1), $"layer {layer + 1} flush"))]);
        foreach (int layer in detectors)
        {
            SegmentColours hues = SegmentColours.OnLight;
            int[] segmentOf =
            [
                .. line.Segments(layer)
                    .SelectMany((segment, number) => Enumerable.Repeat(number, segment.Last - segment.First + 1)),
            ];
            sheet.Add(
                $"segments of layer {layer + 1}", line.Rows, row => (hues.Of(byModel: false, segmentOf[row]), layer + 1),
                [.. hues.Person.Select((hue, index) => (hue, index == hues.Person.Count - 1 ? "alternating" : ""))]);
        }

        return sheet;

        static uint FlushColour(int deepest) => InkColours.OnLight.Of(byModel: false, deepest);
    }
}
