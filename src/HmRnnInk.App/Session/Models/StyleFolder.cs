using System.Globalization;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session.Models;

/// <summary>Styles: small InkML files in the units and at the speed of the training data.</summary>
/// <param name="path">The folder. It is created when a style is saved.</param>
/// <param name="bundled">The folder of the styles that come with the program; null for none.</param>
internal sealed class StyleFolder(string path, string? bundled = null)
{
    private const string Extension = ".inkml";

    private readonly NamedFiles _files = new(path, Extension);

    /// <summary>
    /// The maximum length of a style. More rows would tell the model little and would have to be read again for every page.
    /// </summary>
    public const int MaximumRows = 500;

    /// <summary>The minimum length of a style.</summary>
    public const int MinimumRows = 30;

    /// <returns>The paths, sorted by name; those that come with the program are last.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be read.</exception>
    public string[] Files() => [.. FilesIn(path), .. FilesIn(bundled)];

    /// <returns>The paths of deleted styles.</returns>
    /// <inheritdoc cref="Files"/>
    public string[] Deleted() => FilesIn(_files.DeletedFolder);

    /// <summary>Whether a style comes with the program, so that it cannot be renamed or deleted.</summary>
    public bool IsBundled(string file) => Path.GetDirectoryName(file) == bundled;

    /// <inheritdoc cref="NamedFiles.Rename"/>
    public string Rename(string file, string name) => _files.Rename(file, name);

    /// <inheritdoc cref="NamedFiles.Delete"/>
    public string Delete(string file) => _files.Delete(file);

    /// <inheritdoc cref="NamedFiles.Restore"/>
    public string Restore(string file) => _files.Restore(file);

    /// <summary>Saves the person's newest ink as a style.</summary>
    /// <param name="now">The time, which becomes the file name.</param>
    /// <returns>Its path; null if there is too little ink.</returns>
    public string? Save(IReadOnlyList<PageRow> rows, DateTimeOffset now)
    {
        PenOffset[] person = [.. rows.Where(row => row.Owner == RowOwner.Person).Select(row => row.Offset)];
        if (person.Length < MinimumRows) return null;
        Directory.CreateDirectory(path);
        string file = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"style-{now:yyyyMMdd-HHmmss}{Extension}"));
        WholeFile.Write(file, stream => InkMl.Write(
            stream, StrokeOffsets.ToStrokes([.. person.TakeLast(MaximumRows)]), xHeight: TrainingPen.XHeight));
        return file;
    }

    /// <returns>The rows that a model reads before the page.</returns>
    /// <exception cref="InkFormatException">The file contains no ink.</exception>
    public static PenOffset[] Read(string file) => [.. StrokeOffsets.FromStrokes(InkFile.Read(file)).TakeLast(MaximumRows)];

    private static string[] FilesIn(string? folder) => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateFiles(folder, "*" + Extension).Where(RegularFile.Is).Order(StringComparer.Ordinal)];
}
