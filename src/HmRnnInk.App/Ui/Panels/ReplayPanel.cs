using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Files;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>While the page writes itself again: how far it is, how fast, and the keys.</summary>
public static class ReplayPanel
{
    private const float TextSize = 13, Width = 440, Height = 54, Padding = 18;

    public static void Draw(UiRenderer ui, Palette palette, PageReplay replay, PageLayout page)
    {
        float x = page.X + (page.Width - Width) / 2, y = page.Y + page.Height - Height - 60;
        ui.Shadow(x, y + 3, Width, Height, 10, 12, palette.Shadow);
        ui.Rect(x, y, Width, Height, 10, palette.Panel | 0xFF, palette.PanelBorder);
        Span<char> text = stackalloc char[40];
        text.TryWrite(CultureInfo.InvariantCulture, $"{(replay.Halted ? "halted" : "as it was written")}  ·  ×{replay.Speed:0.##}", out int length);
        ui.Text(text[..length], x + Padding, y + 23, TextSize, palette.Text, FontWeight.SemiBold);
        ui.Text("Space halts  ·  ← → speed  ·  Esc ends", x + Width - Padding, y + 23, TextSize - 1, palette.MutedText, align: TextAlign.Right);
        float from = x + Padding, to = x + Width - Padding, line = y + 39;
        ui.Line(from, line, to, line, 4, palette.PanelBorder);
        ui.Line(from, line, from + (to - from) * (float)replay.Share, line, 4, palette.Ink.Of(byModel: true, 1));
    }
}
