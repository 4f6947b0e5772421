namespace HmRnnInk.Ink;

/// <summary>Measurements of handwriting that need no knowledge of the text, pooled over several pieces of ink.</summary>
/// <remarks>To compare two writers, or a writer and a model, take the <see cref="SampleDistance"/> of the same quantity.</remarks>
public sealed class HandwritingStatistics
{
    /// <summary>
    /// Turns at shorter steps, in IAM units, are not measured: their angles are dominated by the whiteboard's integer coordinates.
    /// </summary>
    private const double MinimumTurningStep = 5;

    private readonly List<double> _steps = [], _turns = [], _strokePoints = [], _strokeHeights = [], _lifts = [];

    /// <summary>Lengths of pen-down steps, in IAM units.</summary>
    public IReadOnlyList<double> Steps => _steps;

    /// <summary>Angles from each step to the next, in radians in (−π, π]. Short steps are left out.</summary>
    public IReadOnlyList<double> Turns => _turns;

    /// <summary>Number of points of each completed stroke.</summary>
    public IReadOnlyList<double> StrokePoints => _strokePoints;

    /// <summary>Vertical extent of each completed stroke, in IAM units.</summary>
    public IReadOnlyList<double> StrokeHeights => _strokeHeights;

    /// <summary>
    /// Horizontal distance from each pen-up to the next pen-down, in IAM units; positive to the right. The Δx of a piece's first row is one
    /// of them.
    /// </summary>
    public IReadOnlyList<double> Lifts => _lifts;

    /// <param name="rows">Must begin with a new stroke. An incomplete last stroke contributes only its steps and turns.</param>
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
                if (points > 1 && Math.Min(length, Length(before)) >= MinimumTurningStep) _turns.Add(Turn(before, row));
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

    private static double Turn(PenOffset from, PenOffset to)
    {
        double cross = (double)from.DeltaX * to.DeltaY - (double)from.DeltaY * to.DeltaX;
        double dot = (double)from.DeltaX * to.DeltaX + (double)from.DeltaY * to.DeltaY;
        return Math.Atan2(cross, dot);
    }
}
