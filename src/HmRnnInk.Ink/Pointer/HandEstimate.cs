namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// The size and the pace a person writes at, learnt stroke by stroke from what the ruled line leads one to expect. A value: an
/// earlier estimate stays as it was, so that a stroke can be taken back.
/// </summary>
public readonly record struct HandEstimate
{
    // What is expected counts as this many excursions and seconds of writing; a stroke's weight halves after 40 strokes.
    private const double PriorExcursions = 2, PriorSeconds = 0.6, Decay = 0.983;

    // Means are taken of logarithms: half the expected size is as far from it as twice.
    /// <summary>The scale of the ruled line; above 0.</summary>
    public double ExpectedPixelsPerUnit { get; init; }

    /// <summary>How many vertical excursions were measured; older ones count less, as in every sum here.</summary>
    public double ExcursionCount { get; init; }

    /// <summary>Sum of their heights, pixels.</summary>
    public double Excursions { get; init; }

    /// <summary>Sum of their squares, pixels².</summary>
    public double SquaredExcursions { get; init; }

    /// <summary>Length of what was written, pixels.</summary>
    public double PathPixels { get; init; }

    /// <summary>Time the pen was down.</summary>
    public double Seconds { get; init; }

    /// <summary>Before the first stroke.</summary>
    /// <param name="pixelsPerUnit">The scale of the ruled line.</param>
    public static HandEstimate Expect(float pixelsPerUnit) => new() { ExpectedPixelsPerUnit = pixelsPerUnit };

    /// <summary>The scale at which this hand writes as the training pens do, on average.</summary>
    public PenScale Scale
    {
        get
        {
            double pixelsPerUnit = PixelsPerUnit;
            double stepPixels = TrainingPen.MeanStep * pixelsPerUnit;
            double priorPixels = PriorSeconds / TrainingPen.SecondsPerRow * stepPixels;
            double secondsPerRow = stepPixels * (Seconds + PriorSeconds) / (PathPixels + priorPixels);
            return new((float)pixelsPerUnit, Math.Clamp(secondsPerRow, 0.005, 0.1));
        }
    }

    private double PixelsPerUnit
    {
        get
        {
            if (Excursions <= 0) return ExpectedPixelsPerUnit;
            double measured = SquaredExcursions / Excursions / TrainingPen.Size;
            double trust = ExcursionCount / (ExcursionCount + PriorExcursions);
            return ExpectedPixelsPerUnit * Math.Pow(measured / ExpectedPixelsPerUnit, trust);
        }
    }

    /// <summary>The estimate after one more stroke.</summary>
    /// <param name="points">The stroke's events, pixels.</param>
    /// <param name="pathPixels">Sum of the lengths of the stroke's steps, as rows, in pixels.</param>
    /// <param name="seconds">Time the rows stand for.</param>
    public HandEstimate After(IReadOnlyList<InkPoint> points, double pathPixels, double seconds)
    {
        double count = 0, excursions = 0, squared = 0;
        // Turning points closer than this are a trembling hand, or the pixels.
        double threshold = Math.Max(1.25, 0.08 * TrainingPen.Size * PixelsPerUnit);
        float turn = points[0].Y, extreme = turn;
        int direction = 0;
        foreach (InkPoint point in points)
        {
            if (direction == 0 && Math.Abs(point.Y - turn) > threshold) direction = Math.Sign(point.Y - turn);
            if (direction == 0) continue;
            if ((point.Y - extreme) * direction > 0) extreme = point.Y;
            if ((extreme - point.Y) * direction <= threshold) continue;
            Take(extreme - turn);
            turn = extreme;
            extreme = point.Y;
            direction = -direction;
        }

        Take(extreme - turn);
        return this with
        {
            ExcursionCount = Decay * ExcursionCount + count,
            Excursions = Decay * Excursions + excursions,
            SquaredExcursions = Decay * SquaredExcursions + squared,
            PathPixels = Decay * PathPixels + pathPixels,
            Seconds = Decay * Seconds + seconds,
        };

        void Take(float pixels)
        {
            if (Math.Abs(pixels) <= threshold) return;
            count++;
            excursions += Math.Abs(pixels);
            squared += pixels * pixels;
        }
    }
}
