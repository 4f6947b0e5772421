using System.Text.Json;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Session;

/// <summary>The file with the <see cref="StoredSettings"/>. It need not exist, and a damaged one counts as missing.</summary>
/// <param name="path">Null to remember nothing after this run.</param>
internal sealed class SettingsFile(string? path)
{
    private const long MaximumBytes = 1 << 20;

    public StoredSettings Read()
    {
        if (path is null || !File.Exists(path)) return new();
        try
        {
            return JsonSerializer.Deserialize<StoredSettings>(RegularFile.ReadAllBytes(path, MaximumBytes)) ?? new();
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return new(); // hints are shown again and the default model is used; the next change rewrites the file
        }
    }

    /// <summary>Changes some of the settings. The others keep what is in the file, which another window may have changed.</summary>
    public void Change(Func<StoredSettings, StoredSettings> change)
    {
        if (path is null) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            StoredSettings changed = change(Read());
            WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, changed));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The settings are then forgotten at the end of the run, which is not worth an error message.
        }
    }
}
