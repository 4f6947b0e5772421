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
    private const float TextSize = 12, Padding = 12, Height = 48, Gap = 8, Radius = 7;

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
        UiRenderer ui, Palette palette, InkSelection selection, PageLayout layout, in PageView view, LayerNames names)
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
        ReadOnlySpan<char> text = selection.Scope == SelectionScope.Segment
            ? buffer.Write($"{what} of layer {selection.Layer + 1}  ·  {range.Count} points")
            : buffer.Write($"{what}  ·  {range.Count} points");
        float width = Math.Max(ui.Measure(text, TextSize, FontWeight.SemiBold), ui.Measure(Keys, TextSize)) + 2 * Padding;
        float cardX = Math.Clamp((left + right - width) / 2, layout.X + Gap,
            Math.Max(layout.X + Gap, layout.X + layout.Width - width - Gap));
        float below = bottom + Gap, above = top - Gap - Height;
        float cardY = below + Height < layout.Bottom - Gap ? below : Math.Max(layout.Top + Gap, above);
        ui.Shadow(cardX, cardY + 3, width, Height, 8, 10, palette.Shadow);
        ui.Rect(cardX, cardY, width, Height, 8, palette.Panel, palette.PanelBorder);
        ui.Text(text, cardX + Padding, cardY + 20, TextSize, palette.Text, FontWeight.SemiBold);
        ui.Text(Keys, cardX + Padding, cardY + 37, TextSize, palette.MutedText);
    }
}
