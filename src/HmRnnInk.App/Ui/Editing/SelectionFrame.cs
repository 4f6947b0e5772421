using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Editing;

/// <summary>Draws a frame around the selection, and a card with its size and its keys.</summary>
internal static class SelectionFrame
{
    internal const float Height = 48, Gap = 8;
    private const float TextSize = 12, Padding = 12, Radius = 7;

    private static readonly string Keys = $"drag: move   ·   {PageKeys.Rewrite}: rewrite   ·   "
        + $"{PageKeys.Continue}: continue from here   ·   {PageKeys.DeleteSelection}: delete   ·   right button: menu";

    /// <summary>Draws the loop that the person draws around ink.</summary>
    public static void DrawLoop(UiRenderer ui, Palette palette, ReadOnlySpan<(float X, float Y)> loop, in PageView view)
    {
        for (int index = 1; index < loop.Length; index++)
        {
            (float fromX, float fromY) = view.ToWindow(loop[index - 1].X, loop[index - 1].Y);
            (float toX, float toY) = view.ToWindow(loop[index].X, loop[index].Y);
            ui.Line(fromX, fromY, toX, toY, 1.5f, palette.MutedText);
        }
    }

    public static void Draw(
        UiRenderer ui, Palette palette, InkSelection selection, PageLayout layout, in PageView view, LayerNames names,
        PagePicture picture)
    {
        if (selection.Range is not { } range) return;
        PageArea frame = selection.Bounds.Grown(SelectionInput.Margin);
        (float left, float top) = view.ToWindow(frame.MinX, frame.MinY);
        (float right, float bottom) = view.ToWindow(frame.MaxX, frame.MaxY);
        ui.Rect(left, top, right - left, bottom - top, Radius, 0, palette.MutedText);
        if (selection.IsMoving) return; // the card would be in the way
        string what = selection.Scope switch
        {
            SelectionScope.Line => "the line",
            SelectionScope.Page => "the page",
            SelectionScope.Loop => "selected ink",
            _ => names.SegmentName(selection.Layer),
        };
        Span<char> buffer = stackalloc char[64];
        string points = range.Count == 1 ? "point" : "points";
        ReadOnlySpan<char> text = selection.Scope == SelectionScope.Segment
            ? buffer.Write($"{what} of layer {selection.Layer + 1}  ·  {range.Count} {points}")
            : buffer.Write($"{what}  ·  {range.Count} {points}");
        float width = Math.Max(ui.Measure(text, TextSize, FontWeight.SemiBold), ui.Measure(Keys, TextSize)) + 2 * Padding;
        float cardX = Math.Clamp((left + right - width) / 2, layout.X + Gap,
            Math.Max(layout.X + Gap, layout.X + layout.Width - width - Gap));
        float cardY = CardTop(cardX, width, top, bottom, layout, view, picture);
        ui.Shadow(cardX, cardY + 3, width, Height, 8, 10, palette.Shadow);
        ui.Rect(cardX, cardY, width, Height, 8, palette.Panel, palette.PanelBorder);
        ui.Text(text, cardX + Padding, cardY + 20, TextSize, palette.Text, FontWeight.SemiBold);
        ui.Text(Keys, cardX + Padding, cardY + 37, TextSize, palette.MutedText);
    }

    /// <returns>
    /// The upper edge of the card: below or above the selection, or at the bottom or the top of the page, the first of them where the card
    /// covers no ink. If it covers ink at all of them, below the selection, or above it where the page ends.
    /// </returns>
    internal static float CardTop(
        float x, float width, float top, float bottom, PageLayout layout, in PageView view, PagePicture picture)
    {
        float highest = layout.Top + Gap, lowest = layout.Bottom - Gap - Height;
        float below = bottom + Gap, above = top - Gap - Height;
        foreach (float y in (ReadOnlySpan<float>)[below, above, lowest, highest])
        {
            if (y < highest || y > lowest) continue;
            (float left, float upper) = view.ToPage(x, y);
            (float right, float lower) = view.ToPage(x + width, y + Height);
            if (picture.IsFree(new PageArea(left, upper, right, lower))) return y;
        }

        return below <= lowest ? below : Math.Max(highest, above);
    }
}
