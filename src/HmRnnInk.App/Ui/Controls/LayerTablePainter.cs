using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>Draws a <see cref="LayerTable"/>: one line per layer, the highest on top, and below them the values by chance.</summary>
internal static class LayerTablePainter
{
    private static readonly LayerFiguresText Figures =
        new(Size: ControlPainter.TextSize, HeadSize: ControlPainter.SmallSize, BoundariesRight: 134, PenUpsRight: 62);

    public static void Draw(UiRenderer ui, Palette palette, LayerTable table)
    {
        ReadOnlySpan<LayerFigures> layers = table.Meter.Layers;
        Box box = table.Bounds;
        float baseline = box.Y + 13;
        Figures.Head(ui, palette, box.Right, baseline);
        Span<char> text = stackalloc char[24];
        for (int layer = layers.Length - 1; layer >= 0; layer--)
        {
            baseline += LayerTable.RowHeight;
            text.TryWrite(CultureInfo.InvariantCulture, $"layer {layer + 1}", out int length);
            ui.Text(text[..length], box.X, baseline, Figures.Size, palette.Text);
            Figures.Row(ui, palette, box.Right, baseline, layers[layer], hasDetector: layer < layers.Length - 1);
        }

        baseline += LayerTable.RowHeight;
        ui.Text("by chance", box.X, baseline, Figures.Size, palette.MutedText);
        Figures.Chance(ui, palette, box.Right, baseline, table.Meter.PenUpRate);
    }
}
