using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>A layer's figures as text in columns that end at given edges: in the score and in the panel of controls.</summary>
/// <param name="Size">Of the figures.</param>
/// <param name="HeadSize">Of the columns' names.</param>
/// <param name="BoundariesRight">From the right edge to the end of the column of boundaries.</param>
/// <param name="PenUpsRight">The same of the column of pen-ups.</param>
public readonly record struct LayerFiguresText(float Size, float HeadSize, float BoundariesRight, float PenUpsRight)
{
    public void Head(UiRenderer ui, Palette palette, float right, float baseline)
    {
        ui.Text("boundaries", right - BoundariesRight, baseline, HeadSize, palette.MutedText, align: TextAlign.Right);
        ui.Text("at pen-ups", right - PenUpsRight, baseline, HeadSize, palette.MutedText, align: TextAlign.Right);
        ui.Text("skipped", right, baseline, HeadSize, palette.MutedText, align: TextAlign.Right);
    }

    /// <param name="hasDetector">False for the top layer: it ends no segments.</param>
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
            figures.BoundaryRate.TryFormat(digits, out int written, "0.00", CultureInfo.InvariantCulture);
            ui.Text(digits[..written], right - BoundariesRight, baseline, Size, palette.Text, align: TextAlign.Right, tabular: true);
        }

        if (!double.IsNaN(figures.AtPenUps)) Percent(ui, right - PenUpsRight, baseline, figures.AtPenUps, palette.Text);
    }

    /// <summary>How many of the boundaries would be at pen-ups if they were anywhere.</summary>
    public void Chance(UiRenderer ui, Palette palette, float right, float baseline, double penUpRate) =>
        Percent(ui, right - PenUpsRight, baseline, penUpRate, palette.MutedText);

    private void Percent(UiRenderer ui, float right, float baseline, double share, uint colour)
    {
        Span<char> digits = stackalloc char[16];
        (100 * share).TryFormat(digits, out int written, "0", CultureInfo.InvariantCulture);
        " %".CopyTo(digits[written..]);
        ui.Text(digits[..(written + 2)], right, baseline, Size, colour, align: TextAlign.Right, tabular: true);
    }
}
