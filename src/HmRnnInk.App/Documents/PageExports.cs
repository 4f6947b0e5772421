using System.Globalization;
using System.Runtime.InteropServices;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Text;
using HmRnnInk.Ink;
using SkiaSharp;

namespace HmRnnInk.App.Documents;

/// <summary>Exports the page from its picture.</summary>
/// <param name="canvas">Gives the canvas of the window. It is called within a frame.</param>
internal sealed class PageExports(LiveInk ink, PagePicture picture, Func<InkCanvas> canvas)
{
    /// <summary>Writes the page to a file.</summary>
    /// <param name="scale">Pixels per page unit of a PNG.</param>
    /// <exception cref="IOException">The file cannot be written, or the image would be too large.</exception>
    /// <exception cref="InkFormatException">The page has no ink, and the format needs some.</exception>
    public void Write(ExportKind kind, string path, float scale = 2)
    {
        PageLayout page = ink.Layout;
        switch (kind)
        {
            case ExportKind.Svg:
                List<InkTitle> titles = Titles(picture.Ink.CapsulesBefore);
                WriteSvg(path, svg => SvgWriter.Write(svg, picture.Ink.Capsules, Sheet(), picture.Paint.Palette.Paper, titles));
                break;
            case ExportKind.CentreLines:
                WriteSvg(path, svg => CentreLineSvg.Write(svg, ink.Rows, picture.Segments, ink.Layers, Words(), Sheet()));
                break;
            case ExportKind.Animated:
                var before = new List<int>();
                List<TimedCapsule> timed = TimedPicture.Of(ink.Rows, picture.Paint, picture.Ink.Pen, before);
                List<InkTitle> words = Titles(row => row < before.Count ? before[row] : timed.Count);
                WriteSvg(path, svg => AnimatedSvgWriter.Write(svg, timed, Strip(), picture.Paint.Palette.Paper, words));
                break;
            case ExportKind.InkMl:
                WriteFile(path, file => PageInkMl.Write(file, ink.Rows, Words(), page.XHeight));
                break;
            default:
                using (Screenshot shot = Picture(scale)) shot.Save(path);
                break;
        }
    }

    /// <summary>The page for the clipboard, as PNG, and as SVG for programs that accept only text.</summary>
    /// <exception cref="IOException">The image would be too large.</exception>
    public (byte[] Png, string Svg) Copy()
    {
        using Screenshot shot = Picture(scale: 2);
        using SKData png = shot.Bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        var svg = new StringWriter(CultureInfo.InvariantCulture);
        SvgWriter.Write(svg, picture.Ink.Capsules, Sheet(), picture.Paint.Palette.Paper, Titles(picture.Ink.CapsulesBefore));
        return (png.ToArray(), svg.ToString());
    }

    private void WriteSvg(string path, Action<Stream> write) =>
        WriteFile(path, file => PageInkMl.WriteWithSvg(file, write, ink.Rows, Words(), ink.Layout.XHeight));

    /// <summary>Writes a file completely or not at all. Creates its folder if necessary.</summary>
    private static void WriteFile(string path, Action<Stream> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        WholeFile.Write(path, write);
    }

    /// <summary>The box of an SVG: the sheet with the desk around it, and all ink wherever it lies.</summary>
    private SvgBox Sheet()
    {
        PageLayout page = ink.Layout;
        PageArea all = page.Around(Drawn());
        return new SvgBox(all.MinX - page.X, all.MinY - page.Y, all.Width + 2 * page.X, all.Height + 2 * page.Y);
    }

    /// <summary>The box of an animation: as tall as the ink.</summary>
    private SvgBox Strip()
    {
        PageLayout page = ink.Layout;
        PageArea drawn = Drawn();
        SvgBox sheet = Sheet();
        return drawn.IsEmpty ? sheet with { Top = 0, Height = page.Height }
            : sheet with { Top = drawn.MinY - page.XHeight, Height = drawn.Height + 2 * page.XHeight };
    }

    /// <summary>The bounding box of all ink; empty on an empty page.</summary>
    private PageArea Drawn() => PageArea.Of(CollectionsMarshal.AsSpan(picture.Ink.Capsules));

    private List<PageWord> Words() => PageWord.Of(ink.RowSpan, ink.Text.Text);

    /// <summary>The words of the text, as titles of their ink.</summary>
    /// <param name="capsulesBefore">Gives the number of capsules before the ink of a row, or of all if the row is past the last.</param>
    private List<InkTitle> Titles(Func<int, int> capsulesBefore)
    {
        var titles = new List<InkTitle>();
        foreach ((string text, RowRange rows) in Words())
        {
            int first = capsulesBefore(rows.First), end = capsulesBefore(rows.End);
            if (first < end) titles.Add(new InkTitle(first, end, text));
        }

        return titles;
    }

    /// <summary>Draws all of the page. During a replay the canvas has only part of the ink; the next frame truncates it again.</summary>
    private Screenshot Picture(float scale)
    {
        InkCanvas all = canvas();
        all.Append(picture.FirstCapsules(picture.Ink.Capsules.Count)[all.Count..]);
        return all.Export(ink.Layout, ink.Layout.Around(Drawn()), picture.Paint.Palette, scale);
    }

    /// <returns>A free path in <c>exports/</c> beside the person's pages, named after the time, with a number if necessary.</returns>
    public static string NewPath(DocumentFolder pages, ExportKind kind, DateTimeOffset now)
    {
        string name = Path.Combine(pages.Path, "exports", now.ToString("'ink-'yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture));
        string path = $"{name}.{Extension(kind)}";
        for (int number = 2; Path.Exists(path); number++) path = $"{name}-{number}.{Extension(kind)}";
        return path;
    }

    /// <summary>The file name extension, without the first dot.</summary>
    public static string Extension(ExportKind kind) => kind switch
    {
        ExportKind.Svg => "svg",
        ExportKind.CentreLines => "lines.svg",
        ExportKind.Animated => "animated.svg",
        ExportKind.InkMl => "inkml",
        _ => "png",
    };
}
