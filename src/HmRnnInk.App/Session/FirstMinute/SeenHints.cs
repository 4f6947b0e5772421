using System.Text.Json;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>Remembers in a small settings file which hints were shown.</summary>
public sealed class SeenHints
{
    // Used in every frame, where Enum.ToString would allocate.
    private static readonly string[] Names = Enum.GetNames<Hint>();

    private const long MaximumBytes = 1 << 20;

    private readonly string? _path;
    private readonly HashSet<string> _seen = [];

    /// <param name="path">The file need not exist. Null to remember nothing after this run.</param>
    public SeenHints(string? path)
    {
        _path = path;
        if (path is null || !File.Exists(path)) return;
        try
        {
            _seen = [.. JsonSerializer.Deserialize<Content>(RegularFile.ReadAllBytes(path, MaximumBytes))?.HintsSeen ?? []];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            // A damaged file only means that hints are shown again. The next shown hint rewrites the file.
        }
    }

    /// <summary>Whether no hint was ever shown: this is the first start.</summary>
    public bool IsEmpty => _seen.Count == 0;

    public bool Contains(Hint hint) => _seen.Contains(Names[(int)hint]);

    public void Add(Hint hint)
    {
        if (!_seen.Add(Names[(int)hint]) || _path is null) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
            WholeFile.Write(_path, stream => JsonSerializer.Serialize(stream, new Content([.. _seen.Order()])));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // If the file cannot be written, hints are shown again at the next start. That is not worth an error message.
        }
    }

    private sealed record Content(string[] HintsSeen);
}
