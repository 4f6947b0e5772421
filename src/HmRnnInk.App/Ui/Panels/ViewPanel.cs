using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>Draws the scroll bar beside the sheet, and the zoom if it is not 100 %.</summary>
internal static class ViewPanel
{
    private const float BarWidth = 4, MinimumBar = 28, Inset = 8, TextSize = 12;

    public static void Draw(UiRenderer ui, Palette palette, PageLayout layout, in PageView view)
    {
        float sheet = (layout.SheetBottom - layout.SheetTop) * view.Zoom - layout.Head;
        if (sheet > layout.Height + 0.5f)
        {
            float bar = Math.Max(MinimumBar, layout.Height * layout.Height / sheet);
            (_, float top) = view.ToWindow(layout.X, layout.SheetTop);
            float share = Math.Clamp((layout.Y - top) / (sheet - layout.Height), 0, 1);
            float x = layout.X + layout.Width + (PageLayout.Desk - BarWidth) / 2;
            ui.Rect(x, layout.Top + share * (layout.Height - bar), BarWidth, bar, BarWidth / 2, palette.PanelBorder);
        }

        if (view.Zoom == 1) return;
        Span<char> buffer = stackalloc char[8];
        ReadOnlySpan<char> text = buffer.Write($"{100 * view.Zoom:0} %");
        float width = ui.Measure(text, TextSize, tabular: true) + 2 * Inset, height = TextSize + Inset;
        var box = new Box(layout.X + layout.Width - width - Inset, layout.Bottom - Inset - height, width, height);
        ui.Rect(box, height / 2, palette.Panel, palette.PanelBorder);
        ui.Text(text, box.X + Inset, box.Baseline(TextSize), TextSize, palette.MutedText, tabular: true);
    }
}
