namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>Remembers in the settings file which hints were shown.</summary>
/// <param name="path">The settings file, which need not exist. Null to remember nothing after this run.</param>
internal sealed class SeenHints(string? path)
{
    // Used in every frame, where Enum.ToString would allocate.
    private static readonly string[] Names = Enum.GetNames<Hint>();

    private readonly SettingsFile _file = new(path);
    private readonly HashSet<string> _seen = [.. new SettingsFile(path).Read().HintsSeen ?? []];

    /// <summary>Whether no hint was ever shown: this is the first start.</summary>
    public bool IsEmpty => _seen.Count == 0;

    public bool Contains(Hint hint) => _seen.Contains(Names[(int)hint]);

    public void Add(Hint hint)
    {
        if (_seen.Add(Names[(int)hint])) _file.Change(stored => stored with { HintsSeen = [.. _seen.Order()] });
    }
}
