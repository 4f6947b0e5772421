using HmRnnInk.App.Documents;
using HmRnnInk.App.Learning;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Options;

/// <summary>The folders of the person's settings, styles and pages.</summary>
internal static class UserFolder
{
    /// <summary>The value of <see cref="AppOptions.Settings"/> with which nothing is stored.</summary>
    public const string Off = "off";

    /// <summary>Checks the given paths of the settings file and of folders before anything is written to them.</summary>
    /// <exception cref="IOException">One of them is another kind of file or a folder.</exception>
    public static void Check(AppOptions options)
    {
        if (options.Settings is { } settings and not Off) SettingsFile.RequireOwn(settings);
        RequireFolder("--documents", options.Documents);
        RequireFolder("--film", options.Film);
    }

    /// <summary>
    /// The settings file; null to store nothing, as by default in a run with <see cref="AppOptions.Frames"/>.
    /// </summary>
    public static string? SettingsPath(AppOptions options) =>
        options.Settings == Off ? null : options.Settings ?? (options.Frames is null ? Path.Combine(Default(), "settings.json") : null);

    /// <summary>The folder of styles, beside the settings file.</summary>
    public static string Styles(AppOptions options) => Path.Combine(Of(options), "styles");

    /// <summary>Where the app learns the person's hand: in folders beside the settings file.</summary>
    public static LearningSetup Learning(AppOptions options) =>
        new(Path.Combine(Of(options), "learning"), Path.Combine(Of(options), "models"), options.Trainer, options.LearnMinutes);

    /// <summary>The folder of pages: the given one, or the default one in the person's documents.</summary>
    public static DocumentFolder Pages(AppOptions options) => options.Documents is { } path ? new(path) : DocumentFolder.OfPerson();

    /// <summary>
    /// Whether pages are autosaved. A run with <see cref="AppOptions.Frames"/> or without a settings file does so only if a folder is
    /// given.
    /// </summary>
    public static bool AutosavesPages(AppOptions options) =>
        options.Documents is not null || options.Frames is null && options.Settings != Off;

    private static void RequireFolder(string option, string? path)
    {
        if (File.Exists(path)) throw new IOException($"'{path}' is a file; {option} must name a folder.");
    }

    private static string Of(AppOptions options) =>
        SettingsPath(options) is { } settings ? Path.GetDirectoryName(Path.GetFullPath(settings))! : Default();

    private static string Default() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "hmrnnink");
}
