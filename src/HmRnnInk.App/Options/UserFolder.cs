namespace HmRnnInk.App.Options;

/// <summary>Where the app keeps what belongs to the person rather than to a page: settings and styles.</summary>
public static class UserFolder
{
    /// <summary>For <see cref="AppOptions.Settings"/>: nothing is remembered.</summary>
    public const string Off = "off";

    /// <summary>The file of settings; null where nothing is to be remembered, which is so for a run of some frames unless it is told a file.</summary>
    public static string? SettingsFile(AppOptions options) =>
        options.Settings == Off ? null : options.Settings ?? (options.Frames is null ? Path.Combine(Default(), "settings.json") : null);

    /// <summary>Styles lie beside the settings.</summary>
    public static string Styles(AppOptions options)
    {
        string? settings = SettingsFile(options);
        return Path.Combine(settings is null ? Default() : Path.GetDirectoryName(Path.GetFullPath(settings))!, "styles");
    }

    /// <summary>Where pages are kept: as told, or in the person's documents.</summary>
    public static Documents.DocumentFolder Documents(AppOptions options) =>
        options.Documents is { } path ? new(path) : App.Documents.DocumentFolder.OfPerson();

    /// <summary>Whether the page is kept unasked: not by a run of some frames, nor by one that remembers nothing, unless it is told where.</summary>
    public static bool KeepsPages(AppOptions options) => options.Documents is not null || options.Frames is null && options.Settings != Off;

    private static string Default() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "hmrnnink");
}
