using System.CommandLine;
using HmRnnInk.Trainer.Pictures;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer;

/// <summary><c>trainer sample</c>.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var model = CommandOptions.Model();
        var json = CommandOptions.JsonLine();
        var prime = new Option<string?>("--prime") { Description = $"Ink to continue: {GivenInk.Formats}." };
        var steps = new Option<int?>("--steps")
        {
            Description = "Number of points to generate. Without --steps and --prime, a sheet of eight lines of 600 points is drawn.",
        };
        var bias = WithDefault("--bias", "Sampling bias, from 0 (unbiased) to about 3 (very neat).", 0.5)
            .Must(value => value is >= 0 and <= 10, "be from 0 to 10");
        var seed = CommandOptions.InkSeed();
        var output = new Option<string>("--out") { Description = "The .svg or .png to write.", Required = true }
            .NotEmpty().EndsWith(".svg", ".png");
        var candidates = CommandOptions.Candidates();
        var text = new Option<string?>("--text")
        {
            Description = "The text to write, for a model with a text window. The model stops at its end, or when it makes no progress.",
        }.Must(given => given is null or { Length: > 0 }, "not be empty");
        steps.Must(count => count is null or (>= 1 and <= 100_000), "be from 1 to 100000");
        var command = new Command("sample", "Generates ink with a model.")
        {
            model, text, candidates, prime, steps, bias, seed, output, json,
        };
        command.Validators.Add(result =>
        {
            bool isSheet = result.GetResult(prime) is null && result.GetResult(steps) is null && result.GetResult(text) is null;
            if (result.GetResult(text) is null) result.Reject("is only valid with --text", candidates);
            if (isSheet && (result.Has(bias) || result.Has(seed)))
                result.AddError("--bias and --seed are only valid with --steps, --prime or --text: the sheet has fixed biases and seeds.");
        });
        command.SetAction(parsed => parsed.GetValue(text) is { } given
            ? SampleText(
                InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(model)!, given, parsed.GetValue(candidates), parsed.GetValue(prime),
                parsed.GetValue(steps), parsed.GetValue(bias), parsed.GetValue(seed), parsed.GetValue(output)!, parsed.GetValue(json))
            : Sample(
                InkModel.Load(parsed.GetValue(model)!), parsed.GetValue(prime), parsed.GetValue(steps), parsed.GetValue(bias),
                parsed.GetValue(seed), parsed.GetValue(output)!, parsed.GetValue(json)));
        return command;
    }

    private static int SampleText(
        InkModel model, string path, string text, int candidates, string? prime, int? steps, double bias, int seed, string output,
        bool json)
    {
        string unknown = GivenText.RequireAlphabet(model, path).UnknownIn(text);
        CommandOptions.CreateFolderOf(output);
        PenOffset[] read = prime is null ? [] : GivenInk.Read(prime);
        (TracedRow[] rows, int[] positions, TextStop stop) = LineWriter.WriteText(
            new PackedModel(model), read, text, steps ?? GivenText.MaximumRows(text), bias, seed, candidates);
        var sheet = new InkSheet();
        sheet.Add(text, rows);
        sheet.Save(output);
        if (unknown.Length > 0) Terminal.Warn($"the model does not know {GivenText.Quote(unknown)}, and wrote something else there.");
        if (stop != TextStop.Finished) Terminal.Warn(GivenText.DescribeUnfinished(stop, text, positions[^1]));
        if (json)
        {
            CommandOptions.WriteJson(new
            {
                output,
                text,
                unknownCharacters = unknown,
                pointsRead = read.Length,
                pointsWritten = rows.Length - read.Length,
                stop,
                pointsAtCharacter = Enumerable.Range(0, text.Length).Select(position => positions.Count(at => at == position)),
                candidates,
                bias,
                seed,
            });
        }

        return 0;
    }

    private static int Sample(InkModel model, string? prime, int? steps, double bias, int seed, string output, bool json)
    {
        CommandOptions.CreateFolderOf(output);
        if (prime is null && steps is null)
        {
            SampleSheet.Of(model).Save(output);
            if (json) CommandOptions.WriteJson(new { output });
            return 0;
        }

        PenOffset[] read = prime is null ? [] : GivenInk.Read(prime);
        TracedRow[] rows = LineWriter.Write(new PackedModel(model), read, steps ?? SampleSheet.Points, bias, seed);
        var sheet = new InkSheet();
        sheet.Add("", rows);
        sheet.Save(output);
        TracedRow[] written = rows[read.Length..];
        if (json)
        {
            CommandOptions.WriteJson(new
            {
                output,
                pointsRead = read.Length,
                pointsWritten = written.Length,
                strokesWritten = written.Count(row => row.Offset.PenUp),
                shareOfPointsFlushedByDeepestLayer = Enumerable.Range(0, model.Config.Layers)
                    .Select(layer => written.Count(row => row.DeepestFlush == layer) / (double)written.Length),
                bias,
                seed,
            });
        }

        return 0;
    }
}
