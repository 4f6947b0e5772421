using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>A card on the page that says something once: no model was found, a file was saved, a file was refused.</summary>
public static class NoticePanel
{
    private const float TitleSize = 14, TextSize = 13, LineHeight = 20, Padding = 18, Indent = 12;

    /// <summary>Wider than this lines are hard to read, pen units.</summary>
    private const float MostWidth = 660;

    /// <param name="page">In the middle of whose frame it is; a text too wide for that is broken into lines.</param>
    /// <param name="top">Of the card where no line has to be broken, pen units; else it is as much higher as it is taller.</param>
    /// <param name="title">One line.</param>
    /// <param name="text">Any lines, broken at each line feed; may be empty.</param>
    /// <param name="warns">Whether the person has to do something.</param>
    public static void Draw(
        UiRenderer ui, Palette palette, PageLayout page, float top, ReadOnlySpan<char> title, ReadOnlySpan<char> text, bool warns)
    {
        float most = Math.Min(MostWidth, page.Width - 2 * Padding), widest = 0;
        var titleLines = new TextLines(ui, title, most - Indent - 2 * Padding, TitleSize, FontWeight.SemiBold);
        var textLines = new TextLines(ui, text, most - Indent - 2 * Padding, TextSize, FontWeight.Regular);
        int lines = 0;
        foreach (ReadOnlySpan<char> line in titleLines) (widest, lines) = (Math.Max(widest, ui.Measure(line, TitleSize, FontWeight.SemiBold)), lines + 1);
        foreach (ReadOnlySpan<char> line in textLines) (widest, lines) = (Math.Max(widest, ui.Measure(line, TextSize)), lines + 1);
        int plain = 1 + (text.IsEmpty ? 0 : 1 + text.Count('\n'));
        float width = widest + Indent + 2 * Padding, height = 2 * Padding + TitleSize - 2 + (lines - 1) * LineHeight;
        float x = page.X + (page.Width - width) / 2;
        top = Math.Max(2, top - (lines - plain) * LineHeight);
        ui.Shadow(x, top + 3, width, height, 10, 12, palette.Shadow);
        ui.Rect(x, top, width, height, 10, palette.Panel | 0xFF, palette.PanelBorder); // ink shows through nothing that is read
        float baseline = top + Padding + TitleSize * 0.72f;
        uint mark = warns ? palette.Warning : palette.Ink.Of(byModel: true, 1);
        ui.Line(x + Padding, baseline - TitleSize * 0.62f, x + Padding, baseline, 4, mark);
        foreach (ReadOnlySpan<char> line in titleLines)
        {
            ui.Text(line, x + Padding + Indent, baseline, TitleSize, palette.Text, FontWeight.SemiBold);
            baseline += LineHeight;
        }

        foreach (ReadOnlySpan<char> line in textLines)
        {
            ui.Text(line, x + Padding + Indent, baseline, TextSize, palette.MutedText);
            baseline += LineHeight;
        }
    }
}
