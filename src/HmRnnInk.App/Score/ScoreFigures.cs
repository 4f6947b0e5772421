using System.Globalization;
using HmRnnInk.App.Live;
using HmRnnInk.App.Rendering;
using HmRnnInk.App.Rendering.Panels;
using HmRnnInk.App.Text;

namespace HmRnnInk.App.Score;

/// <summary>
/// Beside each lane what its layer's boundaries are worth, over the newest rows: how often there is one, how many fall on a pen-up
/// (beside how many would by chance), how much work they saved.
/// </summary>
public static class ScoreFigures
{
    private const float TextSize = 12, HeadSize = 10.5f, RateRight = 112, PenUpsRight = 50, Margin = 14;

    public static void Draw(UiRenderer ui, Palette palette, ScoreLayout layout, LiveMeter meter)
    {
        if (!layout.ShowsFigures || meter.Layers.Length != layout.Layers) return;
        float right = layout.X + layout.Width - Margin;
        float head = layout.Bottom(layout.Layers - 1) - layout.HeightOf(layout.Layers - 1) - 3;
        ui.Text("boundaries", right - RateRight, head, HeadSize, palette.MutedText, align: TextAlign.Right);
        ui.Text("at pen-ups", right - PenUpsRight, head, HeadSize, palette.MutedText, align: TextAlign.Right);
        ui.Text("skipped", right, head, HeadSize, palette.MutedText, align: TextAlign.Right);
        Span<char> digits = stackalloc char[16];
        for (int layer = 0; layer < layout.Layers; layer++)
        {
            LayerFigures figures = meter.Layers[layer];
            float baseline = layout.LabelBaseline(layer);
            Percent(ui, palette, right, baseline, figures.Skipped);
            if (layer == layout.Layers - 1) continue; // no detector
            if (figures.Firing != Firing.Sometimes)
            {
                ui.Text(figures.Firing == Firing.Never ? "never" : "always", right - RateRight, baseline, TextSize, palette.Warning,
                    FontWeight.SemiBold, TextAlign.Right);
            }
            else
            {
                figures.BoundaryRate.TryFormat(digits, out int written, "0.00", CultureInfo.InvariantCulture);
                ui.Text(digits[..written], right - RateRight, baseline, TextSize, palette.Text, align: TextAlign.Right, tabular: true);
            }

            if (!double.IsNaN(figures.AtPenUps)) Percent(ui, palette, right - PenUpsRight, baseline, figures.AtPenUps);
        }

        float pen = layout.LabelBaseline(ScoreLayout.PenLane);
        Percent(ui, palette, right - PenUpsRight, pen, meter.PenUpRate, palette.MutedText);
        ui.Text("by chance", right - RateRight, pen, TextSize, palette.MutedText, align: TextAlign.Right);
    }

    private static void Percent(UiRenderer ui, Palette palette, float right, float baseline, double share, uint? colour = null)
    {
        Span<char> digits = stackalloc char[16];
        (100 * share).TryFormat(digits, out int written, "0", CultureInfo.InvariantCulture);
        " %".CopyTo(digits[written..]);
        ui.Text(digits[..(written + 2)], right, baseline, TextSize, colour ?? palette.Text, align: TextAlign.Right, tabular: true);
    }
}
