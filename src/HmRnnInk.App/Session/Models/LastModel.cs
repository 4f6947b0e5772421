namespace HmRnnInk.App.Session.Models;

/// <summary>Remembers in the settings file which model was last in use.</summary>
/// <param name="settings">The settings file, which need not exist. Null to remember nothing after this run.</param>
internal sealed class LastModel(string? settings)
{
    private readonly SettingsFile _file = new(settings);

    /// <summary>The model file; null for the default.</summary>
    public string? Path => _file.Read().Model;

    /// <param name="path">The model file that is in use now; null for the default, which a better one may replace.</param>
    public void Note(string? path)
    {
        if (path != Path) _file.Change(stored => stored with { Model = path });
    }
}
