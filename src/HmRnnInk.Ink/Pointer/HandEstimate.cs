namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// An estimate of the size, pace and slant of a person's handwriting. It starts with a prior from the height of the ruled line and is
/// updated after each stroke. It is immutable, so that undo can restore an earlier estimate.
/// </summary>
public readonly record struct HandEstimate
{
    /// <summary>The maximum slant, either way, that is removed from the ink that the model reads.</summary>
    public const double MaximumSlant = 1;

    /// <summary>An excursion below this share of the size is tremor.</summary>
    internal const double Tremor = 0.08;

    // A smaller excursion may be caused by the rounding to pixels.
    private const double MinimumExcursionPixels = 1.25;

    // The prior weighs as much as this many excursions and seconds of writing. A stroke's weight halves after 40 more strokes.
    private const double PriorExcursions = 2, PriorSeconds = 0.6, Decay = 0.983;

    // The prior of the slant: upright, with the weight of this many downstrokes.
    private const double PriorDownstrokes = 4;

    // A model continues handwriting that leans up to the usual slant either way. Slant beyond it, up to the maximum, is removed from the
    // ink that the model reads.
    private const double UsualSlant = 0.05;

    // The slant of a model's ink if none is added, and the share of an added slant that its ink shows; measured with slants of −0.8 to 0.4
    // (docs/research/log.md, 2026-11-28).
    private const double SlantOfModels = -0.07, ShownSlant = 0.86;

    /// <summary>Prior of the scale, from the ruled line; above 0.</summary>
    public double ExpectedPixelsPerUnit { get; init; }

    /// <summary>Number of vertical excursions of the pen so far. In this and all other sums, older strokes have less weight.</summary>
    public double ExcursionCount { get; init; }

    /// <summary>Sum of the heights of the excursions, in pixels.</summary>
    public double Excursions { get; init; }

    /// <summary>Sum of the squared heights of the excursions, in pixels².</summary>
    public double SquaredExcursions { get; init; }

    /// <summary>Length of the pen's path so far, in pixels.</summary>
    public double PathPixels { get; init; }

    /// <summary>Pen-down time so far, with rests shortened.</summary>
    public double Seconds { get; init; }

    /// <summary>The sums of the slant over the downstrokes so far, in pixels.</summary>
    public HandSlant Slant { get; init; }

    /// <summary>The estimate before the first stroke.</summary>
    /// <param name="pixelsPerUnit">The scale of the ruled line, pixels per IAM unit.</param>
    public static HandEstimate Expect(float pixelsPerUnit) => new() { ExpectedPixelsPerUnit = pixelsPerUnit };

    /// <summary>The scale that maps this person's writing to the mean size and pace of the training data, and to a usual slant.</summary>
    public PenScale Scale
    {
        get
        {
            double pixelsPerUnit = PixelsPerUnit;
            double stepPixels = TrainingPen.MeanStep * pixelsPerUnit;
            double priorPixels = PriorSeconds / TrainingPen.SecondsPerRow * stepPixels;
            double secondsPerRow = stepPixels * (Seconds + PriorSeconds) / (PathPixels + priorPixels);
            return new((float)pixelsPerUnit, Math.Clamp(secondsPerRow, 0.005, 0.1), UnusualSlant(pixelsPerUnit));
        }
    }

    private double PixelsPerUnit
    {
        get
        {
            if (Excursions <= 0) return ExpectedPixelsPerUnit;
            // The mean weighted by height, so that many small excursions do not outweigh the tall ones.
            double measured = SquaredExcursions / Excursions / TrainingPen.Size;
            double trust = ExcursionCount / (ExcursionCount + PriorExcursions);
            // A weighted geometric mean: half and double the expected size deviate from it equally.
            return ExpectedPixelsPerUnit * Math.Pow(measured / ExpectedPixelsPerUnit, trust);
        }
    }

    /// <summary>
    /// Maps what a model writes after this handwriting to the page, so that it leans as far as the person's ink. This slant is not that of
    /// <paramref name="scale"/>: a usual slant is left in what the model reads, but the model writes with its own.
    /// </summary>
    /// <param name="scale">The scale of what the model has read.</param>
    public UnitMap MapOfModel(PenScale scale)
    {
        double slant = MeasuredSlant(PixelsPerUnit) / ShownSlant - SlantOfModels;
        return scale.Map with { Slant = (float)Math.Clamp(slant, -MaximumSlant, MaximumSlant) };
    }

    private float UnusualSlant(double pixelsPerUnit)
    {
        double slant = MeasuredSlant(pixelsPerUnit);
        return (float)Math.Clamp(slant - Math.Clamp(slant, -UsualSlant, UsualSlant), -MaximumSlant, MaximumSlant);
    }

    private double MeasuredSlant(double pixelsPerUnit) =>
        Slant.Leftward / (Slant.Height + PriorDownstrokes * TrainingPen.Size * pixelsPerUnit);

    /// <summary>What one stroke has added to the sums of the excursions.</summary>
    /// <param name="before">The estimate before the stroke.</param>
    internal (double Count, double Sum, double Squares) Since(HandEstimate before) => (
        ExcursionCount - Decay * before.ExcursionCount, Excursions - Decay * before.Excursions,
        SquaredExcursions - Decay * before.SquaredExcursions);

    /// <summary>The estimate after one more stroke.</summary>
    /// <param name="points">The stroke's pen events, in pixels.</param>
    /// <param name="pathPixels">Length of the path through the stroke's rows, in pixels.</param>
    /// <param name="seconds">The time that the stroke's rows represent.</param>
    /// <param name="slant">The slant of the stroke, in pixels.</param>
    public HandEstimate After(IReadOnlyList<InkPoint> points, double pathPixels, double seconds, HandSlant slant)
    {
        double count = 0, excursions = 0, squared = 0;
        double threshold = Math.Max(MinimumExcursionPixels, Tremor * TrainingPen.Size * PixelsPerUnit);
        var turns = new TurningPoints<float>(points[0].Y, threshold);
        foreach (InkPoint point in points) Take(turns.Next(point.Y));
        Take(turns.LastHeight());
        return this with
        {
            ExcursionCount = Decay * ExcursionCount + count,
            Excursions = Decay * Excursions + excursions,
            SquaredExcursions = Decay * SquaredExcursions + squared,
            PathPixels = Decay * PathPixels + pathPixels,
            Seconds = Decay * Seconds + seconds,
            Slant = Decay * Slant + slant,
        };

        void Take(float pixels)
        {
            if (pixels == 0) return;
            count++;
            excursions += pixels;
            squared += pixels * pixels;
        }
    }
}
