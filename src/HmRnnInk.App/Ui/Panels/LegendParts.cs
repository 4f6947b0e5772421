using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>Draws the parts of a legend from left to right, for a page and for a watched run.</summary>
/// <param name="x">The left edge in window units.</param>
/// <param name="centre">Y of the middle in window units.</param>
/// <param name="withModel">Whether the model's colours are shown too, below the person's.</param>
internal struct LegendParts(UiRenderer ui, Palette palette, float x, float centre, bool withModel)
{
    /// <summary>
    /// The font size; how far a baseline is below the middle of its text; how far a row is from the middle of the legend.
    /// </summary>
    public const float LabelSize = 12, TextDrop = LabelSize * UiRenderer.HalfCapital, RowOffset = 7.5f;

    private const float SwatchLength = 24, SwatchWidth = 4, Gap = 16, NarrowGap = 8, RampLength = 148, RampHeight = 8;

    private static readonly string[] Operations = ["update", "copy", "flush"]; // in the order of Operation
    private static readonly string[] Depths = ["no flush", "layer 1 flush", "layer 2 flush", "layer 3 flush", "layer 3+ flush"];

    /// <summary>Where the next part begins.</summary>
    public float X { get; private set; } = x;

    /// <summary>Leaves a space.</summary>
    public void Skip(float width) => X += width;

    public void Text(ReadOnlySpan<char> text, FontWeight weight = FontWeight.Regular) =>
        X += ui.Text(text, X, centre + TextDrop, LabelSize, weight == FontWeight.Regular ? palette.MutedText : palette.Text, weight);

    /// <summary>Draws the colours of a mode.</summary>
    /// <param name="layer">The layer that the mode shows, from 0, the lowest; null for all layers.</param>
    /// <param name="detectors">The number of layers that can flush.</param>
    /// <param name="unitRange">The value of a hidden unit at the end of its ramp.</param>
    public void Colours(ColourMode mode, int? layer, int layers, int detectors, float unitRange = 0)
    {
        switch (mode)
        {
            case ColourMode.Segments: Segments(); break;
            case ColourMode.Flush: Flushes(detectors); break;
            case ColourMode.Operation: OperationsOf(layer, layers); break;
            case ColourMode.Surprise: Surprise(); break;
            case ColourMode.Unit: Unit(unitRange); break;
            case ColourMode.Letters: Letters(); break;
            default: Swatch(palette.Plain(byModel: false), palette.Plain(byModel: true), ""); break;
        }
    }

    private void Segments()
    {
        SegmentColours colours = palette.Modes.Segments;
        for (int hue = 0; hue < colours.Person.Count; hue++) Swatch(colours.Person[hue], colours.Model[hue], "", NarrowGap);
        Skip(4);
        Text("alternating");
    }

    /// <summary>Draws the alternating colours of letters, which only the model's ink has.</summary>
    private void Letters()
    {
        Swatch(palette.Ink.Of(byModel: false, 0), palette.Ink.Of(byModel: true, 0), "no letter");
        IReadOnlyList<uint> hues = palette.Modes.Segments.Model;
        for (int hue = 0; hue < hues.Count; hue++) Swatch(null, hues[hue], "", NarrowGap); // foreach would allocate
        Skip(4);
        X += ui.Text("letters", X, centre + RowOffset + TextDrop, LabelSize, palette.MutedText);
    }

    /// <summary>Draws the colours of the operations that a layer can do.</summary>
    private void OperationsOf(int? layer, int layers)
    {
        for (int operation = 0; operation < Operations.Length; operation++)
        {
            // The lowest layer never copies, and the top one never flushes.
            if ((Operation)operation == Operation.Copy && layer == 0) continue;
            if ((Operation)operation == Operation.Flush && layer == layers - 1) continue;
            Swatch(palette.Modes.PersonOperations[operation], palette.Modes.ModelOperations[operation], Operations[operation]);
        }
    }

    /// <summary>Draws the colours of the deepest flush. Deeper layers share the last colour.</summary>
    private void Flushes(int detectors)
    {
        int colours = palette.Ink.Person.Count, columns = Math.Clamp(detectors + 1, 1, colours);
        for (int depth = 0; depth < columns; depth++)
        {
            string label = columns == 1 ? "" : depth == colours - 1 && detectors >= colours ? Depths[colours] : Depths[depth];
            Swatch(palette.Ink.Of(byModel: false, depth), palette.Ink.Of(byModel: true, depth), label);
        }
    }

    /// <summary>Draws a colour of the person above the same colour of the model, and a label.</summary>
    private void Swatch(uint? person, uint? model, ReadOnlySpan<char> label, float gap = Gap)
    {
        float offset = withModel ? RowOffset : 0;
        if (person is { } above) ui.Line(X, centre - offset, X + SwatchLength, centre - offset, SwatchWidth, above);
        if (withModel && model is { } below) ui.Line(X, centre + offset, X + SwatchLength, centre + offset, SwatchWidth, below);
        Skip(SwatchLength);
        if (!label.IsEmpty)
        {
            Skip(8);
            Text(label);
        }

        Skip(gap);
    }

    private void Surprise()
    {
        Span<char> first = stackalloc char[48], last = stackalloc char[48];
        Ramp(palette.Modes.Surprise, first.Write($"expected {InkPaint.ExpectedNats:0}"),
            last.Write($"−{-InkPaint.SurprisingNats:0} nats a point, surprising"));
    }

    private void Unit(float range)
    {
        Span<char> first = stackalloc char[48], last = stackalloc char[48];
        Ramp(palette.Modes.Unit, first.Write($"−{range:0.##}"), last.Write($"+{range:0.##}"));
    }

    private void Ramp(ColourRamp ramp, ReadOnlySpan<char> first, ReadOnlySpan<char> last)
    {
        Text(first);
        Skip(10);
        float step = RampLength / ColourRamp.Steps;
        for (int index = 0; index < ColourRamp.Steps; index++)
            ui.Rect(X + index * step, centre - RampHeight / 2, step, RampHeight, 0, ramp.Colours[index]);
        Skip(RampLength + 10);
        Text(last);
    }
}
