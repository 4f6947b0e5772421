namespace HmRnnInk.Ink.Pointer;

/// <summary>Resamples strokes, one after another, at a fixed scale and appends their rows to a list.</summary>
/// <param name="rows">Rows are only appended. The newest row is the pen's position before the next stroke.</param>
/// <param name="from">
/// The pen's position while there are no rows yet; null at the beginning of a line, whose row 0 has the offset (0, 0).
/// </param>
/// <param name="variance">Variance of a position, pixels².</param>
/// <param name="maximumRowsPerEvent">The maximum number of rows from one event to the next.</param>
internal sealed class StrokeEncoder(
    PenScale scale, List<EncodedRow> rows, InkPoint? from, double variance = StrokeEncoder.PixelVariance,
    double maximumRowsPerEvent = double.PositiveInfinity)
{
    /// <summary>Variance of a position rounded to pixels.</summary>
    public const double PixelVariance = 1.0 / 12;

    // A stroke that takes less than half a row is a dot, unless its ends are further apart than this, in IAM units.
    private const double MaximumDotUnits = 6;

    private readonly StrokeSmoother _smoother = new();
    private readonly WritingClock _clock = new(scale, maximumRowsPerEvent);
    private readonly Queue<(double Time, InkPoint Point)> _unsettled = new();
    private InkPoint _first, _last;

    // The newest event before the last row: its time in rows, its time in seconds, and its pressure.
    private (double Time, double Seconds, float? Pressure) _settled;
    private int _stroke;

    // Within the current stroke: the next row to append, and the next one whose time the smoother has to know. Row n is at time n.
    private int _next;
    private int _mark;

    /// <summary>Number of steps of the current stroke so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Length of the current stroke's path so far, in pixels.</summary>
    public double PathPixels { get; private set; }

    /// <summary>The slant of the current stroke so far, in pixels.</summary>
    public HandSlant Slant { get; private set; }

    /// <summary>Adds the newest events of an open stroke, in pixels, that are not represented by a row yet.</summary>
    public void AddUnsettledTo(List<InkPoint> points)
    {
        foreach ((_, InkPoint point) in _unsettled) points.Add(point);
    }

    /// <summary>Encodes a whole stroke.</summary>
    /// <param name="number">The stroke's index, from 0.</param>
    public void Encode(IReadOnlyList<InkPoint> stroke, int number)
    {
        Begin(stroke[0], number);
        for (int point = 1; point < stroke.Count; point++) Move(stroke[point]);
        End();
    }

    /// <summary>Begins a stroke, whose points <see cref="Move"/> adds.</summary>
    /// <param name="stroke">The stroke's index, from 0.</param>
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
        Slant = default;
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
        // The end of a stroke is visible, and no later event will correct it: give it a smaller variance.
        _smoother.Measure(end, _last.X / scale.PixelsPerUnit, _last.Y / scale.PixelsPerUnit, Variance(1) / 9);
        int count = (int)Math.Round(end);
        bool moved = double.Hypot(_last.X - _first.X, _last.Y - _first.Y) > MaximumDotUnits * scale.PixelsPerUnit;
        if (count == 0 && moved) count = 1;
        // The last row is exactly at the stroke's end: a remainder of less than half a row lengthens the last step, and a longer one
        // becomes a step of its own.
        while (_next < count) Append(_next++, penUp: false);
        Append(end, penUp: true);
        _unsettled.Clear();
    }

    private void MarkUntil(double time)
    {
        while (_mark < time) _smoother.Mark(_mark++);
    }

    private void Measure(double time, InkPoint point, double interval) =>
        _smoother.Measure(time, point.X / scale.PixelsPerUnit, point.Y / scale.PixelsPerUnit, Variance(interval));

    /// <summary>
    /// Variance of an event's position. Events that follow each other faster than the pen crosses pixels have correlated rounding errors,
    /// so each of them carries less information.
    /// </summary>
    /// <param name="interval">The time since the previous event, in rows.</param>
    private double Variance(double interval) =>
        variance / (scale.PixelsPerUnit * scale.PixelsPerUnit) / Math.Clamp(interval, 0.25, 1);

    private void Append(double time, bool penUp)
    {
        (float unitsX, float unitsY) = _smoother.Position(time);
        float x = unitsX * scale.PixelsPerUnit, y = unitsY * scale.PixelsPerUnit;
        (double seconds, float? pressure) = Settle(time);
        float travelX = 0, travelY = 0;
        if (rows.Count > 0)
        {
            EncodedRow before = rows[^1];
            (travelX, travelY) = (x - before.X, y - before.Y);
            if (before.Stroke == _stroke)
            {
                Steps++;
                PathPixels += double.Hypot(travelX, travelY);
                Slant = Slant.After(travelX, travelY);
            }
        }
        else if (from is { } place)
        {
            (travelX, travelY) = (x - place.X, y - place.Y);
        }

        rows.Add(new EncodedRow(scale.Map.ToUnits(travelX, travelY, penUp), x, y, _stroke, seconds, pressure));
    }

    /// <summary>Removes the events before a row from the unsettled ones.</summary>
    /// <param name="time">The row's time, in rows.</param>
    /// <returns>Time and pressure at the row, interpolated between the event before it and the one after it.</returns>
    private (double Seconds, float? Pressure) Settle(double time)
    {
        while (_unsettled.TryPeek(out (double Time, InkPoint Point) before) && before.Time <= time)
        {
            _settled = (before.Time, Math.Max(_settled.Seconds, before.Point.TimeSeconds), before.Point.Pressure);
            _unsettled.Dequeue();
        }

        if (!_unsettled.TryPeek(out (double Time, InkPoint Point) after)) return (_settled.Seconds, _settled.Pressure);
        double share = (time - _settled.Time) / (after.Time - _settled.Time);
        float? pressure = _settled.Pressure is { } from && after.Point.Pressure is { } to
            ? from + (float)share * (to - from)
            : _settled.Pressure;
        return (_settled.Seconds + share * Math.Max(0, after.Point.TimeSeconds - _settled.Seconds), pressure);
    }
}
