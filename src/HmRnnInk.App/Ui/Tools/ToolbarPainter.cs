using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;

namespace HmRnnInk.App.Ui.Tools;

/// <summary>Draws a <see cref="Toolbar"/>.</summary>
internal static class ToolbarPainter
{
    private const float TextSize = 12, LineWidth = 1.4f, Radius = 6, Grid = 16;

    // The lines of the icons in the order of ToolIcon; see Lines.
    private static readonly float[][] Icons =
    [
        [4, 2, 10, 2, 13, 5, 13, 14, 4, 14, 4, 2, float.NaN, 0, 10, 2, 10, 5, 13, 5],
        [2, 13, 2, 4, 6, 4, 7.5f, 6, 14, 6, 14, 13, 2, 13],
        [8, 2, 8, 10, float.NaN, 0, 5, 7, 8, 10, 11, 7, float.NaN, 0, 3, 10, 3, 14, 13, 14, 13, 10],
        [8, 10, 8, 2, float.NaN, 0, 5, 5, 8, 2, 11, 5, float.NaN, 0, 3, 8, 3, 14, 13, 14, 13, 8],
        [3, 6, 10, 6, 12.2f, 7, 13, 9.5f, 12.2f, 12, 10, 13, 7, 13, float.NaN, 0, 6, 3, 3, 6, 6, 9],
        [13, 6, 6, 6, 3.8f, 7, 3, 9.5f, 3.8f, 12, 6, 13, 9, 13, float.NaN, 0, 10, 3, 13, 6, 10, 9],
        [3, 13, 4, 9, 11, 2, 14, 5, 7, 12, 3, 13, float.NaN, 0, 9.3f, 3.7f, 12.3f, 6.7f],
        [5, 10, 2.5f, 8, 2.5f, 5.5f, 5, 3.4f, 8, 2.7f, 11, 3.4f, 13.5f, 5.5f, 13.5f, 8, 11, 10, 8, 10.7f, 5, 10, 4.5f, 12, 6, 14],
        [6, 13, 2.5f, 9.5f, 9, 3, 13.5f, 7.5f, 8, 13, 6, 13, float.NaN, 0, 5.6f, 6.4f, 10.1f, 10.9f, float.NaN, 0, 8, 13, 14, 13],
        [5, 3, 13, 8, 5, 13, 5, 3],
        [8, 2, 11.5f, 7, 12, 10, 10.5f, 12.6f, 8, 13.5f, 5.5f, 12.6f, 4, 10, 4.5f, 7, 8, 2],
        [5.2f, 5.5f, 5.6f, 3.6f, 8, 2.6f, 10.4f, 3.6f, 10.6f, 5.8f, 8, 8, 8, 10, float.NaN, 0, 8, 13, 8, 13],
        [3, 4, 13, 4, float.NaN, 0, 6, 4, 6, 2, 10, 2, 10, 4, float.NaN, 0, 4, 4, 4.8f, 14, 11.2f, 14, 12, 4, float.NaN, 0, 6.8f, 6.5f,
            7.1f, 11.5f, float.NaN, 0, 9.2f, 6.5f, 8.9f, 11.5f],
    ];

    public static void Draw(UiRenderer ui, Palette palette, Toolbar toolbar)
    {
        for (int index = 0; index < toolbar.Buttons.Count; index++)
        {
            ToolButton button = toolbar.Buttons[index];
            bool on = button.Command.IsOn is { } isOn && isOn(), enabled = button.Row.IsEnabled;
            Box face = button.Face;
            if (on) ui.Rect(face, Radius, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
            else if (toolbar.Hovered == index && enabled) ui.Rect(face, Radius, palette.PanelBorder);
            uint colour = on ? palette.Ink.Of(byModel: true, 1) : enabled ? palette.Text : palette.MutedText.WithAlpha(0x60);
            Icon(ui, button.Command.Icon!.Value, face, colour);
        }
    }

    /// <summary>Draws the name of the command under the pointer. It lies over the sheet, so it is drawn later than the toolbar.</summary>
    public static void DrawTip(UiRenderer ui, Palette palette, Toolbar toolbar)
    {
        if (toolbar.Hovered is not { } hovered || hovered >= toolbar.Buttons.Count) return;
        ToolButton button = toolbar.Buttons[hovered];
        float x = button.Face.Right + 8, height = 26, y = button.Face.CentreY - height / 2;
        float width = ui.Measure(button.Tip, TextSize) + 20;
        ui.Shadow(x, y + 2, width, height, Radius, 8, palette.Shadow);
        ui.Rect(x, y, width, height, Radius, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
        ui.Text(button.Tip, x + 10, button.Face.Baseline(TextSize), TextSize, palette.Text);
    }

    /// <summary>Draws an icon in the middle of a box.</summary>
    public static void Icon(UiRenderer ui, ToolIcon icon, Box face, uint colour) => Lines(ui, Icons[(int)icon], face, colour);

    /// <summary>Draws lines in the middle of a box.</summary>
    /// <param name="places">The lines as pairs of x and y on a grid of 16 units, y downwards. A pair with NaN begins another line.</param>
    public static void Lines(UiRenderer ui, float[] places, Box face, uint colour)
    {
        float scale = Math.Min(face.Width, 24) / 24, left = face.X + face.Width / 2 - Grid / 2 * scale,
            top = face.CentreY - Grid / 2 * scale;
        for (int index = 2; index < places.Length; index += 2)
        {
            if (float.IsNaN(places[index]) || float.IsNaN(places[index - 2])) continue;
            ui.Line(left + places[index - 2] * scale, top + places[index - 1] * scale, left + places[index] * scale,
                top + places[index + 1] * scale, LineWidth, colour);
        }
    }
}
