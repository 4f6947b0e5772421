using HmRnnInk.App.Text;

namespace HmRnnInk.App.Rendering.Panels;

/// <summary>The keys and what they do, as a card in the middle of the page.</summary>
public static class HelpPanel
{
    private const float TitleSize = 16, TextSize = 13, KeySize = 12, RowHeight = 28, Padding = 24, KeyHeight = 20, KeyGap = 4, ColumnGap = 20;

    /// <param name="centreX">Of the card, pen units.</param>
    /// <param name="centreY">Of the card, pen units.</param>
    /// <param name="rows">Keys to be pressed together, split by blanks, and what they do.</param>
    public static void Draw(
        UiRenderer ui, Palette palette, float centreX, float centreY, ReadOnlySpan<char> title, ReadOnlySpan<(string Keys, string Does)> rows)
    {
        float keys = 0, does = 0;
        foreach ((string combination, string what) in rows)
        {
            keys = Math.Max(keys, KeysWidth(ui, combination));
            does = Math.Max(does, ui.Measure(what, TextSize));
        }

        float width = Math.Max(keys + ColumnGap + does, ui.Measure(title, TitleSize, FontWeight.SemiBold)) + 2 * Padding;
        float height = 2 * Padding + TitleSize + 10 + rows.Length * RowHeight - (RowHeight - KeyHeight);
        float x = centreX - width / 2, y = centreY - height / 2;
        ui.Shadow(x, y + 8, width, height, 14, 24, palette.Shadow);
        ui.Rect(x, y, width, height, 12, palette.Panel, palette.PanelBorder);
        ui.Text(title, x + Padding, y + Padding + TitleSize * 0.72f, TitleSize, palette.Text, FontWeight.SemiBold);

        float top = y + Padding + TitleSize + 10;
        foreach ((string combination, string what) in rows)
        {
            DrawKeys(ui, palette, combination, x + Padding, top);
            ui.Text(what, x + Padding + keys + ColumnGap, top + KeyHeight / 2 + TextSize * 0.36f, TextSize, palette.Text);
            top += RowHeight;
        }
    }

    private static float KeyWidth(UiRenderer ui, ReadOnlySpan<char> key) =>
        Math.Max(KeyHeight + 2, ui.Measure(key, KeySize, FontWeight.SemiBold) + 14);

    private static float KeysWidth(UiRenderer ui, ReadOnlySpan<char> combination)
    {
        float width = -KeyGap;
        foreach (Range key in combination.Split(' ')) width += KeyWidth(ui, combination[key]) + KeyGap;
        return width;
    }

    private static void DrawKeys(UiRenderer ui, Palette palette, ReadOnlySpan<char> combination, float x, float top)
    {
        foreach (Range key in combination.Split(' '))
        {
            float width = KeyWidth(ui, combination[key]);

            // A key cap: a slightly thicker lower edge.
            ui.Rect(x, top + 1.5f, width, KeyHeight, 5, palette.PanelBorder);
            ui.Rect(x, top, width, KeyHeight, 5, palette.Paper, palette.PanelBorder);
            ui.Text(combination[key], x + width / 2, top + KeyHeight / 2 + KeySize * 0.36f, KeySize, palette.Text, FontWeight.SemiBold, TextAlign.Centre);
            x += width + KeyGap;
        }
    }
}
