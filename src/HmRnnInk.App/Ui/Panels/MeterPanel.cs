using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>
/// Draws the meter: the boundary rate of each layer, the share of skipped work, and on request the speed of the model and the frame rate.
/// It warns if a layer always or never finds a boundary.
/// </summary>
internal static class MeterPanel
{
    private const float LabelSize = 12, BarLength = 44, BarHeight = 6, Gap = 18;

    /// <summary>Approximate widths including gaps. They decide what fits.</summary>
    private const float RateWidth = 144, WarningWidth = 190, SpeedsWidth = 186, SkippedWidth = 152;

    /// <param name="right">The right edge in window units.</param>
    /// <param name="centre">Y of the middle in window units.</param>
    /// <param name="stepsPerSecond">Rows that the model reads or writes per second.</param>
    /// <param name="framesPerSecond">Frames drawn per second.</param>
    /// <param name="skipped">The share of layer updates that were skipped.</param>
    /// <param name="layers">The layers, the lowest first. The top layer has no boundaries.</param>
    /// <param name="rates">Whether to show boundary rates, which the score shows too. Otherwise only warnings about them are shown.</param>
    /// <param name="speeds">Whether to show the speed of the model and the frame rate.</param>
    /// <param name="room">The maximum width. If it is too small, the speeds are left out first.</param>
    public static void Draw(
        UiRenderer ui, Palette palette, float right, float centre, double stepsPerSecond, double framesPerSecond, double skipped,
        ReadOnlySpan<LayerFigures> layers, bool rates, bool speeds = false, float room = float.PositiveInfinity)
    {
        float at = right;
        float baseline = centre + LabelSize * UiRenderer.HalfCapital;
        float layersWidth = 0;
        for (int layer = layers.Length - 2; layer >= 0; layer--)
            layersWidth += rates ? RateWidth : layers[layer].Firing != Firing.Sometimes ? WarningWidth : 0;
        if (speeds && room >= layersWidth + SpeedsWidth + SkippedWidth)
        {
            at -= Figure(ui, palette, at, baseline, framesPerSecond, " frames/s", widest: "000") + Gap;
            at -= Figure(ui, palette, at, baseline, stepsPerSecond, " points/s", widest: "0,000") + Gap;
        }

        if (!layers.IsEmpty && room >= layersWidth + SkippedWidth)
            at -= Figure(ui, palette, at, baseline, 100 * skipped, " % of the work skipped", widest: "00") + Gap;
        for (int layer = layers.Length - 2; layer >= 0 && room >= layersWidth; layer--)
        {
            if (rates) at -= Rate(ui, palette, at, centre, baseline, layer, layers[layer]) + Gap;
            else if (layers[layer].Firing is not Firing.Sometimes and var firing)
                at -= Warn(ui, palette, at, centre, baseline, layer, firing) + Gap;
        }
    }

    /// <summary>Draws a number and its unit.</summary>
    /// <returns>The width, as for all methods below.</returns>
    private static float Figure(UiRenderer ui, Palette palette, float right, float baseline, double value, string unit, string widest)
    {
        float unitWidth = ui.Text(unit, right, baseline, LabelSize, palette.MutedText, align: TextAlign.Right);
        Span<char> digits = stackalloc char[16];
        ui.Text(digits.Write($"{value:#,0}"), right - unitWidth, baseline, LabelSize, palette.Text, align: TextAlign.Right, tabular: true);

        // The width of the widest number, so that what is to the left does not move.
        return unitWidth + ui.Measure(widest, LabelSize, tabular: true);
    }

    /// <summary>Draws the boundary rate of a layer as a bar and a number.</summary>
    private static float Rate(UiRenderer ui, Palette palette, float right, float centre, float baseline, int layer, LayerFigures figures)
    {
        Span<char> buffer = stackalloc char[16];
        bool warns = figures.Firing != Firing.Sometimes;
        ReadOnlySpan<char> rate = figures.Firing switch
        {
            Firing.Never => "never",
            Firing.Always => "always",
            _ => buffer.Write($"{figures.BoundaryRate:0.00}"),
        };
        float at = right - 8 - ui.Text(
            rate, right, baseline, LabelSize, warns ? palette.Warning : palette.Text,
            warns ? FontWeight.SemiBold : FontWeight.Regular, TextAlign.Right, tabular: true);

        float top = centre - BarHeight / 2;
        ui.Rect(at - BarLength, top, BarLength, BarHeight, BarHeight / 2, palette.PanelBorder);
        float filled = BarLength * (float)Math.Clamp(figures.BoundaryRate, 0, 1);
        if (filled > 0)
            ui.Rect(at - BarLength, top, Math.Max(filled, BarHeight), BarHeight, BarHeight / 2, palette.Ink.Of(byModel: false, layer + 1));
        at -= BarLength + 8;

        Span<char> name = stackalloc char[16];
        at -= ui.Text(name.Write($"layer {layer + 1}"), at, baseline, LabelSize, palette.MutedText, align: TextAlign.Right);
        return right - at;
    }

    /// <summary>Draws a warning about a layer that always or never finds a boundary.</summary>
    private static float Warn(UiRenderer ui, Palette palette, float right, float centre, float baseline, int layer, Firing firing)
    {
        Span<char> text = stackalloc char[48];
        string what = firing == Firing.Never ? "never ends a segment" : "ends a segment at every chance";
        float width = 12 + ui.Text(
            text.Write($"layer {layer + 1} {what}"), right, baseline, LabelSize, palette.Warning, align: TextAlign.Right);
        ui.Line(right - width + 2, centre - 3, right - width + 2, centre + 3, 3, palette.Warning);
        return width;
    }
}
