using System.CommandLine;
using System.Text.Json;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary>The options that <c>app turns</c> and <c>app lines</c> share.</summary>
/// <param name="lines">The default number of lines.</param>
internal sealed class MeasureOptions(int lines)
{
    public Option<string?> Model { get; } =
        new("--model") { Description = "The model file (.safetensors). Default: the best in models/, preferably one for given texts." };

    public Option<string> Data { get; } = new("--data")
    {
        Description = "IAM-OnDB's lineStrokes-all.tar.gz, or a folder of its XML files.",
        Required = true,
    };

    public Option<int> Lines { get; } = new("--lines")
    {
        Description = "The maximum number of held-out lines.",
        DefaultValueFactory = _ => lines,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() < 1) result.AddError("--lines must be at least 1.");
            },
        },
    };

    public Option<int> Seed { get; } = new("--seed") { Description = "Random seed of the model's writing.", DefaultValueFactory = _ => 1 };

    public Option<bool> Json { get; } = new("--json") { Description = "Print all figures as one line of JSON at the end." };

    /// <exception cref="ModelFileException">The model cannot be read, or there is none.</exception>
    public OpenedModel Open(ParseResult parsed) => ModelCatalogue.Load(parsed.GetValue(Model))
        ?? throw new ModelFileException("There is no model in models/. Name one with --model.");

    /// <summary>Reads lines of IAM-OnDB, with their times, that a model was not trained with.</summary>
    /// <param name="model">Its record says how the data was split.</param>
    /// <param name="validation">Whether to read the validation part, by which constants are chosen, instead of the test part.</param>
    /// <exception cref="InkFormatException">The data cannot be read, or the part is empty.</exception>
    public StrokeCollection[] ReadLines(ParseResult parsed, OpenedModel model, bool validation = false)
    {
        string data = parsed.GetValue(Data)!;
        TrainingRecord? training = InkModel.LoadMetadata(model.Path).Training;
        DatasetSplit parts = LineDataset.Load(data).Split(training?.SplitSeed ?? 1, training?.SplitBy ?? SplitBy.Line);
        IReadOnlyList<InkLine> part = validation ? parts.Validation : parts.Test;
        if (part.Count == 0)
        {
            string name = validation ? "validation" : "test";
            throw new InkFormatException($"'{data}': the {name} part has no lines. Use more lines, or lines of more forms.");
        }

        return [.. TimedLines.Read(data, part.Take(parsed.GetValue(Lines)).Select(line => line.Id))];
    }

    public static void WriteJson<T>(T figures) => Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
}
