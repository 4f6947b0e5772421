using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>
/// Draws the statistics of a layer as right-aligned columns of text, in the score and in the control panel. Sizes and distances are in
/// window units.
/// </summary>
/// <param name="Size">Font size of the numbers.</param>
/// <param name="HeadSize">Font size of the column names.</param>
/// <param name="BoundariesRight">Distance of the boundaries column from the right edge.</param>
/// <param name="PenUpsRight">Distance of the pen-ups column from the right edge.</param>
internal readonly record struct LayerFiguresText(float Size, float HeadSize, float BoundariesRight, float PenUpsRight)
{
    public void Head(UiRenderer ui, Palette palette, float right, float baseline)
    {
        ui.Text("boundaries", right - BoundariesRight, baseline, HeadSize, palette.MutedText, align: TextAlign.Right);
        ui.Text("at pen-ups", right - PenUpsRight, baseline, HeadSize, palette.MutedText, align: TextAlign.Right);
        ui.Text("skipped", right, baseline, HeadSize, palette.MutedText, align: TextAlign.Right);
    }

    /// <param name="hasDetector">False for the top layer, which has no boundary detector.</param>
    public void Row(UiRenderer ui, Palette palette, float right, float baseline, in LayerFigures figures, bool hasDetector)
    {
        Percent(ui, right, baseline, figures.Skipped, palette.Text);
        if (!hasDetector) return;
        if (figures.Firing != Firing.Sometimes)
        {
            ui.Text(figures.Firing == Firing.Never ? "never" : "always", right - BoundariesRight, baseline, Size, palette.Warning,
                FontWeight.SemiBold, TextAlign.Right);
        }
        else
        {
            Span<char> digits = stackalloc char[16];
            ui.Text(digits.Write($"{figures.BoundaryRate:0.00}"), right - BoundariesRight, baseline, Size, palette.Text,
                align: TextAlign.Right, tabular: true);
        }

        if (!double.IsNaN(figures.AtPenUps)) Percent(ui, right - PenUpsRight, baseline, figures.AtPenUps, palette.Text);
    }

    /// <summary>Draws the share of boundaries that would fall on pen-ups by chance.</summary>
    public void Chance(UiRenderer ui, Palette palette, float right, float baseline, double penUpRate) =>
        Percent(ui, right - PenUpsRight, baseline, penUpRate, palette.MutedText);

    private void Percent(UiRenderer ui, float right, float baseline, double share, uint colour)
    {
        Span<char> digits = stackalloc char[16];
        ui.Text(digits.Write($"{100 * share:0} %"), right, baseline, Size, colour, align: TextAlign.Right, tabular: true);
    }
}
