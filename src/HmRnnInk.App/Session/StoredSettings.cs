namespace HmRnnInk.App.Session;

/// <summary>What the app remembers from one start to the next. The names of the members are those in the file.</summary>
internal sealed record StoredSettings
{
    /// <summary>The hints that were shown; null for none.</summary>
    public string[]? HintsSeen { get; init; }

    /// <summary>The model file that was last in use; null for the default.</summary>
    public string? Model { get; init; }
}
