using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>Draws the card of the control panel with the open tab, and the button in the header that opens it.</summary>
internal static class ControlPanelPainter
{
    /// <summary>Size of the button in window units.</summary>
    public const float ButtonWidth = 84, ButtonHeight = 20;

    private const string ButtonText = "controls";
    private const float ButtonTextSize = 12;

    public static void Draw(UiRenderer ui, Palette palette, ControlPanel panel)
    {
        HeaderButton(ui, palette, panel);
        if (!panel.Visible) return;
        Box card = panel.Card;
        ui.ShiftX += panel.Slide;
        ui.Shadow(card.X, card.Y + 5, card.Width, card.Height, 12, 18, palette.Shadow);
        ui.Rect(card, 12, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
        Head(ui, palette, panel);

        Box view = panel.View;
        ui.Clip(view.X, view.Y, view.Width, view.Height);
        (float, float) pointer = panel.Pressed is null && !view.Contains(panel.Pointer.X, panel.Pointer.Y) ? (float.NaN, float.NaN)
            : panel.Pointer;
        foreach (Control control in panel.Rows)
        {
            if (control.Bounds.Bottom < view.Y || control.Bounds.Y > view.Bottom) continue;
            bool other = panel.Pressed is not null && panel.Pressed != control;
            if (control == panel.Focus.Current && panel.Focus.IsShown) ControlPainter.Focus(ui, palette, control.Bounds);
            ControlPainter.Draw(ui, palette, control, other ? (float.NaN, float.NaN) : pointer);
        }

        ui.Unclip();
        Bar(ui, palette, panel);
        ui.ShiftX -= panel.Slide;
    }

    /// <summary>Draws a scroll bar if not all rows are visible.</summary>
    private static void Bar(UiRenderer ui, Palette palette, ControlPanel panel)
    {
        Box view = panel.View;
        if (panel.Scroll.ShowsAll) return;
        float share = view.Height / panel.ContentHeight;
        float length = Math.Max(24, view.Height * share), travel = view.Height - 8 - length;
        float top = view.Y + travel * panel.Scroll.Offset / (panel.ContentHeight - view.Height);
        ui.Rect(view.Right - 8, top, 4, length, 2, palette.MutedText.WithAlpha(0x60));
    }

    private static void HeaderButton(UiRenderer ui, Palette palette, ControlPanel panel)
    {
        Box face = panel.HeaderButton;
        bool hovered = face.Contains(panel.Pointer.X, panel.Pointer.Y);
        if (hovered || panel.IsOpen) ui.Rect(face, 6, palette.PanelBorder);
        uint colour = palette.Text;
        float x = face.X + 10, y = face.CentreY;
        // An icon of two sliders.
        ui.Line(x, y - 3.5f, x + 13, y - 3.5f, 1.5f, colour);
        ui.Line(x + 9, y - 3.5f, x + 9, y - 3.5f, 5.5f, colour);
        ui.Line(x, y + 3.5f, x + 13, y + 3.5f, 1.5f, colour);
        ui.Line(x + 4, y + 3.5f, x + 4, y + 3.5f, 5.5f, colour);
        ui.Text(ButtonText, x + 20, face.Baseline(ButtonTextSize), ButtonTextSize, colour, FontWeight.SemiBold);
    }

    /// <summary>Draws the names of the tabs and the cross that closes the card.</summary>
    private static void Head(UiRenderer ui, Palette palette, ControlPanel panel)
    {
        Box card = panel.Card;
        for (int index = 0; index < panel.Tabs.Count; index++)
        {
            Box box = panel.TabBox(index);
            bool open = panel.Tabs[index] == panel.Tab;
            bool hovered = box.Contains(panel.Pointer.X, panel.Pointer.Y);
            float width = ui.Text(panel.Tabs[index].Name, box.X + 8, box.Baseline(ControlPainter.TextSize), ControlPainter.TextSize,
                open || hovered ? palette.Text : palette.MutedText, open ? FontWeight.SemiBold : FontWeight.Regular);
            if (open) ui.Rect(box.X + 8, card.Y + ControlPanel.HeadHeight - 3, width, 2, 1, ControlPainter.Accent(palette));
            if (open && panel.Focus.IsOnTabs && panel.Focus.IsShown)
                ui.Rect(box.X, box.Y + 2, width + 16, box.Height - 4, 7, 0, ControlPainter.Accent(palette), 2);
        }

        Box close = panel.Close;
        if (close.Contains(panel.Pointer.X, panel.Pointer.Y)) ui.Rect(close, 6, palette.PanelBorder);
        float x = close.X + close.Width / 2, y = close.CentreY;
        ui.Line(x - 4, y - 4, x + 4, y + 4, 1.5f, palette.MutedText);
        ui.Line(x - 4, y + 4, x + 4, y - 4, 1.5f, palette.MutedText);
        ui.Rect(card.X + 1, card.Y + ControlPanel.HeadHeight - 1, card.Width - 2, 1, 0, palette.PanelBorder);
    }
}
