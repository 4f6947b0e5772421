using HmRnnInk.Model;

namespace HmRnnInk.App.Watch;

/// <summary>Reads the folder that <c>trainer train --run</c> writes.</summary>
internal sealed class RunFolder
{
    private const string LastModel = "last.safetensors", LastCheckpoint = "last.checkpoint";

    private readonly string _path;
    private readonly ModelHistory _history;

    private RunFolder(string path)
    {
        _path = path;
        _history = ModelHistory.OfRun(path);
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
    }

    public string Name { get; }

    /// <exception cref="DirectoryNotFoundException">The folder does not exist, or is not the folder of a run.</exception>
    public static RunFolder Open(string path)
    {
        const string Fix = "Give --watch the folder that 'trainer train --run' writes.";
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"'{path}' {(File.Exists(path) ? "is a file" : "does not exist")}. {Fix}");
        var folder = new RunFolder(path);
        bool isRun = folder.HasFile(RunMetrics.FileName) || folder.HasFile(LastCheckpoint) || Directory.Exists(folder._history.Folder);
        // An empty folder may belong to a run that has just started.
        if (!isRun && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new DirectoryNotFoundException(
                $"'{path}' is not the folder of a training run: it has neither {RunMetrics.FileName} nor history/. {Fix}");
        }

        return folder;
    }

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
            problem ??= "This run saves no history, so only its last model can be shown. Train with --keep-history to see all of them.";
        }

        return new RunListing(curve, checkpoints, problem);
    }

    /// <returns>Null if there is no such file.</returns>
    private static CheckpointFile? Describe(long points, string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new CheckpointFile(points, path, file.Length, file.LastWriteTimeUtc) : null;
    }

    private bool HasFile(string name) => File.Exists(Path.Combine(_path, name));

    private List<CurvePoint> ReadCurve(ref string? problem)
    {
        var curve = new List<CurvePoint>();
        string path = Path.Combine(_path, RunMetrics.FileName);
        if (!File.Exists(path)) return curve;
        string[] lines = RunMetrics.ReadLines(path);
        for (int index = 0; index < lines.Length; index++)
        {
            if (string.IsNullOrWhiteSpace(lines[index])) continue;
            if (RunMetrics.Parse<CurvePoint>(lines[index]) is not { BoundaryRates: not null } point)
            {
                // The trainer may be writing the last line.
                if (index < lines.Length - 1)
                    problem = $"{RunMetrics.FileName}, line {index + 1}, is not an evaluation and is ignored. The file is damaged.";
                continue;
            }

            // A run that continues a trained model evaluates it at 0 points, which has no place on a logarithmic axis.
            bool follows = point.PointsSeen > (curve.Count == 0 ? 0 : curve[^1].PointsSeen);
            if (!point.IsPlausible) problem = $"{RunMetrics.FileName}, line {index + 1}, is ignored: {CurvePoint.Expected}.";
            else if (follows) curve.Add(point);
        }

        return curve;
    }
}
