using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session.FirstMinute;

namespace HmRnnInk.App.Ui.FirstMinute;

/// <summary>Draws a hint at the bottom of the sheet, or above the sheet if ink is in the way. Also draws the demonstration.</summary>
internal static class HintPainter
{
    private const float TextSize = 13, Height = 32, Padding = 14, FreeMargin = 10, KeySize = 11.5f, KeyHeight = 19;

    // Of the demonstration: the width of its lines, page units, and how much of the ink's colour is mixed into that of the paper.
    private const float InkWidth = 2.4f, InkShare = 0.5f;

    private static readonly string AcceptKey = PageKeys.AcceptSegment.ToString(), ControlsKey = PageKeys.Controls.ToString(),
        HelpKey = PageKeys.Help.ToString();

    public static void Draw(UiRenderer ui, Palette palette, Hints hints, PageLayout page, ReadOnlySpan<PageRow> rows, PageView view)
    {
        if (hints.Shown is not { } hint || hints.Opacity <= 0) return;
        (string key, string text) = Words(hint);
        float capWidth = key.Length == 0 ? 0 : Math.Max(KeyHeight + 2, ui.Measure(key, KeySize, FontWeight.SemiBold) + 12);
        float words = ui.Measure(text, TextSize), width = words + 2 * Padding + 22 + (capWidth > 0 ? capWidth + 9 : 0);
        float x = page.X + (page.Width - width) / 2;
        var foot = new Box(x, page.Bottom - Height - 12, width, Height);
        // There is never ink above the sheet. There the card is less tall.
        Box card = IsFree(foot, rows, view) ? foot : new Box(x, 1, width, PageLayout.Desk - 3);
        hints.Card = card;
        uint alpha = (uint)(255 * hints.Opacity);
        ui.Shadow(card.X, card.Y + 2, card.Width, card.Height, card.Height / 2, 8, palette.Shadow.Faded(hints.Opacity));
        ui.Rect(card, card.Height / 2, palette.Panel.WithAlpha(alpha),
            palette.PanelBorder.Faded(hints.Opacity));
        float left = card.X + Padding, baseline = card.Baseline(TextSize);
        if (capWidth > 0)
        {
            ui.Rect(left, card.CentreY - KeyHeight / 2, capWidth, KeyHeight, 5, palette.Paper.WithAlpha(alpha),
                palette.PanelBorder.Faded(hints.Opacity));
            ui.Text(key, left + capWidth / 2, card.Baseline(KeySize), KeySize, palette.Text.Faded(hints.Opacity), FontWeight.SemiBold,
                TextAlign.Centre);
            left += capWidth + 9;
        }

        ui.Text(text, left, baseline, TextSize, palette.Text.Faded(hints.Opacity));
        float cross = card.Right - Padding - 4;
        uint muted = palette.MutedText.Faded(hints.Opacity);
        ui.Line(cross - 3.5f, card.CentreY - 3.5f, cross + 3.5f, card.CentreY + 3.5f, 1.4f, muted);
        ui.Line(cross - 3.5f, card.CentreY + 3.5f, cross + 3.5f, card.CentreY - 3.5f, 1.4f, muted);
    }

    /// <param name="pixelsPerUnit">Page units per IAM unit. The demonstration is drawn smaller if the line is too short.</param>
    public static void Draw(UiRenderer ui, Palette palette, Demonstration demonstration, PageLayout page, float pixelsPerUnit,
        PageView view)
    {
        if (demonstration.Opacity <= 0) return;
        float scale = Math.Min(pixelsPerUnit, (page.RightMargin - page.LeftMargin) / Demonstration.Length);
        float left = page.LeftMargin, baseline = page.Baseline(Math.Min(1, page.Lines - 1));
        // The colours are mixed rather than translucent, because the pieces of a stroke overlap.
        uint person = Faint(palette, byModel: false, demonstration.Opacity), model = Faint(palette, byModel: true, demonstration.Opacity);
        ReadOnlySpan<(float X, float Y, bool PenUp)> points = demonstration.Points.AsSpan(0, demonstration.Written);
        for (int index = 0; index < points.Length; index++)
        {
            bool begins = index == 0 || points[index - 1].PenUp;
            if (begins && !points[index].PenUp && index < points.Length - 1) continue; // the first point of a stroke, unless it is a dot
            (float X, float Y, bool PenUp) from = begins ? points[index] : points[index - 1], to = points[index];
            uint colour = index < demonstration.PersonPoints ? person : model;
            (float x0, float y0) = view.ToWindow(left + from.X * scale, baseline + from.Y * scale);
            (float x1, float y1) = view.ToWindow(left + to.X * scale, baseline + to.Y * scale);
            ui.Line(x0, y0, x1, y1, InkWidth * view.Zoom, colour);
        }
    }

    /// <returns>The text of a hint, and the key before it; empty if there is none.</returns>
    private static (string Key, string Text) Words(Hint hint) => hint switch
    {
        Hint.Watch => ("", "When your pen rests, the model continues"),
        Hint.Ghosts => (AcceptKey, "accepts the faint ink up to the next boundary"),
        Hint.Score => ("", "Click the score below: the model continues from there"),
        Hint.Controls => (ControlsKey, "opens the controls: neater or wilder, slower or faster"),
        _ => (HelpKey, "shows all keys"),
    };

    private static uint Faint(Palette palette, bool byModel, float opacity) =>
        OkLab.Of(palette.Paper).Towards(OkLab.Of(palette.Ink.Of(byModel, byModel ? 1 : 0)), InkShare * opacity).ToRgba();

    /// <returns>Whether a box in the window, and a margin around it, has no ink.</returns>
    private static bool IsFree(Box box, ReadOnlySpan<PageRow> rows, PageView view)
    {
        Box wide = box.Grown(FreeMargin);
        foreach (ref readonly PageRow row in rows)
        {
            (float x, float y) = view.ToWindow(row.X, row.Y);
            if (wide.Contains(x, y)) return false;
        }

        return true;
    }
}
