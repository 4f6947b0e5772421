using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Ui.Files;

/// <summary>Draws the panel of the replay: its progress, its speed and its keys.</summary>
internal static class ReplayPanel
{
    private const float TextSize = 13, Width = 440, Height = 54, Padding = 18;

    private static readonly string Keys = $"{new KeyChord(PageReplay.PauseKey)} pause  ·  {new KeyChord(PageReplay.SlowerKey)} "
        + $"{new KeyChord(PageReplay.FasterKey)} speed  ·  {new KeyChord(PageReplay.EndKey)} end";

    public static void Draw(UiRenderer ui, Palette palette, PageReplay replay, PageLayout page)
    {
        float x = page.X + (page.Width - Width) / 2, y = page.Bottom - Height - 60;
        ui.Shadow(x, y + 3, Width, Height, 10, 12, palette.Shadow);
        ui.Rect(x, y, Width, Height, 10, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
        Span<char> text = stackalloc char[40];
        ui.Text(text.Write($"{(replay.IsPaused ? "Replay paused" : "Replay")}  ·  ×{replay.Speed:0.##}"), x + Padding, y + 23, TextSize,
            palette.Text, FontWeight.SemiBold);
        ui.Text(Keys, x + Width - Padding, y + 23, TextSize - 1, palette.MutedText, align: TextAlign.Right);
        float from = x + Padding, to = x + Width - Padding, line = y + 39;
        ui.Line(from, line, to, line, 4, palette.PanelBorder);
        ui.Line(from, line, from + (to - from) * (float)replay.Progress, line, 4, palette.Ink.Of(byModel: true, 1));
    }
}
