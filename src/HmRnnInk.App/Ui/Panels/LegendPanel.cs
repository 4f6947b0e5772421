using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Hulls;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>
/// Draws the legend of the ink colours: the name of the mode, then a column per colour (person above model) or a colour ramp.
/// </summary>
internal static class LegendPanel
{
    private static readonly string OfMode = $"{PageKeys.NextColour} colour", OfLayer = $"{OfMode} · {PageKeys.NextLayer} layer",
        OfUnit = $"{PageKeys.NextColour} · {PageKeys.NextLayer} layer · {PageKeys.PreviousUnit} {PageKeys.NextUnit} unit";

    private const float LabelSize = LegendParts.LabelSize, TextDrop = LegendParts.TextDrop, RowOffset = LegendParts.RowOffset;

    /// <param name="x">The left edge in window units.</param>
    /// <param name="centre">Y of the middle in window units.</param>
    /// <param name="layers">The number of layers of the model. Without a model (0), the legend only shows whose ink it is.</param>
    /// <param name="unitRange">The value of a hidden unit at the end of the ramp.</param>
    /// <param name="names">What the segments of the layers are called.</param>
    /// <returns>The width of the legend in window units.</returns>
    public static float Draw(
        UiRenderer ui, Palette palette, float x, float centre, ColourScheme scheme, int layers, float unitRange, LayerNames names)
    {
        float at = layers == 0 ? x : x + Title(ui, palette, x, centre, scheme) + 22; // without a model there is only one colour mode
        if (scheme.Mode is not (ColourMode.Surprise or ColourMode.Unit)) at += Writers(ui, palette, at, centre) + 10;
        var parts = new LegendParts(ui, palette, at, centre, withModel: true);
        parts.Colours(scheme.Mode, scheme.Layer, layers, layers - 1, unitRange);
        return parts.X - x + (scheme.Mode == ColourMode.Nested ? Hulls(ui, palette, parts.X + 8, centre, layers, names) : 0);
    }

    /// <summary>Draws the name of the mode above its keys.</summary>
    /// <returns>The width.</returns>
    private static float Title(UiRenderer ui, Palette palette, float x, float centre, ColourScheme scheme)
    {
        Span<char> buffer = stackalloc char[40];
        int layer = scheme.Layer + 1;
        ReadOnlySpan<char> text = scheme.Mode switch
        {
            ColourMode.Segments => buffer.Write($"segments of layer {layer}"),
            ColourMode.Operation => buffer.Write($"what layer {layer} does"),
            ColourMode.Unit => buffer.Write($"layer {layer}, unit {scheme.Unit + 1}"),
            ColourMode.Letters => "letters of the text",
            ColourMode.Nested => "segments",
            _ => scheme.Mode.Label(),
        };
        float width = ui.Text(text, x, centre - RowOffset + TextDrop, LabelSize, palette.Text, FontWeight.SemiBold);
        ReadOnlySpan<char> keys = scheme.Mode switch
        {
            ColourMode.Segments or ColourMode.Operation => OfLayer,
            ColourMode.Unit => OfUnit,
            _ => OfMode,
        };
        return Math.Max(width, ui.Text(keys, x, centre + RowOffset + TextDrop, LabelSize, palette.MutedText));
    }

    /// <summary>Draws whose colours the two rows have.</summary>
    /// <returns>The width.</returns>
    private static float Writers(UiRenderer ui, Palette palette, float x, float centre)
    {
        float width = Math.Max(ui.Measure("you", LabelSize), ui.Measure("model", LabelSize));
        ui.Text("you", x + width, centre - RowOffset + TextDrop, LabelSize, palette.MutedText, align: TextAlign.Right);
        ui.Text("model", x + width, centre + RowOffset + TextDrop, LabelSize, palette.MutedText, align: TextAlign.Right);
        return width;
    }

    /// <summary>Draws hulls in the colours of each level, the outermost level first, with the name of its layer.</summary>
    /// <returns>The width.</returns>
    private static float Hulls(UiRenderer ui, Palette palette, float x, float centre, int layers, LayerNames names)
    {
        const float Width = 30, Height = 16;
        float at = x;
        int levels = HullPicture.LevelsOf(layers);
        for (int level = HullShape.Levels - levels; level < HullShape.Levels; level++)
        {
            // Enumerating an interface with foreach would allocate.
            for (int index = 0; index < palette.Modes.Hulls[level].Count; index++)
            {
                HullColour colour = palette.Modes.Hulls[level][index];
                ui.Rect(at, centre - Height / 2, Width, Height, Height / 2, colour.Fill, colour.Border);
                at += Width + 4;
            }

            string name = names.Label(HullPicture.LayerOf(level, layers));
            at += 4 + ui.Text(name, at + 4, centre + TextDrop, LabelSize, palette.MutedText) + 16;
        }

        return at - x;
    }
}
