namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// Statistics of IAM-OnDB's pen data, measured on every sixth line of the archive (1,884 lines, 1.17 million steps). An IAM unit is the
/// unit of the coordinates in its files.
/// </summary>
public static class TrainingPen
{
    /// <summary>Time from one point to the next within a stroke. The files round intervals to 10 or 20 ms.</summary>
    public const double SecondsPerRow = 0.015;

    /// <summary>Mean length of a pen-down step, in IAM units.</summary>
    public const float MeanStep = 20.3f;

    /// <summary>
    /// Size of handwriting, in IAM units: for each line, the mean of the pen's vertical excursions between turning points, weighted by
    /// their length (Σe²/Σe); then the geometric mean over lines.
    /// </summary>
    /// <remarks>
    /// This measure was chosen because it is the most stable one. The standard deviation of its logarithm is 0.30 between lines, and 0.14
    /// between a line and its first 8 strokes. Alternatives were the height of strokes (0.34) and the deviation of y (0.31 and 0.24).
    /// </remarks>
    public const float Size = 184f;

    /// <summary>Height of a letter without ascender or descender: the median excursion, in IAM units.</summary>
    public const float XHeight = 124f;

    /// <summary>Height of a line of handwriting with ascenders and descenders, in IAM units.</summary>
    public const float LineHeight = 600f;

    /// <summary>Variance of the change of velocity from one row to the next, per coordinate, in (IAM units per row)².</summary>
    /// <remarks>
    /// The mean square of the second difference (85) minus six times the variance of the digitiser's noise (2.8²) would be 38. A slightly
    /// smaller value loses no likelihood with fine pixels, and halves the loss with coarse ones (docs/research/log.md).
    /// </remarks>
    public const float VelocityWalk = 32f;
}
