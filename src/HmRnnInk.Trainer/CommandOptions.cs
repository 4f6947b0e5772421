using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.Json.Serialization;
using HmRnnInk.Arguments;

namespace HmRnnInk.Trainer;

/// <summary>Options that several commands share, and the format of their JSON.</summary>
internal static class CommandOptions
{
    /// <summary>Sampling biases of measurements, from the most varied to the neatest ink. Model cards use the same.</summary>
    public static readonly double[] DefaultBiases = [0, 0.5, 1];

    private const string TranscriptsDescription = "IAM-OnDB's ascii-all.tar.gz, or a folder of its text files.";

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static Option<string> Data() => new("--data")
    {
        Description = "IAM-OnDB's lineStrokes-all.tar.gz, a folder of its XML files, one XML file, or a lines-*.bin from the cache folder; "
            + "or your own ink: a page of the app (.hmink), InkML, .xopp or .svg, or a folder of them, in any size.",
        Required = true,
    };

    /// <summary>The texts of the lines, for commands that require them.</summary>
    public static Option<string> RequiredTranscripts() => new("--text") { Description = TranscriptsDescription, Required = true };

    /// <param name="effect">What the command does with the texts.</param>
    public static Option<string?> OptionalTranscripts(string effect) =>
        new("--text") { Description = $"{TranscriptsDescription} {effect}" };

    /// <summary>Adds --characters to a command, as the alternative to <see cref="Data"/>: exactly one of them is required.</summary>
    /// <param name="inkOptions">Options that are not allowed with --characters.</param>
    public static Option<string?> Characters(Command command, Option<string> data, params IEnumerable<Option> inkOptions)
    {
        var characters = new Option<string?>("--characters")
        {
            Description = "A UTF-8 text file, for a model of characters; instead of --data.",
        };
        data.Required = false;
        data.Description += " Required, unless --characters is given.";
        command.Add(characters);
        command.Validators.Add(result =>
        {
            if (result.GetResult(data) is null == result.GetResult(characters) is null)
                result.AddError("Use either --data (for a model of ink) or --characters (for a model of characters).");
            if (result.GetResult(characters) is not null) result.Reject("is only valid for ink, not with --characters", inkOptions);
        });
        return characters;
    }

    public static Option<string> Model() => new("--model") { Description = "A model file (.safetensors).", Required = true };

    public static Option<string> Split(string defaultPart = "valid") => new Option<string>("--split")
    {
        Description = "The part of the data to use.",
        DefaultValueFactory = _ => defaultPart,
    }.OneOf(ModelEvaluation.Splits);

    public static Option<SplitBy?> SplitBy(string defaultUnit = "as in the model's training") => new Option<SplitBy?>("--split-by")
    {
        Description = "The unit that is not divided between the parts of the data: a line, or a form (one page by one writer). "
            + $"Default: {defaultUnit}.",
    }.ByName();

    public static Option<int> InkSeed() => OptionsWithDefault.WithDefault("--seed", "Random seed; the same seed gives the same ink.", 1);

    public static Option<int> Candidates() => OptionsWithDefault.Integer(
        "--candidates", "How many times the model writes each word of a text. It keeps the one that fits the text best.",
        WordCandidates.DefaultCount, 1, 64);

    public static Option<NumberList> Biases(string name) =>
        StrictOptions.Numbers(name, "Sampling biases, from 0 (unbiased) to about 3 (very neat).", DefaultBiases)
            .Must(list => list.Values.All(value => value is >= 0 and <= 10), "be from 0 to 10");

    /// <summary>The data for commands that need the times of points, which a line cache does not contain.</summary>
    public static Option<string> TimedData()
    {
        Option<string> data = Data();
        data.Description = "IAM-OnDB's lineStrokes-all.tar.gz, a folder of its XML files, or one XML file. A line cache has no times.";
        return data;
    }

    /// <param name="picture">What the picture shows; tables are written next to it.</param>
    public static Option<string?> PictureAndTables(string picture) =>
        new Option<string?>("--out") { Description = $"A .png for {picture}. Tables are written next to it as .md." }
            .Must(path => path is null || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase), "end with .png");

    public static Option<string> Device() => new Option<string>("--device")
    {
        Description = "The device to run on; auto uses CUDA if it is available.",
        DefaultValueFactory = _ => "auto",
    }.OneOf("auto", "cpu", "cuda");

    /// <summary>The name of an <see cref="WeightFormat"/>.</summary>
    public static Option<string> Weights() =>
        StrictOptions.ByLowerCaseName("--weights", "Format of the weights in the step engine's memory.", WeightFormat.Float32);

    /// <param name="members">What the figures mean.</param>
    public static Option<bool> JsonLine(string members = "") =>
        new("--json") { Description = $"Print all figures as one line of JSON at the end.\n{members}".TrimEnd() };

    /// <summary>Adds a validator: a value that does not meet the condition is a usage error.</summary>
    /// <param name="message">Completes the sentence "OPTION must ...".</param>
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
                return; // the value cannot be parsed; the parser reports that itself
            }

            if (!condition(value!)) result.AddError($"{option.Name} must {message}.");
        });
        return option;
    }

    /// <summary>Whether the command line has the option; a default value does not count.</summary>
    public static bool Has(this SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>In a validator: each of these options is a usage error if the command line has it.</summary>
    /// <param name="message">Completes the sentence "OPTION ...".</param>
    public static void Reject(this CommandResult result, string message, params IEnumerable<Option> options)
    {
        foreach (Option option in options.Where(result.Has)) result.AddError($"{option.Name} {message}.");
    }

    /// <summary>Rejects an empty path, which results from an unset shell variable.</summary>
    public static Option<string> NotEmpty(this Option<string> option) => option.Must(path => path.Length > 0, "not be empty");

    /// <summary>Rejects a file with another extension. An empty path has its own error.</summary>
    public static Option<string> EndsWith(this Option<string> option, params string[] extensions) => option.Must(
        path => path.Length == 0 || extensions.Contains(Path.GetExtension(path).ToLowerInvariant()),
        $"end with {string.Join(" or ", extensions)}");

    public static Option<int?> Epochs() =>
        new Option<int?>("--epochs") { Description = "Budget in passes over the training part. Required, unless --minutes is given." }
            .Must(epochs => epochs is null or >= 1, "be at least 1");

    public static Option<double?> Minutes(string description) =>
        new Option<double?>("--minutes") { Description = $"{description} Required, unless --epochs is given." }
            .Must(minutes => minutes is null or > 0, "be above 0");

    /// <summary>Requires one of the two budgets.</summary>
    public static void RequireBudget(Command command, Option epochs, Option minutes) => command.Validators.Add(result =>
    {
        if (result.GetResult(epochs) is null && result.GetResult(minutes) is null)
            result.AddError("There is no budget: use --epochs or --minutes.");
    });

    /// <summary>Creates the folder of an output file if it does not exist.</summary>
    public static void CreateFolderOf(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
    }

    /// <summary>Writes <paramref name="figures"/> as one line to standard output. It must be the last line.</summary>
    public static void WriteJson<T>(T figures) => Console.Out.WriteLine(JsonSerializer.Serialize(figures, Json));

    /// <summary>Writes <paramref name="figures"/> to a file, atomically.</summary>
    public static void SaveJson<T>(string path, T figures) =>
        WholeFile.Write(path, file => JsonSerializer.Serialize(file, figures, Json));
}
