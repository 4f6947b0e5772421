using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>A recorded line as the pen events of a 125 Hz mouse, on the page's first ruled line, in its own timing.</summary>
public sealed class ReplayPen
{
    private const double EventsPerSecond = 125;

    private readonly Queue<InputEvent> _events;
    private double _late, _asked;

    /// <param name="ink">In IAM units, or any other: ink wider than the page's line is made to fit.</param>
    /// <param name="longestRestSeconds">Longer rests between strokes are cut to this, so that the model waits for the end of the line.</param>
    /// <param name="speed">Of the recording's timing.</param>
    public ReplayPen(StrokeCollection ink, PageLayout layout, float pixelsPerUnit, double startSeconds, double longestRestSeconds, double speed = 1)
    {
        ink = new([.. ink.Strokes.Select(stroke => new Stroke([.. stroke.Points.Select(point => point with { TimeSeconds = point.TimeSeconds / speed })]))]);
        var points = ink.Strokes.SelectMany(stroke => stroke.Points).ToList();
        float left = points.Min(point => point.X), width = points.Max(point => point.X) - left;
        float scale = Math.Min(pixelsPerUnit, (layout.RightMargin - layout.LeftMargin) / Math.Max(width, 1));
        // Most strokes stand on the line, some hang below it.
        float[] bottoms = [.. ink.Strokes.Select(stroke => stroke.Points.Max(point => point.Y)).Order()];
        StrokeCollection timed = Timed(ink, startSeconds, longestRestSeconds);
        _events = new(PointerReplay
            .Play(timed, EventsPerSecond, scale, layout.LeftMargin - left * scale, layout.Baseline(0) - bottoms[bottoms.Length / 2] * scale)
            .Select(sample => new InputEvent(Kind(sample.Kind), sample.Point.X, sample.Point.Y, sample.Point.TimeSeconds, Pressure: sample.Point.Pressure)));
    }

    /// <summary>Nothing more comes.</summary>
    public void End() => _events.Clear();

    /// <summary>Adds the events until now, on the clock of who asks.</summary>
    /// <param name="halted">Whether the pen has rested since it was asked last: all that follows comes so much later.</param>
    public void TakeEvents(double seconds, List<InputEvent> events, bool halted = false)
    {
        if (halted) _late += seconds - _asked;
        _asked = seconds;
        while (_events.TryPeek(out InputEvent next) && next.TimeSeconds + _late <= seconds)
            events.Add(_events.Dequeue() with { TimeSeconds = next.TimeSeconds + _late });
    }

    private static StrokeCollection Timed(StrokeCollection ink, double start, double longestRest)
    {
        var strokes = new List<Stroke>();
        double shift = start - ink.Strokes[0].Points[0].TimeSeconds;
        double end = double.NegativeInfinity;
        foreach (Stroke stroke in ink.Strokes)
        {
            double rest = stroke.Points[0].TimeSeconds + shift - end;
            if (rest > longestRest && end > double.NegativeInfinity) shift -= rest - longestRest;
            double stroked = shift;
            strokes.Add(new Stroke([.. stroke.Points.Select(point => point with { TimeSeconds = point.TimeSeconds + stroked })]));
            end = stroke.Points[^1].TimeSeconds + shift;
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
