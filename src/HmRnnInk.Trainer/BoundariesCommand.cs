using System.CommandLine;
using HmRnnInk.Torch.Training;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer boundaries</c>.</summary>
internal static class BoundariesCommand
{
    /// <summary>A boundary at the first letter after a space marks the same word end as a boundary at the space.</summary>
    private const int TextToleranceRows = 1;

    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var text = CommandOptions.OptionalTranscripts("Adds the landmark 'word gap', which needs transcripts.");
        var recogniser = new Option<string?>("--recogniser")
        {
            Description = "With --text, a file written by trainer recogniser. Adds the landmark 'letter': the ends of letters.",
        };
        var json = CommandOptions.JsonLine();
        var split = CommandOptions.Split();
        var splitBy = CommandOptions.SplitBy();
        var command = new Command(
            "boundaries",
            "Measures whether a model's boundaries match ends of strokes, speed minima, vertical turns and word gaps better than chance.")
        {
            model, data, text, recogniser, split, splitBy, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(recogniser) is not null && result.GetResult(text) is null)
                result.AddError("--recogniser is only valid with --text.");
        });
        Option<string?> characters = CommandOptions.Characters(command, data, splitBy);
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(model)!, part = parsed.GetValue(split)!;
            bool printJson = parsed.GetValue(json);
            return parsed.GetValue(characters) is { } file
                ? MeasureText(InkModel.LoadOfCharacters(path), CharacterText.Load(file), part, printJson)
                : Measure(
                    InkModel.Load(path), parsed.GetValue(data)!, parsed.GetValue(text), parsed.GetValue(recogniser), part,
                    parsed.GetValue(splitBy), printJson);
        });
        return command;
    }

    private static int Measure(InkModel model, string data, string? text, string? recogniser, string split, SplitBy? by, bool json)
    {
        LineDataset dataset = LineDataset.Load(data);
        IReadOnlyList<InkLine> lines = ModelEvaluation.Part(model, dataset, split, by);
        TranscriptPairing? pairing = text is null ? null : Transcripts.Load(text).PairWith(dataset);
        WordGapLines? wordGapLines = pairing is null ? null : WordGapLines.Of(pairing, lines);
        var packed = new PackedModel(model);
        IReadOnlyList<Landmark> letters =
            pairing is null ? [] : LetterLandmarks.Of(packed, recogniser, TranscribedLines.Of(lines, pairing), lines);
        IReadOnlyList<Landmark> landmarks = [.. Landmark.All(pairing), .. letters];
        LineTrace[] traces = [.. lines.AsParallel().AsOrdered().Select(line => LineTrace.Of(new SimdStepEngine(packed), line.Offsets))];
        long points = traces.Sum(trace => (long)trace.Rows.Count);
        BoundariesRow[] rows = [.. Enumerable.Range(0, model.Config.Detectors).SelectMany(layer =>
        {
            bool[][] boundaries = [.. traces.Select(trace => trace.Boundaries.Select(fired => fired[layer]).ToArray())];
            double rate = boundaries.Sum(line => line.LongCount(fired => fired)) / (double)points;
            return landmarks.Select(landmark => new BoundariesRow(layer + 1, rate, landmark.Name, landmark.Align(lines, boundaries)));
        })];

        AnsiConsole.WriteLine(
            $"{lines.Count} lines, {points} points. Baselines have as many boundaries: shifted along the line, periodic, random.");
        string tolerances = string.Join(", ", landmarks.Select(landmark => $"{landmark.ToleranceRows} ({landmark.Name})"));
        AnsiConsole.WriteLine($"Maximum distance in points between a boundary and its landmark: {tolerances}.");
        wordGapLines?.Print();
        AlignmentRow.Print("layer", "model", rows, row => $"{row.Layer}");
        if (!json) return 0;
        const int toleranceRows = BoundaryAlignment.ToleranceRows;
        CommandOptions.WriteJson(
            new { split, splitBy = ModelEvaluation.SplitUnit(model, by), lines = lines.Count, points, toleranceRows, wordGapLines, rows });
        return 0;
    }

    /// <summary>Measures boundaries in a text. Its landmarks follow from its characters, which the model reads.</summary>
    private static int MeasureText(InkModel model, CharacterText text, string split, bool json)
    {
        string part = ModelEvaluation.Part(model, text, split);
        (string Name, bool[] Rows)[] landmarks =
        [
            ("space", TextLandmarks.Spaces(part)), ("sentence end", TextLandmarks.SentenceEnds(part)),
        ];
        CharacterTrace trace = CharacterTrace.Of(new SimdStepEngine(new PackedModel(model)), part);
        BoundariesRow[] rows = [.. Enumerable.Range(0, model.Config.Detectors).SelectMany(layer => landmarks.Select(landmark =>
        {
            bool[] boundaries = trace.Boundaries[layer];
            var alignment = new BoundaryAlignment(TextToleranceRows);
            alignment.Add(boundaries, landmark.Rows);
            return new BoundariesRow(layer + 1, boundaries.Count(fired => fired) / (double)part.Length, landmark.Name, alignment)
            {
                Offsets = OffsetsOf(boundaries, landmark.Rows),
            };
        }))];

        string counts = string.Join(", ", landmarks.Select(landmark => $"{landmark.Name}: {landmark.Rows.Count(here => here)}"));
        AnsiConsole.WriteLine(
            $"{part.Length} characters, {counts}. Baselines have as many boundaries: shifted along the text, periodic, random.");
        AnsiConsole.WriteLine($"Maximum distance in characters between a boundary and its landmark: {TextToleranceRows}.");
        AlignmentRow.Print("layer", "model", rows, row => $"{row.Layer}");
        AnsiConsole.WriteLine("Share of boundaries by their position relative to a landmark, in characters (+1: one character after it):");
        var offsets = new Table { Border = TableBorder.Markdown }.AddColumns("layer", "landmark", "-2", "-1", "0", "+1", "+2");
        foreach (BoundariesRow row in rows)
            offsets.AddRow([$"{row.Layer}", row.Landmark, .. row.Offsets!.Select(share => Text(share, "0.000"))]);
        AnsiConsole.Write(offsets);
        if (json) CommandOptions.WriteJson(new { split, characters = part.Length, toleranceRows = TextToleranceRows, rows });
        return 0;
    }

    /// <summary>
    /// Share of boundaries at each position from 2 before to 2 after a landmark. A boundary near two landmarks counts for both.
    /// </summary>
    private static double[] OffsetsOf(bool[] boundaries, bool[] landmarks)
    {
        double fired = Math.Max(1, boundaries.Count(here => here));
        int[] rows = [.. landmarks.Index().Where(landmark => landmark.Item).Select(landmark => landmark.Index)];
        return [.. Enumerable.Range(-2, 5).Select(offset => rows.Count(row => Fires(row + offset)) / fired)];

        bool Fires(int row) => row >= 0 && row < boundaries.Length && boundaries[row];
    }
}
