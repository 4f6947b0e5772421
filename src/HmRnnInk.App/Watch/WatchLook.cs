using HmRnnInk.App.Colours;

namespace HmRnnInk.App.Watch;

/// <summary>The current look of the window of a watched run.</summary>
public sealed class WatchLook
{
    public bool Dark { get; set; }

    /// <summary>The colour mode, one that <see cref="WatchColours"/> supports.</summary>
    public ColourMode Mode { get; set; } = ColourMode.Segments;

    public bool ShowsScore { get; set; } = true;
}
