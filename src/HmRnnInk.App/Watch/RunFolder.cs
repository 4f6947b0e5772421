using System.Text.Json;
using HmRnnInk.Model;

namespace HmRnnInk.App.Watch;

/// <summary>The folder that <c>trainer train --run</c> writes, as much of it as is to be watched.</summary>
public sealed class RunFolder
{
    private const string Metrics = "metrics.jsonl", LastModel = "last.safetensors", LastCheckpoint = "last.checkpoint";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly string _path;
    private readonly ModelHistory _history;

    private RunFolder(string path)
    {
        _path = path;
        _history = ModelHistory.OfRun(path);
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
    }

    /// <summary>Of the folder itself.</summary>
    public string Name { get; }

    /// <exception cref="DirectoryNotFoundException">There is no such folder, or something else is in it.</exception>
    public static RunFolder Open(string path)
    {
        const string Mend = "Give --watch the folder that 'trainer train --run' writes.";
        if (!Directory.Exists(path)) throw new DirectoryNotFoundException($"'{path}': there is no such folder. {Mend}");
        var folder = new RunFolder(path);
        // An empty folder may be that of a run which has just begun.
        bool isRun = folder.HasFile(Metrics) || folder.HasFile(LastCheckpoint) || Directory.Exists(folder._history.Folder);
        if (!isRun && Directory.EnumerateFileSystemEntries(path).Any())
            throw new DirectoryNotFoundException($"'{path}' is not the folder of a training run: it has neither {Metrics} nor history/. {Mend}");
        return folder;
    }

    /// <summary>Looks at the folder as it is now.</summary>
    public RunListing List()
    {
        string? problem = null;
        IReadOnlyList<CurvePoint> curve = ReadCurve(ref problem);
        var checkpoints = new List<CheckpointFile>();
        foreach (long points in _history.List())
            if (Describe(points, _history.PathOf(points)) is { } file) checkpoints.Add(file);
        if (checkpoints.Count == 0 && curve.Count > 0 && Describe(curve[^1].PointsSeen, Path.Combine(_path, LastModel)) is { } last)
        {
            checkpoints.Add(last);
            problem ??= "This run keeps no history, so only its last model is here. Train with --keep-history to see the way there.";
        }

        return new RunListing(curve, checkpoints, problem);
    }

    private static CheckpointFile? Describe(long points, string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new CheckpointFile(points, path, file.Length, file.LastWriteTimeUtc) : null;
    }

    private bool HasFile(string name) => File.Exists(Path.Combine(_path, name));

    private List<CurvePoint> ReadCurve(ref string? problem)
    {
        var curve = new List<CurvePoint>();
        string path = Path.Combine(_path, Metrics);
        if (!File.Exists(path)) return curve;
        // Shared with the trainer, which may be adding a line.
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        string text = reader.ReadToEnd();
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            if (string.IsNullOrWhiteSpace(lines[index])) continue;
            try
            {
                if (JsonSerializer.Deserialize<CurvePoint>(lines[index], Json) is not { BoundaryRates: not null } point) throw new JsonException();
                bool follows = curve.Count == 0 || point.PointsSeen > curve[^1].PointsSeen;
                if (follows && double.IsFinite(point.ValidationNatsPerSequence)) curve.Add(point);
            }
            catch (JsonException)
            {
                // What follows the last line feed may not be whole yet.
                if (index < lines.Length - 1) problem = $"{Metrics}, line {index + 1}, is no evaluation and is left out: the file is damaged.";
            }
        }

        return curve;
    }
}
