using System.CommandLine;
using System.Text.Json;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary>The options that <c>app turns</c> and <c>app lines</c> share.</summary>
/// <param name="lines">The default number of lines.</param>
internal sealed class MeasureOptions(int lines)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

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

    public static void WriteJson<T>(T figures) => Console.WriteLine(JsonSerializer.Serialize(figures, Format));
}
