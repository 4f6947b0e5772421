using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;

namespace HmRnnInk.App.Watch;

/// <summary>
/// Chooses the colours of the line, and how many times it is drawn: once per layer if the colour mode depends on the layer.
/// </summary>
public static class WatchColours
{
    private const int MaximumViews = 3;

    private static readonly ColourMode[] Modes =
        [ColourMode.Segments, ColourMode.Operation, ColourMode.Flush, ColourMode.Surprise, ColourMode.Plain];

    /// <summary>The given mode if readings support it, otherwise the first mode.</summary>
    public static ColourMode Within(ColourMode mode) => Modes.Contains(mode) ? mode : Modes[0];

    /// <param name="step">1 for the next mode, −1 for the previous one.</param>
    public static ColourMode Other(ColourMode mode, int step) => Modes[(Array.IndexOf(Modes, mode) + step + Modes.Length) % Modes.Length];

    /// <summary>How many times the line is drawn.</summary>
    /// <param name="layers">The number of layers of the model.</param>
    /// <param name="detectors">The number of layers with a boundary detector.</param>
    public static int Views(ColourMode mode, int layers, int detectors) => mode switch
    {
        ColourMode.Segments => Math.Clamp(detectors, 1, MaximumViews),
        ColourMode.Operation => Math.Clamp(layers, 1, MaximumViews),
        _ => 1,
    };

    public static bool IsOfLayer(ColourMode mode) => mode is ColourMode.Segments or ColourMode.Operation;

    /// <param name="hues">[detectors][rows]; see <see cref="SteadyHues"/>.</param>
    /// <param name="view">The layer, from 0, if the mode depends on it.</param>
    /// <returns>0xRRGGBBAA.</returns>
    public static uint Of(CheckpointReading reading, IReadOnlyList<byte[]> hues, Palette palette, ColourMode mode, int view, int row) =>
        mode switch
        {
            ColourMode.Segments when view < hues.Count => palette.Modes.Segments.Person[hues[view][row]],
            ColourMode.Operation => palette.Modes.Of(byModel: false, reading.Rows[row].Operation(view)),
            ColourMode.Flush => palette.Ink.Of(byModel: false, reading.Rows[row].DeepestFlush(reading.Layers)),
            ColourMode.Surprise when row > 0 => palette.Modes.Surprise.At(
                (reading.Rows[row].Nats - InkPaint.ExpectedNats) / (InkPaint.SurprisingNats - InkPaint.ExpectedNats)),
            ColourMode.Surprise => palette.Modes.Surprise.At(0),
            _ => palette.Ink.Of(byModel: false, 0),
        };
}
