using System.Globalization;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

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
    public static void WriteSvg(string path, IReadOnlyList<InkSegment> segments, PageLayout layout, Palette palette) =>
        Write(path, file => SvgWriter.Write(file, segments, layout.X * 2 + layout.SheetWidth, layout.Y * 2 + layout.SheetHeight, palette.Paper));

    /// <summary>The same, writing itself. No taller than its ink needs.</summary>
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

    /// <summary>Whole or not at all; its folder is made if it is not there.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        WholeFile.Write(path, write);
    }
}
