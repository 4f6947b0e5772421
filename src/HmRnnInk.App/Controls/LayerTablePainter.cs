using System.Globalization;
using HmRnnInk.App.Rendering;
using HmRnnInk.App.Rendering.Panels;
using HmRnnInk.App.Text;

namespace HmRnnInk.App.Controls;

/// <summary>Draws a <see cref="LayerTable"/>: a line a layer, the highest on top, and below them what chance would give.</summary>
public static class LayerTablePainter
{
    private const float Size = ControlPainter.SmallSize, BoundariesRight = 134, PenUpsRight = 62;

    public static void Draw(UiRenderer ui, Palette palette, LayerTable table)
    {
        ReadOnlySpan<LayerFigures> layers = table.Meter.Layers;
        Box box = table.Bounds;
        float right = box.Right, baseline = box.Y + 13;
        ui.Text("boundaries", right - BoundariesRight, baseline, Size, palette.MutedText, align: TextAlign.Right);
        ui.Text("at pen-ups", right - PenUpsRight, baseline, Size, palette.MutedText, align: TextAlign.Right);
        ui.Text("skipped", right, baseline, Size, palette.MutedText, align: TextAlign.Right);
        Span<char> text = stackalloc char[24];
        for (int layer = layers.Length - 1; layer >= 0; layer--)
        {
            baseline += LayerTable.RowHeight;
            LayerFigures figures = layers[layer];
            text.TryWrite(CultureInfo.InvariantCulture, $"layer {layer + 1}", out int length);
            ui.Text(text[..length], box.X, baseline, ControlPainter.TextSize, palette.Text);
            Percent(ui, palette, right, baseline, figures.Skipped, palette.Text);
            if (layer == layers.Length - 1) continue; // no detector
            if (figures.Firing != Firing.Sometimes)
            {
                ui.Text(figures.Firing == Firing.Never ? "never" : "always", right - BoundariesRight, baseline, ControlPainter.TextSize, palette.Warning,
                    FontWeight.SemiBold, TextAlign.Right);
            }
            else
            {
                figures.BoundaryRate.TryFormat(text, out length, "0.00", CultureInfo.InvariantCulture);
                ui.Text(text[..length], right - BoundariesRight, baseline, ControlPainter.TextSize, palette.Text, align: TextAlign.Right, tabular: true);
            }

            if (!double.IsNaN(figures.AtPenUps)) Percent(ui, palette, right - PenUpsRight, baseline, figures.AtPenUps, palette.Text);
        }

        baseline += LayerTable.RowHeight;
        ui.Text("by chance", box.X, baseline, ControlPainter.TextSize, palette.MutedText);
        Percent(ui, palette, right - PenUpsRight, baseline, table.Meter.PenUpRate, palette.MutedText);
    }

    private static void Percent(UiRenderer ui, Palette palette, float right, float baseline, double share, uint colour)
    {
        Span<char> digits = stackalloc char[16];
        (100 * share).TryFormat(digits, out int written, "0", CultureInfo.InvariantCulture);
        " %".CopyTo(digits[written..]);
        ui.Text(digits[..(written + 2)], right, baseline, ControlPainter.TextSize, colour, align: TextAlign.Right, tabular: true);
    }
}
