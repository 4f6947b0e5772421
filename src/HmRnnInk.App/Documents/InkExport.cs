using System.Globalization;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Writes the ink of a page to files.</summary>
public static class InkExport
{
    /// <returns>A free path in <c>exports/</c> beside the person's pages, named after the time, with a number if necessary.</returns>
    public static string NewPath(DocumentFolder pages, string extension, DateTimeOffset now)
    {
        string name = Path.Combine(pages.Path, "exports", now.ToString("'ink-'yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture));
        string path = $"{name}.{extension}";
        for (int number = 2; Path.Exists(path); number++) path = $"{name}-{number}.{extension}";
        return path;
    }

    /// <summary>Writes the sheet with its ink, one pixel per page unit.</summary>
    /// <param name="words">The words that the segments write.</param>
    public static void WriteSvg(
        string path, IReadOnlyList<InkSegment> segments, PageLayout layout, Palette palette, IReadOnlyList<InkTitle> words) =>
        Write(path, file => SvgWriter.Write(file, segments, layout.X * 2 + layout.SheetWidth, layout.Y * 2 + layout.SheetHeight,
            palette.Paper, words));

    /// <summary>Writes the sheet with an animation of the writing. The image is only as tall as the ink.</summary>
    public static void WriteAnimatedSvg(string path, IReadOnlyList<TimedSegment> segments, PageLayout layout, Palette palette)
    {
        float top = 0, bottom = layout.Height;
        if (segments.Count > 0)
        {
            top = segments.Min(timed => Math.Min(timed.Segment.Y0, timed.Segment.Y1)) - layout.XHeight;
            bottom = segments.Max(timed => Math.Max(timed.Segment.Y0, timed.Segment.Y1)) + layout.XHeight;
        }

        Write(path, file => AnimatedSvgWriter.Write(file, segments, layout.X * 2 + layout.SheetWidth, bottom - top, palette.Paper, top));
    }

    /// <summary>Writes a file completely or not at all. Creates its folder if necessary.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        WholeFile.Write(path, write);
    }
}
