using HmRnnInk.App.Text;

namespace HmRnnInk.App.Rendering.Panels;

/// <summary>What the colours of the ink mean: a column a depth, the person's ink above the model's.</summary>
public static class LegendPanel
{
    private const float LabelSize = 12, SwatchLength = 24, SwatchWidth = 4, RowOffset = 7.5f;

    private static readonly string[] Depths = ["no flush", "layer 1 flush", "layer 2 flush", "layer 3 flush"];

    /// <param name="x">Left edge, pen units.</param>
    /// <param name="centre">Y of its middle, pen units.</param>
    /// <param name="flushingLayers">Layers that can flush: all but the top one. 0 where there is no model: then only whose ink it is.</param>
    /// <returns>Its width, pen units.</returns>
    public static float Draw(UiRenderer ui, Palette palette, float x, float centre, int flushingLayers)
    {
        const float TextDrop = LabelSize * 0.36f;
        float you = ui.Measure("you", LabelSize, FontWeight.SemiBold), model = ui.Measure("model", LabelSize, FontWeight.SemiBold);
        float at = x + Math.Max(you, model);
        ui.Text("you", at, centre - RowOffset + TextDrop, LabelSize, palette.Text, FontWeight.SemiBold, TextAlign.Right);
        ui.Text("model", at, centre + RowOffset + TextDrop, LabelSize, palette.Text, FontWeight.SemiBold, TextAlign.Right);
        at += 12;

        int columns = Math.Min(flushingLayers + 1, Depths.Length);
        for (int depth = 0; depth < columns; depth++)
        {
            ui.Line(at, centre - RowOffset, at + SwatchLength, centre - RowOffset, SwatchWidth, palette.Ink.Of(byModel: false, depth));
            ui.Line(at, centre + RowOffset, at + SwatchLength, centre + RowOffset, SwatchWidth, palette.Ink.Of(byModel: true, depth));
            at += SwatchLength + 8;
            if (columns == 1) break;
            bool more = depth == Depths.Length - 1 && flushingLayers >= Depths.Length;
            at += ui.Text(more ? "layer 3+ flush" : Depths[depth], at, centre + TextDrop, LabelSize, palette.MutedText) + 16;
        }

        return at - x;
    }
}
