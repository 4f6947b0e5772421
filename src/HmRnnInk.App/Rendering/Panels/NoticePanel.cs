using HmRnnInk.App.Text;

namespace HmRnnInk.App.Rendering.Panels;

/// <summary>A card on the page that says something once: no model was found, a file was saved, a file was refused.</summary>
public static class NoticePanel
{
    private const float TitleSize = 14, TextSize = 13, LineHeight = 20, Padding = 18, Indent = 12;

    /// <param name="centreX">Of the card, pen units.</param>
    /// <param name="top">Of the card, pen units.</param>
    /// <param name="title">One line.</param>
    /// <param name="text">Any lines, broken at each line feed; may be empty.</param>
    /// <param name="warns">Whether the person has to do something.</param>
    /// <returns>Its height, pen units.</returns>
    public static float Draw(
        UiRenderer ui, Palette palette, float centreX, float top, ReadOnlySpan<char> title, ReadOnlySpan<char> text, bool warns)
    {
        float width = ui.Measure(title, TitleSize, FontWeight.SemiBold);
        int lines = 0;
        foreach (Range line in text.Split('\n'))
        {
            if (text.IsEmpty) break;
            width = Math.Max(width, ui.Measure(text[line], TextSize));
            lines++;
        }

        width += Indent + 2 * Padding;
        float height = 2 * Padding + TitleSize - 2 + lines * LineHeight;
        float x = centreX - width / 2;
        ui.Shadow(x, top + 3, width, height, 10, 12, palette.Shadow);
        ui.Rect(x, top, width, height, 10, palette.Panel, palette.PanelBorder);
        float baseline = top + Padding + TitleSize * 0.72f;
        uint mark = warns ? palette.Warning : palette.Ink.Of(byModel: true, 1);
        ui.Line(x + Padding, baseline - TitleSize * 0.62f, x + Padding, baseline, 4, mark);
        ui.Text(title, x + Padding + Indent, baseline, TitleSize, palette.Text, FontWeight.SemiBold);
        foreach (Range line in text.Split('\n'))
        {
            if (text.IsEmpty) break;
            baseline += LineHeight;
            ui.Text(text[line], x + Padding + Indent, baseline, TextSize, palette.MutedText);
        }

        return height;
    }
}
