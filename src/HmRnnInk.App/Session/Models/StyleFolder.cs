using System.Globalization;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session.Models;

/// <summary>Styles: small InkML files in the units and at the speed of the training data.</summary>
/// <param name="path">The folder. It is created when a style is saved.</param>
public sealed class StyleFolder(string path)
{
    /// <summary>
    /// The maximum length of a style. More rows would tell the model little and would have to be read again for every page.
    /// </summary>
    public const int MaximumRows = 500;

    /// <summary>The minimum length of a style.</summary>
    public const int MinimumRows = 30;

    /// <returns>Paths, the oldest first.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be read.</exception>
    public string[] Files()
    {
        if (!Directory.Exists(path)) return [];
        string[] files = [.. Directory.EnumerateFiles(path, "*.inkml").Where(RegularFile.Is)];
        Array.Sort(files, string.CompareOrdinal);
        return files;
    }

    /// <summary>Saves the person's newest ink as a style.</summary>
    /// <param name="now">The time, which becomes the file name.</param>
    /// <returns>Its path; null if there is too little ink.</returns>
    public string? Save(IReadOnlyList<PageRow> rows, DateTimeOffset now)
    {
        PenOffset[] person = [.. rows.Where(row => row.Owner == RowOwner.Person).Select(row => row.Offset)];
        if (person.Length < MinimumRows) return null;
        Directory.CreateDirectory(path);
        string file = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"style-{now:yyyyMMdd-HHmmss}.inkml"));
        WholeFile.Write(file, stream => InkMl.Write(
            stream, StrokeOffsets.ToStrokes([.. person.TakeLast(MaximumRows)]), xHeight: TrainingPen.XHeight));
        return file;
    }

    /// <returns>The rows that a model reads before the page.</returns>
    /// <exception cref="InkFormatException">The file contains no ink.</exception>
    public static PenOffset[] Read(string file) => [.. StrokeOffsets.FromStrokes(InkFile.Read(file)).TakeLast(MaximumRows)];
}
