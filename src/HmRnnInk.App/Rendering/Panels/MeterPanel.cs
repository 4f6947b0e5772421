using System.Globalization;
using HmRnnInk.App.Text;

namespace HmRnnInk.App.Rendering.Panels;

/// <summary>The small display: how often each layer finds a boundary, how fast the model runs, how fast the screen is.</summary>
public static class MeterPanel
{
    private const float LabelSize = 12, BarLength = 44, BarHeight = 6, Gap = 18;

    /// <param name="right">Its right edge, pen units.</param>
    /// <param name="centre">Y of its middle, pen units.</param>
    /// <param name="stepsPerSecond">Rows the model read or wrote.</param>
    /// <param name="framesPerSecond">Of the screen.</param>
    /// <param name="boundaryRates">[layers − 1], each in [0, 1].</param>
    /// <returns>Its width, pen units.</returns>
    public static float Draw(
        UiRenderer ui, Palette palette, float right, float centre, double stepsPerSecond, double framesPerSecond,
        ReadOnlySpan<double> boundaryRates)
    {
        float at = right;
        float baseline = centre + LabelSize * 0.36f;
        at -= Figure(ui, palette, at, baseline, framesPerSecond, " fps", widest: "000") + Gap;
        at -= Figure(ui, palette, at, baseline, stepsPerSecond, " steps/s", widest: "0,000") + Gap;
        for (int layer = boundaryRates.Length - 1; layer >= 0; layer--)
            at -= Rate(ui, palette, at, centre, baseline, layer, boundaryRates[layer]) + Gap;
        return right - at - Gap;
    }

    private static float Figure(UiRenderer ui, Palette palette, float right, float baseline, double value, string unit, string widest)
    {
        float unitWidth = ui.Text(unit, right, baseline, LabelSize, palette.MutedText, align: TextAlign.Right);
        Span<char> digits = stackalloc char[16];
        value.TryFormat(digits, out int written, "#,0", CultureInfo.InvariantCulture);
        ui.Text(digits[..written], right - unitWidth, baseline, LabelSize, palette.Text, align: TextAlign.Right, tabular: true);

        // The room is the widest figure's, so that what stands to the left does not shake.
        return unitWidth + ui.Measure(widest, LabelSize, tabular: true);
    }

    private static float Rate(UiRenderer ui, Palette palette, float right, float centre, float baseline, int layer, double rate)
    {
        Span<char> digits = stackalloc char[16];
        rate.TryFormat(digits, out int written, "0.00", CultureInfo.InvariantCulture);
        float at = right - ui.Text(digits[..written], right, baseline, LabelSize, palette.Text, align: TextAlign.Right, tabular: true) - 8;

        float top = centre - BarHeight / 2;
        ui.Rect(at - BarLength, top, BarLength, BarHeight, BarHeight / 2, palette.PanelBorder);
        float filled = BarLength * (float)Math.Clamp(rate, 0, 1);
        if (filled > 0)
            ui.Rect(at - BarLength, top, Math.Max(filled, BarHeight), BarHeight, BarHeight / 2, palette.Ink.Of(byModel: false, layer + 1));
        at -= BarLength + 8;

        Span<char> name = stackalloc char[16];
        name.TryWrite(CultureInfo.InvariantCulture, $"layer {layer + 1}", out int length);
        at -= ui.Text(name[..length], at, baseline, LabelSize, palette.MutedText, align: TextAlign.Right);
        return right - at;
    }
}
