using HmRnnInk.App.Colours;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>The colour that each row's ink has, in the mode that is chosen.</summary>
/// <param name="segments">Of the page; kept up to date by the caller.</param>
/// <param name="hiddens">Of the model; null without one.</param>
public sealed class InkPaint(LayerSegments segments, HiddenHistory? hiddens)
{
    /// <summary>The ends of the ramp for surprise, in nats a row: about nine in ten rows of people's writing lie between.</summary>
    public const float ExpectedNats = 3, SurprisingNats = -3;

    private int _measuredRows, _recalled;

    /// <summary>Of the model at work, which may be changed for another.</summary>
    public HiddenHistory? Hiddens { get; set; } = hiddens;

    public Palette Palette { get; private set; } = Palette.Light;

    public ColourScheme Scheme { get; private set; }

    /// <summary>The value of a hidden unit that has the ramp's last colour; its negative has the first.</summary>
    public float UnitRange { get; private set; } = 1;

    /// <summary>Takes over what is chosen.</summary>
    /// <param name="traced">Rows that the model has read.</param>
    /// <returns>Whether all ink is to be painted anew.</returns>
    public bool Choose(Palette palette, ColourScheme scheme, int traced)
    {
        // Of a page that was opened the hidden units are known by and by.
        int recalled = scheme.Mode == ColourMode.Unit ? Hiddens?.Recalled ?? 0 : _recalled;
        bool anew = palette != Palette || scheme != Scheme || recalled != _recalled;
        (Palette, Scheme, _recalled) = (palette, scheme, recalled);
        // A page's worth of rows tells a unit's range; measured again and again it would let all ink flicker.
        if (scheme.Mode != ColourMode.Unit || !anew && traced < _measuredRows * 3 / 2 + 50 && traced >= _measuredRows / 2) return anew;
        float range = Range(scheme, traced);
        _measuredRows = traced;
        anew |= range != UnitRange;
        UnitRange = range;
        return anew;
    }

    /// <param name="index">Of the row on the page.</param>
    /// <returns>0xRRGGBBAA.</returns>
    public uint Of(int index, in PageRow row)
    {
        bool byModel = row.Owner == RowOwner.Model;
        ModeColours modes = Palette.Modes;
        if (row.Trace is not { } trace) return Unread(byModel, row.Layer);
        return Scheme.Mode switch
        {
            ColourMode.Segments => modes.Segments.Of(byModel, segments.Number(Scheme.Layer, index)),
            ColourMode.Operation => modes.Of(byModel, trace.Operation(Scheme.Layer)),
            // The first row is fed and never predicted.
            ColourMode.Surprise when index > 0 => modes.Surprise.At((trace.Nats - ExpectedNats) / (SurprisingNats - ExpectedNats)),
            ColourMode.Unit when Hiddens?.Value(index, Scheme.Layer, Scheme.Unit) is { } value => modes.Unit.At(0.5f + 0.5f * value / UnitRange),
            _ => Unread(byModel, row.Layer),
        };
    }

    /// <summary>Of ink that the model has not read, for which there is no figure yet.</summary>
    /// <param name="layer">The deepest flush that is known of it.</param>
    public uint Unread(bool byModel, int layer = 0) => Scheme.Mode switch
    {
        ColourMode.Flush => Palette.Ink.Of(byModel, layer),
        ColourMode.Surprise => Palette.Modes.Surprise.At(0),
        ColourMode.Unit => Palette.Modes.Unit.At(0.5),
        _ => Palette.Ink.Of(byModel, 0),
    };

    /// <returns>Two and a half times the unit's root mean square, rounded up to a figure that is easily read.</returns>
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
