using HmRnnInk.App.Colours;

namespace HmRnnInk.App.Watch;

/// <summary>The current look of the window of a watched run.</summary>
internal sealed class WatchLook
{
    private const int MaximumViews = 3;

    /// <summary>The modes whose colours follow from a reading alone.</summary>
    private static readonly ColourMode[] Modes =
        [ColourMode.Segments, ColourMode.Operation, ColourMode.Flush, ColourMode.Surprise, ColourMode.Plain];

    public bool Dark { get; set; }

    /// <summary>The colour mode. A mode that needs more than a reading is replaced by the first one that does not.</summary>
    public ColourMode Mode
    {
        get;
        set => field = Modes.Contains(value) ? value : Modes[0];
    } = Modes[0];

    public bool ShowsScore { get; set; } = true;

    /// <param name="step">1 for the next mode, −1 for the previous one.</param>
    public void StepMode(int step) => Mode = Modes[(Array.IndexOf(Modes, Mode) + step + Modes.Length) % Modes.Length];

    /// <summary>How many times the line is drawn: once per layer if the colour mode is about one layer, but at most three times.</summary>
    public int Views(int layers, int detectors) => Mode switch
    {
        ColourMode.Segments => Math.Clamp(detectors, 1, MaximumViews),
        ColourMode.Operation => Math.Clamp(layers, 1, MaximumViews),
        _ => 1,
    };
}
