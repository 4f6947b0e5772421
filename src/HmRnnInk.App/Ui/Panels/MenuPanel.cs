using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Ui.Files;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>Draws a <see cref="MenuCard"/> and finds the row at a place.</summary>
public static class MenuPanel
{
    /// <summary>The maximum number of visible rows, one for each digit key.</summary>
    public const int MaximumRows = 9;

    private const float Width = 520, WidthAtPointer = 400, Padding = 20, TitleSize = 16, TextSize = 13, KeySize = 12, RowHeight = 34,
        HeadHeight = 56, FootHeight = 40, KeyHeight = 20, Edge = 8;

    /// <returns>The number of rows that fit.</returns>
    public static int RowsIn(float windowHeight) =>
        (int)Math.Clamp((windowHeight - 2 * Edge - HeadHeight - FootHeight) / RowHeight, 1, MaximumRows);

    public static void Draw(UiRenderer ui, Palette palette, MenuCard card, float windowWidth, float windowHeight)
    {
        if (!card.IsShown) return;
        (float x, float y, float width, float height) = Place(card, windowWidth, windowHeight);
        ui.Shadow(x, y + 8, width, height, 14, 24, palette.Shadow);
        ui.Rect(x, y, width, height, 12, palette.Panel | 0xFF, palette.PanelBorder);
        ui.Text(card.Title, x + Padding, y + Padding + TitleSize * 0.72f + 4, TitleSize, palette.Text, FontWeight.SemiBold);
        int most = RowsIn(windowHeight), rows = Math.Min(most, card.Items.Count - card.FirstShown);
        for (int row = 0; row < rows; row++)
        {
            MenuItem item = card.Items[card.FirstShown + row];
            float top = y + HeadHeight + row * RowHeight, middle = top + RowHeight / 2;
            if (card.FirstShown + row == card.Selected)
                ui.Rect(x + 8, top + 1, width - 16, RowHeight - 2, 7, palette.Ink.Of(byModel: true, 1) & 0xFFFFFF00 | 0x22);
            DrawKey(ui, palette, row, x + Padding, middle);
            float detail = ui.Text(item.Detail, x + width - Padding, middle + TextSize * 0.36f, TextSize, palette.MutedText,
                align: TextAlign.Right, tabular: true);
            Label(ui, palette, item.Label, x + Padding + 36, middle + TextSize * 0.36f, width - 2 * Padding - 36 - detail - 16);
        }

        Span<char> foot = stackalloc char[64];
        int length = 0;
        if (card.Items.Count > most)
            foot.TryWrite(CultureInfo.InvariantCulture, $"{card.FirstShown + 1} to {card.FirstShown + rows} of {card.Items.Count}  ·  ",
                out length);
        float keys = x + Padding + ui.Text(foot[..length], x + Padding, y + height - 17, KeySize, palette.MutedText);
        ui.Text("↑ ↓ select  ·  Enter confirm  ·  Esc close", keys, y + height - 17, KeySize, palette.MutedText);
    }

    public static bool Contains(MenuCard card, float windowWidth, float windowHeight, float pointX, float pointY)
    {
        (float x, float y, float width, float height) = Place(card, windowWidth, windowHeight);
        return pointX >= x && pointX < x + width && pointY >= y && pointY < y + height;
    }

    /// <returns>The visible row at a place, counted from the top; null for none.</returns>
    public static int? RowAt(MenuCard card, float windowWidth, float windowHeight, float pointX, float pointY)
    {
        if (!Contains(card, windowWidth, windowHeight, pointX, pointY)) return null;
        float row = MathF.Floor((pointY - Place(card, windowWidth, windowHeight).Y - HeadHeight) / RowHeight);
        return row >= 0 && row < Math.Min(RowsIn(windowHeight), card.Items.Count) ? (int)row : null;
    }

    private static (float X, float Y, float Width, float Height) Place(MenuCard card, float windowWidth, float windowHeight)
    {
        float width = Math.Min(card.At is null ? Width : WidthAtPointer, windowWidth - 24);
        float height = HeadHeight + Math.Min(RowsIn(windowHeight), card.Items.Count) * RowHeight + FootHeight;
        if (card.At is var (left, top))
            return (MathF.Round(Math.Clamp(left, Edge, windowWidth - width - Edge)),
                MathF.Round(Math.Clamp(top, Edge, Math.Max(Edge, windowHeight - height - Edge))), width, height);
        return (MathF.Round((windowWidth - width) / 2), MathF.Round(Math.Max(Edge, (windowHeight - height) / 2)), width, height);
    }

    private static void DrawKey(UiRenderer ui, Palette palette, int row, float x, float middle)
    {
        float top = middle - KeyHeight / 2;
        ui.Rect(x, top + 1.5f, 22, KeyHeight, 5, palette.PanelBorder);
        ui.Rect(x, top, 22, KeyHeight, 5, palette.Paper, palette.PanelBorder);
        ReadOnlySpan<char> digit = "123456789".AsSpan(row, 1);
        ui.Text(digit, x + 11, middle + KeySize * 0.36f, KeySize, palette.Text, FontWeight.SemiBold, TextAlign.Centre);
    }

    /// <summary>Draws a label, shortened with an ellipsis if it is too wide.</summary>
    private static void Label(UiRenderer ui, Palette palette, ReadOnlySpan<char> text, float x, float baseline, float width)
    {
        int length = text.Length;
        if (ui.Measure(text, TextSize) > width)
            while (length > 1 && ui.Measure(text[..length], TextSize) + 10 > width) length--;
        x += ui.Text(text[..length], x, baseline, TextSize, palette.Text);
        if (length < text.Length) ui.Text("…", x, baseline, TextSize, palette.Text);
    }
}
