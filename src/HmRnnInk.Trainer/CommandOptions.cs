using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>Options that more than one command takes, and the form of their JSON.</summary>
internal static class CommandOptions
{
    internal static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static Option<string> Data() => new("--data")
    {
        Description = "IAM-OnDB's lineStrokes-all.tar.gz, a folder of its XML files, one of them, or the lines-*.bin that a load left in the cache folder.",
        Required = true,
    };

    public static Option<string?> Text() => new("--text")
    {
        Description = "IAM-OnDB's ascii-all.tar.gz, or a folder of its text files: adds the landmark 'word gap', which needs texts.",
    };

    /// <summary>In the place of <see cref="Data"/>: a command takes either.</summary>
    /// <param name="ofInk">Options that a text has no use for.</param>
    public static Option<string?> Characters(Command command, Option<string> data, params Option[] ofInk)
    {
        var characters = new Option<string?>("--characters")
        {
            Description = "A text (UTF-8), for a model that reads and predicts characters; in place of --data.",
        };
        data.Required = false;
        command.Add(characters);
        command.Validators.Add(result =>
        {
            if (result.GetResult(data) is null == result.GetResult(characters) is null)
                result.AddError("Give either --data, for a model of ink, or --characters, for one of characters.");
            if (result.GetResult(characters) is null) return;
            foreach (Option option in ofInk.Where(option => result.GetResult(option) is { Implicit: false }))
                result.AddError($"{option.Name} is for ink.");
        });
        return characters;
    }

    public static Option<string> Model() => new("--model") { Description = "A model file (.safetensors).", Required = true };

    public static Option<string> Split(string usual = "valid") => new Option<string>("--split")
    {
        Description = "Which part of the data.",
        DefaultValueFactory = _ => usual,
    }.AcceptOnlyFromAmong(ModelEvaluation.Splits);

    public static Option<SplitBy?> SplitBy(string usual = "as the model's own training data was") => new Option<SplitBy?>("--split-by")
    {
        Description = "What the parts of the data keep together: each line by itself, or all lines of a form, one page by one writer; "
            + $"{usual} unless given.",
    }.AcceptOnlyFromAmong("line", "form");

    public static Option<int> InkSeed() => new("--seed") { Description = "The same seed writes the same ink.", DefaultValueFactory = _ => 1 };

    public static Option<string> Device() => new Option<string>("--device")
    {
        Description = "Where to run.",
        DefaultValueFactory = _ => "auto",
    }.AcceptOnlyFromAmong("auto", "cpu", "cuda");

    public static Option<string> Weights() => new Option<string>("--weights")
    {
        Description = "How the step engine holds its weights in memory.",
        DefaultValueFactory = _ => "float32",
    }.AcceptOnlyFromAmong("float32", "int16");

    public static EngineWeights ParseWeights(string name) => name == "int16" ? EngineWeights.Int16 : EngineWeights.Float32;

    public static Option<bool> JsonLine() => new("--json") { Description = "End with one line of JSON that holds every figure." };

    /// <summary>Makes a value for which the condition does not hold wrong usage.</summary>
    public static Option<T> Must<T>(this Option<T> option, Func<T, bool> condition, string message)
    {
        option.Validators.Add(result =>
        {
            T? value;
            try
            {
                value = result.GetValueOrDefault<T>();
            }
            catch (InvalidOperationException)
            {
                return; // no such value at all: the parser itself says so
            }

            if (!condition(value!)) result.AddError($"{option.Name} must {message}.");
        });
        return option;
    }

    /// <summary>Makes an empty path, which an unset variable leaves, wrong usage.</summary>
    public static Option<string> NotEmpty(this Option<string> option) => option.Must(path => path.Length > 0, "not be empty");

    /// <summary>Writes <paramref name="figures"/> as one line, the last of standard output.</summary>
    public static void WriteJson<T>(T figures) => Console.Out.WriteLine(JsonSerializer.Serialize(figures, Format));

    /// <summary>Writes <paramref name="figures"/> as a file, whole or not at all.</summary>
    public static void SaveJson<T>(string path, T figures) => WholeFile.Write(path, file => JsonSerializer.Serialize(file, figures, Format));
}
