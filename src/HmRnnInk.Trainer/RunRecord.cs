using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>
/// <c>run.json</c> in a run's folder: every option as it was used, the data, and the program and machine of each start or resume.
/// <c>--config run.json</c> uses the same options again.
/// </summary>
internal static class RunRecord
{
    /// <summary>The member with the options.</summary>
    public const string OptionsMember = "options";

    private const string StartsMember = "starts";

    private static readonly JsonSerializerOptions Indented = new(CommandOptions.Json)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes the record, or adds a start to that of a run that is resumed.</summary>
    /// <param name="inputs">Options that name inputs, such as <c>data</c>; null for one that was not given.</param>
    public static void Write(
        TrainingRun run, IReadOnlyDictionary<string, string?> inputs, IEnumerable<TrainingSetting> settings, TrainingOptions options,
        DataSummary data, string device)
    {
        string path = PathOf(run);
        var used = new JsonObject();
        foreach ((string name, string? value) in inputs)
            if (value is not null) used[name] = value;
        foreach (TrainingSetting setting in settings)
            if (setting.Value(options) is { } value) used[setting.Name] = JsonSerializer.SerializeToNode(value, CommandOptions.Json);

        JsonArray starts = ReadStarts(path);
        starts.Add(JsonSerializer.SerializeToNode(DescribeStart(device), Indented));
        var record = new JsonObject
        {
            [OptionsMember] = used,
            ["data"] = JsonSerializer.SerializeToNode(data, Indented),
            [StartsMember] = starts,
        };
        WholeFile.Write(path, file => JsonSerializer.Serialize(file, record, Indented));
    }

    public static string PathOf(TrainingRun run) => Path.Combine(run.Folder, "run.json");

    private static JsonArray ReadStarts(string path)
    {
        try
        {
            return File.Exists(path) && JsonNode.Parse(File.ReadAllBytes(path))?[StartsMember] is JsonArray before
                ? (JsonArray)before.DeepClone() : [];
        }
        catch (JsonException)
        {
            return []; // a damaged record must not prevent a resume
        }
    }

    private static object DescribeStart(string device) => new
    {
        time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ"),
        trainer = TrainCommand.CodeVersion(),
        runtime = RuntimeInformation.FrameworkDescription,
        torchSharp = typeof(TorchSharp.torch).Assembly.GetName().Version?.ToString(),
        libtorch = TorchSharp.torch.__version__,
        system = RuntimeInformation.OSDescription,
        architecture = $"{RuntimeInformation.ProcessArchitecture}",
        cores = Environment.ProcessorCount,
        memoryGigabytes = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
        device,
    };
}
