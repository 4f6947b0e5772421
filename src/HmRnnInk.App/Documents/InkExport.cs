using System.Globalization;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Writes the ink of a page to files.</summary>
internal static class InkExport
{
    /// <returns>A free path in <c>exports/</c> beside the person's pages, named after the time, with a number if necessary.</returns>
    public static string NewPath(DocumentFolder pages, string extension, DateTimeOffset now)
    {
        string name = Path.Combine(pages.Path, "exports", now.ToString("'ink-'yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture));
        string path = $"{name}.{extension}";
        for (int number = 2; Path.Exists(path); number++) path = $"{name}-{number}.{extension}";
        return path;
    }

    /// <summary>Writes a file completely or not at all. Creates its folder if necessary.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        WholeFile.Write(path, write);
    }
}
