using HmRnnInk.App.Colours;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>Computes the colour of each row's ink in the current colour mode.</summary>
/// <param name="segmentOf">Gives the number of the segment that a row belongs to. Its arguments are the layer and the row, from 0.</param>
/// <param name="hiddens">The hidden units of the model; null without a model.</param>
internal sealed class InkPaint(Func<int, int, int> segmentOf, HiddenHistory? hiddens)
{
    /// <summary>
    /// The ends of the colour ramp for surprise, log-likelihood in nats per row. About 90 % of the rows of people's writing lie between
    /// them.
    /// </summary>
    public const float ExpectedNats = 3, SurprisingNats = -3;

    private int _measuredRows, _recalled;

    public HiddenHistory? Hiddens { get; set; } = hiddens;

    public Palette Palette { get; private set; } = Palette.Light;

    public ColourScheme Scheme { get; private set; }

    /// <summary>The value of a hidden unit at the end of the colour ramp. The ramp starts at its negative.</summary>
    public float UnitRange { get; private set; } = 1;

    /// <param name="traced">The number of rows that the model has read.</param>
    /// <returns>Whether all ink needs new colours.</returns>
    public bool Choose(Palette palette, ColourScheme scheme, int traced)
    {
        // After a page was opened, its hidden units become known over several frames.
        int recalled = scheme.Mode == ColourMode.Unit ? Hiddens?.Recalled ?? 0 : _recalled;
        bool repaint = palette != Palette || scheme != Scheme || recalled != _recalled;
        (Palette, Scheme, _recalled) = (palette, scheme, recalled);
        // A new range changes the colours of all ink. So unless all ink gets new colours anyway, it is measured again only when the page
        // has become much longer or shorter.
        bool isSimilar = traced >= _measuredRows / 2 && traced < _measuredRows * 3 / 2 + 50;
        if (scheme.Mode != ColourMode.Unit || !repaint && isSimilar) return repaint;
        float range = Range(scheme, traced);
        _measuredRows = traced;
        repaint |= range != UnitRange;
        UnitRange = range;
        return repaint;
    }

    /// <returns>0xRRGGBBAA.</returns>
    public uint Of(int index, in PageRow row)
    {
        bool byModel = row.Owner == RowOwner.Model;
        ModeColours modes = Palette.Modes;
        if (row.Trace is not { } trace) return WithoutTrace(byModel, row.Layer);
        return Scheme.Mode switch
        {
            ColourMode.Segments => modes.Segments.Of(byModel, segmentOf(Scheme.Layer, index)),
            ColourMode.Operation => modes.Of(byModel, trace.Operation(Scheme.Layer)),
            // The first row is an input only, so it has no surprise.
            ColourMode.Surprise when index > 0 => modes.Surprise.At((trace.Nats - ExpectedNats) / (SurprisingNats - ExpectedNats)),
            ColourMode.Unit when Hiddens?.Value(index, Scheme.Layer, Scheme.Unit) is { } value =>
                modes.Unit.At(0.5f + 0.5f * value / UnitRange),
            ColourMode.Letters when LetterInk.At(row, index) is >= 0 and var letter => modes.Segments.Of(byModel, letter),
            _ => WithoutTrace(byModel, row.Layer),
        };
    }

    /// <summary>The colour of ink that the model has not read. In some modes, the colour of all ink.</summary>
    /// <param name="layer">The deepest layer that flushed when the row was read last.</param>
    public uint WithoutTrace(bool byModel, int layer = 0) => Scheme.Mode switch
    {
        ColourMode.Flush => Palette.Ink.Of(byModel, layer),
        ColourMode.Surprise => Palette.Modes.Surprise.At(0),
        ColourMode.Unit => Palette.Modes.Unit.At(0.5),
        ColourMode.Nested or ColourMode.Plain => Palette.Plain(byModel),
        _ => Palette.Ink.Of(byModel, 0),
    };

    /// <returns>2.5 times the root mean square of the unit, rounded up to a simple number; at most 1.</returns>
    private float Range(ColourScheme scheme, int traced)
    {
        double squares = 0;
        int count = 0;
        for (int row = 0; row < traced; row++)
        {
            if (Hiddens?.Value(row, scheme.Layer, scheme.Unit) is not { } value) continue;
            squares += value * value;
            count++;
        }

        double range = 2.5 * Math.Sqrt(squares / Math.Max(1, count));
        return range <= 0.05 ? 0.05f : range <= 0.1 ? 0.1f : range <= 0.2 ? 0.2f : range <= 0.5 ? 0.5f : 1;
    }
}
