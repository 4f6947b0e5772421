using HmRnnInk.App.Host;

namespace HmRnnInk.App.Watch;

/// <summary>Writes the output of <c>--json</c> for a watched run: one line per change.</summary>
internal sealed class WatchReport(TextWriter output) : JsonReport(output)
{
    private (int, int, int, int, long, bool, bool, string?, string?)? _last;

    /// <summary>Writes a line if anything has changed since the last one.</summary>
    public void Update(WatchTimeline timeline, WatchLayout layout)
    {
        int current = timeline.Current;
        var now = (current, timeline.Checkpoints.Count, timeline.ReadCount, timeline.Listing.Curve.Count, timeline.Shown?.File.Points ?? 0,
            timeline.Playing, timeline.Following, timeline.Failure, timeline.Listing.Problem);
        if (now == _last) return;
        _last = now;
        Print(new
        {
            Checkpoint = current + 1,
            Checkpoints = timeline.Checkpoints.Count,
            Read = timeline.ReadCount,
            Evaluations = timeline.Listing.Curve.Count,
            Points = current < 0 ? 0 : timeline.Checkpoints[current].Points,
            ShownPoints = timeline.Shown?.File.Points ?? 0,
            Segments = timeline.Shown is { } shown ? Enumerable.Range(0, shown.Detectors).Select(shown.Segments).ToArray() : [],
            timeline.Playing,
            timeline.Following,
            timeline.Failure,
            timeline.Listing.Problem,
            CurveLeft = layout.Curve.Left,
            CurveRight = layout.Curve.Right,
            CurveTop = layout.Curve.NatsTop,
        });
    }
}
