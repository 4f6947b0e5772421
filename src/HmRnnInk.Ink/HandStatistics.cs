namespace HmRnnInk.Ink;

/// <summary>What can be counted and measured of handwriting without reading it, pooled over pieces of ink.</summary>
/// <remarks>Two hands, or a hand and a model, are compared by <see cref="SampleDistance"/> of one and the same quantity.</remarks>
public sealed class HandStatistics
{
    /// <summary>A pen slower than this turns by the whiteboard's integer lattice more than by the hand, IAM units a row.</summary>
    private const double LeastTurningStep = 5;

    private readonly List<double> _steps = [], _turns = [], _strokePoints = [], _strokeHeights = [], _lifts = [];

    /// <summary>Lengths of steps with the pen down, IAM units.</summary>
    public IReadOnlyList<double> Steps => _steps;

    /// <summary>Angles from a step to the next, radians in (−π, π], of pens that are not slow.</summary>
    public IReadOnlyList<double> Turns => _turns;

    /// <summary>Points of strokes that ended.</summary>
    public IReadOnlyList<double> StrokePoints => _strokePoints;

    /// <summary>From the lowest to the highest point of strokes that ended, IAM units.</summary>
    public IReadOnlyList<double> StrokeHeights => _strokeHeights;

    /// <summary>How far to the right the pen is put down from where it was lifted, IAM units.</summary>
    public IReadOnlyList<double> Lifts => _lifts;

    /// <param name="rows">That begin with a new stroke. A last stroke without its end counts by its steps alone.</param>
    public void Add(IEnumerable<PenOffset> rows)
    {
        bool lifted = true;
        PenOffset before = default;
        int points = 0;
        double y = 0, lowest = 0, highest = 0;
        foreach (PenOffset row in rows)
        {
            if (lifted)
            {
                _lifts.Add(row.DeltaX);
                (points, y, lowest, highest) = (0, 0, 0, 0);
            }
            else
            {
                double length = Length(row);
                _steps.Add(length);
                y += row.DeltaY;
                (lowest, highest) = (Math.Min(lowest, y), Math.Max(highest, y));
                if (points > 1 && Math.Min(length, Length(before)) >= LeastTurningStep) _turns.Add(Turn(before, row));
            }

            points++;
            if (row.PenUp)
            {
                _strokePoints.Add(points);
                _strokeHeights.Add(highest - lowest);
            }

            (before, lifted) = (row, row.PenUp);
        }
    }

    private static double Length(PenOffset row) => double.Hypot(row.DeltaX, row.DeltaY);

    private static double Turn(PenOffset from, PenOffset to) =>
        Math.Atan2((double)from.DeltaX * to.DeltaY - (double)from.DeltaY * to.DeltaX, (double)from.DeltaX * to.DeltaX + (double)from.DeltaY * to.DeltaY);
}
