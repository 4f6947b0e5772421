using HmRnnInk.App.Colours;

namespace HmRnnInk.App.Watch;

/// <summary>How the window of a watched run looks now.</summary>
public sealed class WatchLook
{
    public bool Dark { get; set; }

    /// <summary>What the ink's colour tells: one that <see cref="WatchColours"/> has.</summary>
    public ColourMode Mode { get; set; } = ColourMode.Segments;

    public bool ShowsScore { get; set; } = true;
}
