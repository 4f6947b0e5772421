using System.Text.Json;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Session;

/// <summary>The file with what the app remembers. It need not exist, and a damaged one counts as missing.</summary>
/// <param name="path">Null to remember nothing after this run.</param>
internal sealed class SettingsFile(string? path)
{
    private const long MaximumBytes = 1 << 20;

    /// <summary>
    /// Checks that a file that a person named, if it exists, is one that this class wrote, because the next change replaces it.
    /// </summary>
    /// <exception cref="IOException">It is a folder or another file.</exception>
    public static void RequireOwn(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder; --settings must name a file.");
        if (File.Exists(path) && !IsOwn(path))
            throw new IOException($"'{path}' is not a settings file and would be overwritten. Give --settings another name, or delete it.");
    }

    private static bool IsOwn(string path)
    {
        try
        {
            byte[] content = RegularFile.ReadAllBytes(path, MaximumBytes);
            if (content.Length == 0) return true;
            using JsonDocument json = JsonDocument.Parse(content);
            return json.RootElement.ValueKind == JsonValueKind.Object && (!json.RootElement.EnumerateObject().Any()
                || json.RootElement.TryGetProperty(nameof(Stored.HintsSeen), out _)
                || json.RootElement.TryGetProperty(nameof(Stored.Model), out _));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The model file that was last in use; null for the default, which a better one may replace.</summary>
    public string? LastModel
    {
        get => Read().Model;
        set
        {
            if (value != LastModel) Change(stored => stored with { Model = value });
        }
    }

    public Stored Read()
    {
        if (path is null || !File.Exists(path)) return new();
        try
        {
            return JsonSerializer.Deserialize<Stored>(RegularFile.ReadAllBytes(path, MaximumBytes)) ?? new();
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return new(); // hints are shown again and the default model is used; the next change rewrites the file
        }
    }

    /// <summary>Changes some of the settings. The others keep what is in the file, which another window may have changed.</summary>
    public void Change(Func<Stored, Stored> change)
    {
        if (path is null) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            Stored changed = change(Read());
            WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, changed));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The settings are then forgotten at the end of the run, which is not worth an error message.
        }
    }

    /// <summary>What the app remembers from one start to the next. The names of the members are those in the file.</summary>
    public sealed record Stored
    {
        /// <summary>The hints that were shown; null for none.</summary>
        public string[]? HintsSeen { get; init; }

        /// <summary>The model file that was last in use; null for the default.</summary>
        public string? Model { get; init; }
    }
}
