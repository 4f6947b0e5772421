using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Hulls;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>
/// Draws the legend of the ink colours: the name of the mode, then a column per colour (person above model) or a colour ramp.
/// </summary>
public static class LegendPanel
{
    private const float LabelSize = 12, TextDrop = LabelSize * 0.36f, SwatchLength = 24, SwatchWidth = 4, RowOffset = 7.5f, Gap = 16;
    private const float RampLength = 148, RampHeight = 8;

    /// <param name="x">The left edge in pen units.</param>
    /// <param name="centre">Y of the middle in pen units.</param>
    /// <param name="layers">The layers of the model. Without a model (0) the legend only shows whose ink it is.</param>
    /// <param name="unitRange">The value of a hidden unit at the end of the ramp.</param>
    /// <param name="surprise">Log-likelihood at both ends of the ramp, nats per point.</param>
    /// <param name="names">What the segments of the layers are called.</param>
    /// <returns>The width of the legend in pen units.</returns>
    public static float Draw(
        UiRenderer ui, Palette palette, float x, float centre, ColourScheme scheme, int layers, float unitRange,
        (float First, float Last) surprise, LayerNames names)
    {
        float at = x + Title(ui, palette, x, centre, scheme, layers) + 22;
        Span<char> first = stackalloc char[48], last = stackalloc char[48];
        switch (scheme.Mode)
        {
            case ColourMode.Surprise:
                first.TryWrite(CultureInfo.InvariantCulture, $"expected {surprise.First:0}", out int firstLength);
                last.TryWrite(CultureInfo.InvariantCulture, $"−{-surprise.Last:0} nats a point, surprising", out int lastLength);
                return at + Ramp(ui, palette, at, centre, palette.Modes.Surprise, first[..firstLength], last[..lastLength]) - x;
            case ColourMode.Unit:
                first.TryWrite(CultureInfo.InvariantCulture, $"−{unitRange:0.##}", out firstLength);
                last.TryWrite(CultureInfo.InvariantCulture, $"+{unitRange:0.##}", out lastLength);
                return at + Ramp(ui, palette, at, centre, palette.Modes.Unit, first[..firstLength], last[..lastLength]) - x;
            case ColourMode.Nested:
                at += Swatches(ui, palette, at, centre, scheme, layers);
                return at + Hulls(ui, palette, at + 8, centre, layers, names) - x;
            default:
                return at + Swatches(ui, palette, at, centre, scheme, layers) - x;
        }
    }

    /// <returns>Its width.</returns>
    private static float Title(UiRenderer ui, Palette palette, float x, float centre, ColourScheme scheme, int layers)
    {
        Span<char> text = stackalloc char[40];
        int layer = scheme.Layer + 1;
        int length = 0;
        _ = scheme.Mode switch
        {
            ColourMode.Segments => text.TryWrite(CultureInfo.InvariantCulture, $"segments of layer {layer}", out length),
            ColourMode.Operation => text.TryWrite(CultureInfo.InvariantCulture, $"what layer {layer} does", out length),
            ColourMode.Surprise => text.TryWrite($"surprise", out length),
            ColourMode.Unit => text.TryWrite(CultureInfo.InvariantCulture, $"layer {layer}, unit {scheme.Unit + 1}", out length),
            ColourMode.Letters => text.TryWrite($"letters of the text", out length),
            ColourMode.Plain => text.TryWrite($"plain", out length),
            ColourMode.Nested => text.TryWrite($"segments", out length),
            _ => text.TryWrite($"deepest flush", out length),
        };
        if (layers == 0) return -22; // Without a model there is only one colour mode.
        float width = ui.Text(text[..length], x, centre - RowOffset + TextDrop, LabelSize, palette.Text, FontWeight.SemiBold);
        ReadOnlySpan<char> keys = scheme.Mode switch
        {
            ColourMode.Segments or ColourMode.Operation => "C colour · L layer",
            ColourMode.Unit => "C · L layer · [ ] unit",
            _ => "C colour",
        };
        return Math.Max(width, ui.Text(keys, x, centre + RowOffset + TextDrop, LabelSize, palette.MutedText));
    }

    /// <returns>Its width.</returns>
    private static float Swatches(UiRenderer ui, Palette palette, float x, float centre, ColourScheme scheme, int layers)
    {
        float at = x + Math.Max(ui.Measure("you", LabelSize), ui.Measure("model", LabelSize));
        ui.Text("you", at, centre - RowOffset + TextDrop, LabelSize, palette.MutedText, align: TextAlign.Right);
        ui.Text("model", at, centre + RowOffset + TextDrop, LabelSize, palette.MutedText, align: TextAlign.Right);
        at += 10;
        ModeColours modes = palette.Modes;
        switch (scheme.Mode)
        {
            case ColourMode.Segments:
                for (int hue = 0; hue < modes.Segments.Person.Count; hue++)
                    at += Swatch(ui, palette, at, centre, modes.Segments.Person[hue], modes.Segments.Model[hue], "") - 8;
                return at + ui.Text("alternating", at + 4, centre + TextDrop, LabelSize, palette.MutedText) + 4 - x;
            case ColourMode.Letters:
                at += Swatch(ui, palette, at, centre, palette.Ink.Of(byModel: false, 0), palette.Ink.Of(byModel: true, 0), "no letter");
                for (int hue = 0; hue < modes.Segments.Model.Count; hue++)
                {
                    ui.Line(at, centre + RowOffset, at + SwatchLength, centre + RowOffset, SwatchWidth, modes.Segments.Model[hue]);
                    at += SwatchLength + Gap - 8;
                }

                return at + ui.Text("letters", at + 4, centre + RowOffset + TextDrop, LabelSize, palette.MutedText) + 4 - x;
            case ColourMode.Operation:
                for (int operation = 0; operation < LegendWords.Operations.Count; operation++)
                {
                    // The lowest layer never copies, and the top one never flushes.
                    bool never = (Operation)operation == Operation.Copy ? scheme.Layer == 0 : (Operation)operation == Operation.Flush
                        && scheme.Layer == layers - 1;
                    if (!never)
                        at += Swatch(ui, palette, at, centre, modes.PersonOperations[operation], modes.ModelOperations[operation],
                            LegendWords.Operations[operation]);
                }

                return at - x;
            case ColourMode.Flush:
                int columns = Math.Clamp(layers, 1, LegendWords.FlushDepths);
                for (int depth = 0; depth < columns; depth++)
                {
                    string label = columns == 1 ? "" : LegendWords.Flush(depth, layers - 1);
                    at += Swatch(ui, palette, at, centre, palette.Ink.Of(byModel: false, depth), palette.Ink.Of(byModel: true, depth),
                        label);
                }

                return at - x;
            default:
                return at + Swatch(ui, palette, at, centre, palette.Plain(byModel: false), palette.Plain(byModel: true), "") - x;
        }
    }

    /// <summary>Draws a hull of each level, the outermost first.</summary>
    /// <returns>Its width.</returns>
    private static float Hulls(UiRenderer ui, Palette palette, float x, float centre, int layers, LayerNames names)
    {
        const float Width = 30, Height = 16;
        float at = x;
        int levels = HullPicture.LevelsOf(layers);
        for (int level = HullShape.Levels - levels; level < HullShape.Levels; level++)
        {
            // A for loop, because enumerating an interface would allocate.
            for (int index = 0; index < palette.Modes.Hulls[level].Count; index++)
            {
                HullColour colour = palette.Modes.Hulls[level][index];
                ui.Rect(at, centre - Height / 2, Width, Height, Height / 2, colour.Fill, colour.Border);
                at += Width + 4;
            }

            string name = names.Label(HullPicture.LayerOf(level, layers));
            at += 4 + ui.Text(name, at + 4, centre + TextDrop, LabelSize, palette.MutedText) + Gap;
        }

        return at - x;
    }

    /// <returns>The width with the gap after it.</returns>
    private static float Swatch(UiRenderer ui, Palette palette, float x, float centre, uint person, uint model, ReadOnlySpan<char> label)
    {
        ui.Line(x, centre - RowOffset, x + SwatchLength, centre - RowOffset, SwatchWidth, person);
        ui.Line(x, centre + RowOffset, x + SwatchLength, centre + RowOffset, SwatchWidth, model);
        float text = label.IsEmpty ? 0 : 8 + ui.Text(label, x + SwatchLength + 8, centre + TextDrop, LabelSize, palette.MutedText);
        return SwatchLength + text + Gap;
    }

    /// <returns>Its width.</returns>
    private static float Ramp(
        UiRenderer ui, Palette palette, float x, float centre, ColourRamp ramp, ReadOnlySpan<char> first, ReadOnlySpan<char> last)
    {
        float at = x + ui.Text(first, x, centre + TextDrop, LabelSize, palette.MutedText) + 10;
        float step = RampLength / ColourRamp.Steps;
        for (int index = 0; index < ColourRamp.Steps; index++)
            ui.Rect(at + index * step, centre - RampHeight / 2, step, RampHeight, 0, ramp.Colours[index]);
        at += RampLength + 10;
        return at + ui.Text(last, at, centre + TextDrop, LabelSize, palette.MutedText) - x;
    }
}
