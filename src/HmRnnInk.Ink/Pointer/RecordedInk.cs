namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// Converts ink of a file to rows like those of IAM-OnDB. The ink is complete and has no rounding to pixels, so its size and pace are known
/// before its first row, and no row changes later.
/// </summary>
public static class RecordedInk
{
    /// <summary>
    /// A long step from one point to the next has no more rows than this: a file of few points has few rows, however far they are apart.
    /// </summary>
    private const double MaximumRowsPerStep = 32;

    /// <summary>A longer pause within a stroke counts as this long.</summary>
    private const double MaximumStepSeconds = 0.25;

    /// <summary>
    /// A longer step in x or y is an error of the recorder, in IAM units. One of them would dominate the estimates of a hand, and the
    /// deviations of a data set. IAM-OnDB's largest has 3,035 units.
    /// </summary>
    public const double MaximumStep = 12_000;

    /// <summary>Variance of a recorded position in IAM units: that of a pixel at the default scale.</summary>
    private static readonly double Variance =
        StrokeEncoder.PixelVariance / (PenScale.Default.PixelsPerUnit * PenScale.Default.PixelsPerUnit);

    /// <returns>The estimate of the handwriting after the ink.</returns>
    /// <param name="expected">The estimate before it.</param>
    public static HandEstimate Hand(IEnumerable<IReadOnlyList<InkPoint>> strokes, HandEstimate expected)
    {
        HandEstimate hand = expected;
        foreach (IReadOnlyList<InkPoint> stroke in strokes)
        {
            double path = 0, seconds = 0;
            var slant = new HandSlant();
            for (int index = 1; index < stroke.Count; index++)
            {
                (float x, float y) = (stroke[index].X - stroke[index - 1].X, stroke[index].Y - stroke[index - 1].Y);
                path += double.Hypot(x, y);
                slant = slant.After(x, y);
                seconds += Math.Clamp(stroke[index].TimeSeconds - stroke[index - 1].TimeSeconds, 0, MaximumStepSeconds);
            }

            hand = hand.After(stroke, path, seconds, slant);
        }

        return hand;
    }

    /// <returns>The rows of all strokes, in the strokes' unit. The last row of a stroke is at its last point.</returns>
    public static List<EncodedRow> Encode(IEnumerable<IReadOnlyList<InkPoint>> strokes, PenScale scale)
    {
        var rows = new List<EncodedRow>();
        var encoder = new StrokeEncoder(
            scale, rows, from: null, Variance * scale.PixelsPerUnit * scale.PixelsPerUnit, MaximumRowsPerStep);
        foreach ((int number, IReadOnlyList<InkPoint> stroke) in strokes.Index()) encoder.Encode(stroke, number);
        return rows;
    }

    /// <summary>
    /// The rows that a model reads of a file's ink as one line, with its own slant. A line in IAM-OnDB's format and size stays as it is.
    /// </summary>
    public static PenOffset[] Rows(ReadInk read)
    {
        if (IsInIamUnits(read)) return StrokeOffsets.FromStrokes(read.Ink);
        InkPoint[][] strokes = Scaled(read);
        return Rows(strokes, Scale(strokes) with { Slant = 0 });
    }

    /// <summary>The lines of a file, from the order and the places of its strokes. The whole file has one size, pace and slant.</summary>
    /// <returns>
    /// For each line, its rows as a model reads them, and the largest |Δx| or |Δy| from one recorded point to the next, in IAM units. The
    /// rows do not show it: they divide a long step.
    /// </returns>
    internal static IReadOnlyList<(PenOffset[] Rows, double LargestStep)> Lines(ReadInk read)
    {
        InkPoint[][] strokes = Scaled(read);
        float unit = PenScale.Default.PixelsPerUnit;
        (InkPoint[][] Ink, double Step)[] lines =
        [
            .. LineOfText.Find(strokes, TrainingPen.XHeight * unit).Select(line => strokes[line.First..line.End])
                .Select(line => (line, LargestStep(line) / (double)unit)),
        ];
        PenScale scale = Scale([.. lines.Where(line => line.Step <= MaximumStep).SelectMany(line => line.Ink)]);
        return [.. lines.Select(line => (Rows(line.Ink, scale), line.Step))];
    }

    /// <summary>Whether the ink is read as it is: it is a line in the format of IAM-OnDB, and of its size.</summary>
    public static bool IsInIamUnits(ReadInk read) => read.MillimetresPerUnit is null && read.XHeight == TrainingPen.XHeight;

    /// <returns>Units of the ink in one IAM unit: stated by the file, or estimated; 1 if the ink has no height.</returns>
    public static double UnitsPerIamUnit(ReadInk read) => read.XHeight / TrainingPen.XHeight ?? HandSize.UnitsPerIamUnit(read.Ink) ?? 1;

    /// <summary>
    /// The strokes at the default scale of a pen and with even times. The scale matters, because <see cref="HandEstimate.After"/> ignores
    /// movements of about a pixel.
    /// </summary>
    private static InkPoint[][] Scaled(ReadInk read)
    {
        float scale = (float)(PenScale.Default.PixelsPerUnit / UnitsPerIamUnit(read));
        IEnumerable<IReadOnlyList<InkPoint>> strokes = read.Ink.Strokes.Select(stroke => stroke.Points);
        if (EvenTimes.IsNeeded(strokes)) strokes = strokes.Select(EvenTimes.Of);
        return
        [
            .. strokes.Select(stroke => (InkPoint[])
                [.. stroke.Select(point => point with { X = point.X * scale, Y = point.Y * scale })]),
        ];
    }

    private static PenScale Scale(InkPoint[][] strokes) => Hand(strokes, HandEstimate.Expect(PenScale.Default.PixelsPerUnit)).Scale;

    private static PenOffset[] Rows(InkPoint[][] strokes, PenScale scale) => [.. Encode(strokes, scale).Select(row => row.Offset)];

    /// <returns>The largest |Δx| or |Δy| from one recorded point to the next.</returns>
    private static float LargestStep(InkPoint[][] strokes)
    {
        float largest = 0;
        InkPoint before = strokes[0][0];
        foreach (InkPoint point in strokes.SelectMany(stroke => stroke))
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(point.X - before.X), Math.Abs(point.Y - before.Y)));
            before = point;
        }

        return largest;
    }
}
