namespace HmRnnInk.Ink.Pointer;

/// <summary>Resamples one stroke after another at a fixed scale and appends the rows.</summary>
/// <param name="scale">Fixed for all strokes.</param>
/// <param name="rows">Appended to, never changed. The newest row is the pen's place before the stroke.</param>
/// <param name="from">The pen's place where there are no rows yet; null for the beginning of a line, whose row 0 is (0, 0).</param>
internal sealed class StrokeEncoder(PenScale scale, List<EncodedRow> rows, InkPoint? from)
{
    // Variance of a position rounded to pixels.
    private const double PixelVariance = 1.0 / 12;

    // A stroke shorter than half a row is a dot, unless it goes as far as this: IAM units.
    private const double Dot = 6;

    private readonly StrokeSmoother _smoother = new();
    private readonly WritingClock _clock = new(scale);
    private readonly Queue<(double Time, InkPoint Point)> _unsettled = new();
    private InkPoint _first, _last;

    // The newest event that a row stands for: its time in rows, and on the clock.
    private (double Time, double Seconds, float? Pressure) _settled;
    private int _stroke;

    /// <summary>The row of the stroke, in <see cref="_clock"/>'s time, that is out next.</summary>
    private int _next;

    /// <summary>The row that is marked next.</summary>
    private int _mark;

    /// <summary>Steps of the current stroke so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Sum of their lengths.</summary>
    public double PathPixels { get; private set; }

    /// <summary>Adds the events of an open stroke that no row stands for yet.</summary>
    public void CopyUnsettledTo(List<InkPoint> points)
    {
        foreach ((_, InkPoint point) in _unsettled) points.Add(point);
    }

    public void Begin(InkPoint point, int stroke)
    {
        _unsettled.Clear();
        _unsettled.Enqueue((0, point));
        _first = _last = point;
        _settled = (0, point.TimeSeconds, point.Pressure);
        _stroke = stroke;
        _next = 0;
        _mark = 1;
        Steps = 0;
        PathPixels = 0;
        _clock.Begin(point);
        _smoother.Begin(0, point.X / scale.PixelsPerUnit, point.Y / scale.PixelsPerUnit, Variance(1));
    }

    public void Move(InkPoint point)
    {
        double before = _clock.Rows, time = _clock.Advance(point);
        if (_clock.Rested)
        {
            double rested = Math.Max(before, time - 1);
            MarkUntil(rested);
            Measure(rested, _last, rested - before);
        }

        MarkUntil(time);
        Measure(time, point, time - before);
        _last = point;
        _unsettled.Enqueue((time, point));
        while (time >= _next + OffsetEncoder.LagRows) Append(_next++, penUp: false);
    }

    public void End()
    {
        double end = _clock.Rows;
        // The eye sees where a stroke ends, and no later event will tell better.
        _smoother.Measure(end, _last.X / scale.PixelsPerUnit, _last.Y / scale.PixelsPerUnit, Variance(1) / 9);
        int count = (int)Math.Round(end);
        bool moved = double.Hypot(_last.X - _first.X, _last.Y - _first.Y) > Dot * scale.PixelsPerUnit;
        if (count == 0 && moved) count = 1;
        // The last point is kept: a rest of less than half a row lengthens the last step, a longer one is a step of its own.
        while (_next < count) Append(_next++, penUp: false);
        Append(end, penUp: true);
        _unsettled.Clear();
    }

    private void MarkUntil(double time)
    {
        while (_mark < time) _smoother.Mark(_mark++);
    }

    private void Measure(double time, InkPoint point, double silence) =>
        _smoother.Measure(time, point.X / scale.PixelsPerUnit, point.Y / scale.PixelsPerUnit, Variance(silence));

    /// <summary>Events that come faster than the pen crosses pixels share their rounding, so that each tells less.</summary>
    private double Variance(double silence) =>
        PixelVariance / (scale.PixelsPerUnit * scale.PixelsPerUnit) / Math.Clamp(silence, 0.25, 1);

    private void Append(double time, bool penUp)
    {
        (float unitsX, float unitsY) = _smoother.Position(time);
        float x = unitsX * scale.PixelsPerUnit, y = unitsY * scale.PixelsPerUnit;
        (double seconds, float? pressure) = Settle(time);
        float deltaX = 0, deltaY = 0;
        if (rows.Count > 0)
        {
            EncodedRow before = rows[^1];
            (deltaX, deltaY) = ((x - before.X) / scale.PixelsPerUnit, (y - before.Y) / scale.PixelsPerUnit);
            if (before.Stroke == _stroke)
            {
                Steps++;
                PathPixels += double.Hypot(x - before.X, y - before.Y);
            }
        }
        else if (from is { } place)
        {
            (deltaX, deltaY) = ((x - place.X) / scale.PixelsPerUnit, (y - place.Y) / scale.PixelsPerUnit);
        }

        rows.Add(new EncodedRow(new PenOffset(deltaX, deltaY, penUp), x, y, _stroke, seconds, pressure));
    }

    /// <summary>Takes the events up to a row for settled.</summary>
    /// <param name="time">Of the row.</param>
    /// <returns>When the pen was there, and how it pressed: between the event before and the one after.</returns>
    private (double Seconds, float? Pressure) Settle(double time)
    {
        while (_unsettled.TryPeek(out (double Time, InkPoint Point) before) && before.Time <= time)
        {
            _settled = (before.Time, Math.Max(_settled.Seconds, before.Point.TimeSeconds), before.Point.Pressure);
            _unsettled.Dequeue();
        }

        if (!_unsettled.TryPeek(out (double Time, InkPoint Point) after)) return (_settled.Seconds, _settled.Pressure);
        double share = (time - _settled.Time) / (after.Time - _settled.Time);
        float? pressure = _settled.Pressure is { } from && after.Point.Pressure is { } to ? from + (float)share * (to - from) : _settled.Pressure;
        return (_settled.Seconds + share * Math.Max(0, after.Point.TimeSeconds - _settled.Seconds), pressure);
    }
}
