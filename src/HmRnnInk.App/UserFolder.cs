namespace HmRnnInk.App;

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

    private static string Default() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "hmrnnink");
}
