using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Score;

/// <summary>
/// Draws the statistics of the newest rows beside each lane: the boundary rate, the share of boundaries that are at pen-ups (and what it
/// would be by chance), and the share of skipped work.
/// </summary>
internal static class ScoreFigures
{
    private const float Margin = 14;

    private static readonly LayerFiguresText Figures = new(Size: 12, HeadSize: 10.5f, BoundariesRight: 112, PenUpsRight: 50);

    public static void Draw(UiRenderer ui, Palette palette, ScoreLayout layout, LiveMeter meter)
    {
        if (!layout.ShowsFigures || meter.Layers.Length != layout.Layers) return;
        float right = layout.X + layout.Width - Margin;
        Figures.Head(ui, palette, right, layout.Bottom(layout.Layers - 1) - layout.HeightOf(layout.Layers - 1) - 3);
        for (int layer = 0; layer < layout.Layers; layer++)
            Figures.Row(ui, palette, right, layout.LabelBaseline(layer), meter.Layers[layer], hasDetector: layer < layout.Layers - 1);
        float pen = layout.LabelBaseline(ScoreLayout.PenLane);
        Figures.Chance(ui, palette, right, pen, meter.PenUpRate);
        ui.Text("by chance", right - Figures.BoundariesRight, pen, Figures.Size, palette.MutedText, align: TextAlign.Right);
    }
}
