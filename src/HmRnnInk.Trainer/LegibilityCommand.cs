using System.CommandLine;
using HmRnnInk.Torch.Recognition;
using Spectre.Console;
using static HmRnnInk.Trainer.FigureText;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer legibility</c>.</summary>
internal static class LegibilityCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var data = CommandOptions.Data();
        var json = CommandOptions.JsonLine();
        var split = CommandOptions.Split("test");
        var splitBy = CommandOptions.SplitBy();
        var seed = CommandOptions.InkSeed();
        var recogniser = new Option<string>("--recogniser") { Description = "A file written by trainer recogniser.", Required = true };
        var texts = CommandOptions.RequiredTranscripts();
        var candidates = CommandOptions.Candidates();
        var biases = CommandOptions.Biases("--bias");
        var lines = Integer("--lines", "Number of lines to use, from the first line of the part; 0 for all.", 100, minimum: 0);
        var command = new Command(
            "legibility",
            "Compares a recogniser's errors on recorded lines with its errors on the same texts written by a model: whole lines, and "
            + "second halves as continuations of the first halves.")
        {
            model, recogniser, data, texts, split, splitBy, biases, candidates, lines, seed, json,
        };
        command.SetAction(parsed =>
        {
            InkModel writer = InkModel.Load(parsed.GetValue(model)!);
            GivenText.RequireAlphabet(writer, parsed.GetValue(model)!);
            using var reader = Recogniser.Load(parsed.GetValue(recogniser)!);
            LineDataset dataset = LineDataset.Load(parsed.GetValue(data)!);
            string part = parsed.GetValue(split)!;
            IReadOnlyList<InkLine> ofPart = ModelEvaluation.Part(writer, dataset, part, parsed.GetValue(splitBy));
            if (part != "all")
                LegibilityMeasurement.WarnAboutTraining(reader, dataset, ModelEvaluation.SplitUnit(writer, parsed.GetValue(splitBy)));
            var transcribed = TranscribedLines.Of(dataset, Transcripts.Load(parsed.GetValue(texts)!));
            int maximum = parsed.GetValue(lines);
            IEnumerable<InkLine> withText = ofPart.Where(line => transcribed.Lines.ContainsKey(line.Id));
            InkLine[] chosen = [.. withText.Take(maximum == 0 ? int.MaxValue : maximum)];
            if (chosen.Length == 0)
            {
                throw new InvalidDataException(
                    $"No line of the {part} part has a text. Give --text the transcripts that belong to --data.");
            }

            var measurement = new LegibilityMeasurement(new PackedModel(writer), reader, transcribed);
            return Measure(
                measurement, chosen, parsed.GetValue(biases)!.Values, parsed.GetValue(candidates), parsed.GetValue(seed), part,
                parsed.GetValue(json));
        });
        return command;
    }

    private static int Measure(
        LegibilityMeasurement measurement, InkLine[] lines, IReadOnlyList<double> biases, int candidates, int seed, string split,
        bool json)
    {
        IReadOnlyList<LegibilityRow> rows = measurement.Measure(lines, biases, candidates, seed);
        AnsiConsole.WriteLine(
            $"{split}: recorded lines, and their texts written by a model. Primed: the second half of a line after its first half. "
            + "Lower is better.");
        var table = new Table { Border = TableBorder.Markdown }
            .AddColumns("source", "bias", "primed", "lines")
            .AddColumns("character error rate", "lines with a missing or extra word", "unfinished lines");
        foreach (LegibilityRow row in rows)
        {
            table.AddRow(
                row.Source, Text(row.Bias, "F1"), row.Primed ? "yes" : "no", $"{row.Lines}",
                Text(row.CharacterErrorRate, "P1"), Text(row.WordFaultShare, "P1"), Text(row.UnfinishedShare, "P1"));
        }

        AnsiConsole.Write(table);
        if (json) CommandOptions.WriteJson(new { split, seed, candidates, rows });
        return 0;
    }
}
