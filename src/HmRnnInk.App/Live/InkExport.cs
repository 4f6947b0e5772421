using System.Globalization;
using HmRnnInk.App.Rendering;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Live;

/// <summary>Writes a page's ink into files.</summary>
public static class InkExport
{
    /// <returns>A path in <c>out/</c> under the working directory that is not taken: named by the time, and counted on if need be.</returns>
    public static string NewPath(string extension, DateTimeOffset now)
    {
        string name = Path.Combine("out", now.ToString("'ink-'yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture));
        string path = $"{name}.{extension}";
        for (int number = 2; Path.Exists(path); number++) path = $"{name}-{number}.{extension}";
        return path;
    }

    /// <summary>The sheet with its ink, one page unit a pixel.</summary>
    public static void WriteSvg(string path, IReadOnlyList<InkSegment> segments, PageLayout layout, Palette palette)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        using FileStream file = File.Create(path);
        SvgWriter.Write(file, segments, layout.X * 2 + layout.Width, layout.Y * 2 + layout.Height, palette.Paper);
    }
}
