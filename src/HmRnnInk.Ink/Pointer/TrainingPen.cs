namespace HmRnnInk.Ink.Pointer;

/// <summary>How the pens of IAM-OnDB write, measured on every sixth line of the archive (1,884 lines, 1.17 million steps).</summary>
public static class TrainingPen
{
    /// <summary>Time from one point to the next within a stroke. The files round it to 10 ms: 10, 20, 10, 20.</summary>
    public const double SecondsPerRow = 0.015;

    /// <summary>Mean length of a pen-down step, IAM units.</summary>
    public const float MeanStep = 20.3f;

    /// <summary>
    /// Size of handwriting: the mean of the pen's vertical excursions between turning points, weighted by their length (Σe²/Σe), IAM
    /// units. Geometric mean over lines; the logarithm's deviation is 0.30 between lines and 0.14 between a line and its first 8
    /// strokes, which is steadier than stroke heights (0.34) or the deviation of y (0.31, and 0.24 for the first 8 strokes).
    /// </summary>
    public const float Size = 184f;

    /// <summary>Height of a letter without ascender or descender: the median excursion, IAM units.</summary>
    public const float XHeight = 124f;

    /// <summary>Height of a line of handwriting with its ascenders and descenders, IAM units.</summary>
    public const float LineHeight = 600f;

    /// <summary>
    /// Variance of the change of velocity a row, IAM units² a coordinate. Mean square of the second difference (85) less six times the
    /// digitiser's noise (2.8²) would be 38; a little less costs a model nothing where pixels are fine, and half as much where they are
    /// coarse (docs/log.md).
    /// </summary>
    public const float VelocityWalk = 32f;
}
