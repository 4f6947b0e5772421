using System.Text.Json;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>Which hints were shown, in a small file of the person's.</summary>
public sealed class SeenHints
{
    // Asked for in every frame, where Enum.ToString would box.
    private static readonly string[] Names = Enum.GetNames<Hint>();

    private readonly string? _path;
    private readonly HashSet<string> _seen = [];

    /// <param name="path">Need not exist; null to remember nothing beyond this run.</param>
    public SeenHints(string? path)
    {
        _path = path;
        if (path is null || !File.Exists(path)) return;
        try
        {
            _seen = [.. JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path))?.HintsSeen ?? []];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            // A damaged file costs nothing but hints shown again; the next one that is shown writes it anew.
        }
    }

    /// <summary>Whether nothing was ever shown: the first start.</summary>
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
            // Where nothing can be kept, hints are shown again at the next start: no reason to disturb anyone.
        }
    }

    private sealed record Content(string[] HintsSeen);
}
