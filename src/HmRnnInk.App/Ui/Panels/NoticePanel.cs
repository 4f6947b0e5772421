using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>Draws a notice as a card on the page, such as a saved file or an error.</summary>
internal static class NoticePanel
{
    private const float TitleSize = 14, TextSize = 13, LineHeight = 20, Padding = 18, Indent = 12;

    /// <summary>The maximum width in window units. Longer lines are hard to read.</summary>
    private const float MaximumWidth = 660;

    /// <param name="page">The card is centred on this page. Lines that are too wide for it are broken.</param>
    /// <param name="top">The top of the card in window units. If lines are broken, the card grows upwards.</param>
    /// <param name="title">One line.</param>
    /// <param name="text">Any number of lines, separated by line feeds; may be empty.</param>
    /// <param name="warns">Whether the mark has the colour of warnings.</param>
    public static void Draw(
        UiRenderer ui, Palette palette, PageLayout page, float top, ReadOnlySpan<char> title, ReadOnlySpan<char> text, bool warns)
    {
        float room = Math.Min(MaximumWidth, page.Width - 2 * Padding) - Indent - 2 * Padding, widest = 0;
        var titleLines = new TextLines(ui, title, room, TitleSize, FontWeight.SemiBold);
        var textLines = new TextLines(ui, text, room, TextSize, FontWeight.Regular);
        int lines = 0;
        foreach (ReadOnlySpan<char> line in titleLines)
            (widest, lines) = (Math.Max(widest, ui.Measure(line, TitleSize, FontWeight.SemiBold)), lines + 1);
        foreach (ReadOnlySpan<char> line in textLines) (widest, lines) = (Math.Max(widest, ui.Measure(line, TextSize)), lines + 1);
        int unbroken = 1 + (text.IsEmpty ? 0 : 1 + text.Count('\n'));
        float width = widest + Indent + 2 * Padding, height = 2 * Padding + TitleSize - 2 + (lines - 1) * LineHeight;
        float x = page.X + (page.Width - width) / 2;
        top = Math.Max(2, top - (lines - unbroken) * LineHeight);
        ui.Shadow(x, top + 3, width, height, 10, 12, palette.Shadow);
        // Opaque, so that the text is readable over ink.
        ui.Rect(x, top, width, height, 10, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
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
