using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>
/// Replays a recorded line as the pen events of a 125 Hz mouse, with the recorded timing except for long pauses. It is written on the
/// page's first ruled line, or lower if the top of the ink would not be on the sheet.
/// </summary>
internal sealed class ReplayPen
{
    private const double EventsPerSecond = 125;

    /// <summary>The maximum pause, relative to the delay of the model. A longer one would start the model too early.</summary>
    private const double LongestPause = 0.8;

    private readonly Queue<InputEvent> _events;
    private double _lateSeconds, _lastCallSeconds;

    /// <param name="ink">In any unit. Ink that is wider than the page's line is scaled to fit.</param>
    /// <param name="pixelsPerUnit">Page units in a unit of the ink.</param>
    /// <param name="longestRestSeconds">
    /// Longer pauses between strokes are shortened to this, so that the model does not interrupt the line.
    /// </param>
    /// <param name="speed">Speed relative to the recording.</param>
    public ReplayPen(
        StrokeCollection ink, PageLayout layout, float pixelsPerUnit, double startSeconds, double longestRestSeconds, double speed = 1)
    {
        var points = ink.Strokes.SelectMany(stroke => stroke.Points).ToList();
        float left = points.Min(point => point.X), width = points.Max(point => point.X) - left;
        float scale = Math.Min(pixelsPerUnit, (layout.RightMargin - layout.LeftMargin) / Math.Max(width, 1));
        float baseline = LineOfText.BaselineOf(ink.Strokes.Select(stroke => stroke.Points.Max(point => point.Y)));
        float top = points.Min(point => point.Y);
        float y = Math.Max(layout.Baseline(0) - baseline * scale, layout.Top + PlacedInk.Margin - top * scale);
        StrokeCollection timed = Timed(ink, startSeconds, longestRestSeconds, speed);
        _events = new(PointerReplay
            .Play(timed, EventsPerSecond, scale, layout.LeftMargin - left * scale, y)
            .Select(sample => Event(sample.Kind, sample.Point)));
    }

    /// <summary>A replay of the ink of a file at the size at which it would be opened.</summary>
    /// <param name="pixelsPerUnit">The scale of readable handwriting: page units per IAM unit.</param>
    /// <param name="delaySeconds">The delay of the model.</param>
    public static ReplayPen Of(
        ReadInk read, PageLayout layout, float pixelsPerUnit, double startSeconds, double delaySeconds, double speed)
    {
        if (!read.IsPage) read = FarInk.Without(read, out _);
        InkScale scale = InkScale.Of(read, pixelsPerUnit, layout.RightMargin - layout.LeftMargin);
        return new ReplayPen(read.Ink, layout, (float)scale.PageUnitsPerUnit, startSeconds, LongestPause * delaySeconds, speed);
    }

    /// <summary>Whether all events have been taken.</summary>
    public bool Ended => _events.Count == 0;

    /// <summary>Drops the remaining events.</summary>
    public void End() => _events.Clear();

    /// <summary>Adds the events up to a time on the caller's clock.</summary>
    /// <param name="halted">Whether the pen was stopped since the last call. All later events are delayed by that time.</param>
    public void TakeEvents(double seconds, List<InputEvent> events, bool halted = false)
    {
        if (halted) _lateSeconds += seconds - _lastCallSeconds;
        _lastCallSeconds = seconds;
        while (_events.TryPeek(out InputEvent next) && next.TimeSeconds + _lateSeconds <= seconds)
            events.Add(_events.Dequeue() with { TimeSeconds = next.TimeSeconds + _lateSeconds });
    }

    private static InputEvent Event(PointerSampleKind kind, InkPoint point) =>
        new(Kind(kind), point.X, point.Y, point.TimeSeconds, Pressure: point.Pressure);

    private static StrokeCollection Timed(StrokeCollection ink, double start, double longestRest, double speed)
    {
        var strokes = new List<Stroke>();
        double shift = start - ink.Strokes[0].Points[0].TimeSeconds / speed, end = double.NegativeInfinity;
        foreach (Stroke stroke in ink.Strokes)
        {
            double rest = stroke.Points[0].TimeSeconds / speed + shift - end;
            if (rest > longestRest && end > double.NegativeInfinity) shift -= rest - longestRest;
            strokes.Add(new Stroke([.. stroke.Points.Select(point => point with { TimeSeconds = point.TimeSeconds / speed + shift })]));
            end = strokes[^1].Points[^1].TimeSeconds;
        }

        return new StrokeCollection(strokes);
    }

    private static InputKind Kind(PointerSampleKind kind) => kind switch
    {
        PointerSampleKind.Down => InputKind.PenDown,
        PointerSampleKind.Move => InputKind.PenMove,
        _ => InputKind.PenUp,
    };
}
