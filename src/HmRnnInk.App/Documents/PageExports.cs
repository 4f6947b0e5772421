using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Text;
using HmRnnInk.Ink;
using SkiaSharp;

namespace HmRnnInk.App.Documents;

/// <summary>Exports the page from its picture.</summary>
/// <param name="canvas">Gives the canvas of the window. It is called within a frame.</param>
public sealed class PageExports(LiveInk ink, PagePicture picture, Func<InkCanvas> canvas)
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
                InkExport.WriteSvg(path, picture.Ink.Segments, page, picture.Paint.Palette, Titles());
                break;
            case ExportKind.CentreLines:
                InkExport.Write(path, file => CentreLineSvg.Write(
                    file, ink.Rows, picture.Segments, ink.Layers, Words(), 2 * page.X + page.SheetWidth, 2 * page.Y + page.SheetHeight));
                break;
            case ExportKind.Animated:
                InkExport.WriteAnimatedSvg(path, TimedPicture.Of(ink.Rows, picture.Paint, picture.Ink.Pen), page, picture.Paint.Palette);
                break;
            case ExportKind.InkMl:
                InkExport.Write(path, file => PageInkMl.Write(file, ink.Rows, Words()));
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
        var svg = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        PageLayout page = ink.Layout;
        SvgWriter.Write(svg, picture.Ink.Segments, 2 * page.X + page.SheetWidth, 2 * page.Y + page.SheetHeight,
            picture.Paint.Palette.Paper, Titles());
        return (png.ToArray(), svg.ToString());
    }

    private List<PageWord> Words() => PageWord.Of(ink.RowSpan, ink.Text.Text);

    /// <summary>The words of the text, as titles of their ink.</summary>
    private List<InkTitle> Titles()
    {
        var titles = new List<InkTitle>();
        foreach ((string text, RowRange rows) in Words())
        {
            int first = picture.Ink.SegmentsBefore(rows.First), end = picture.Ink.SegmentsBefore(rows.End);
            if (first < end) titles.Add(new InkTitle(first, end, text));
        }

        return titles;
    }

    /// <summary>Draws all of the page. During a replay the canvas has only part of the ink; the next frame truncates it again.</summary>
    private Screenshot Picture(float scale)
    {
        InkCanvas all = canvas();
        all.Append(picture.First(picture.Ink.Segments.Count)[all.Count..]);
        return all.Export(ink.Layout, picture.Paint.Palette, scale);
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
