namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// Converts ink of a file to rows like those of IAM-OnDB. The ink is complete and has no rounding to pixels, so its size and pace are known
/// before its first row, and no row changes later.
/// </summary>
public static class RecordedInk
{
    /// <summary>
    /// A longer step from one point to the next has no more rows than this: a file of few points has few rows, however far they are apart.
    /// </summary>
    private const double MaximumRowsPerStep = 32;

    /// <summary>The part of a pause within a stroke that counts as writing.</summary>
    private const double MaximumStepSeconds = 0.25;

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
            for (int index = 1; index < stroke.Count; index++)
            {
                path += double.Hypot(stroke[index].X - stroke[index - 1].X, stroke[index].Y - stroke[index - 1].Y);
                seconds += Math.Clamp(stroke[index].TimeSeconds - stroke[index - 1].TimeSeconds, 0, MaximumStepSeconds);
            }

            hand = hand.After(stroke, path, seconds);
        }

        return hand;
    }

    /// <returns>The rows of all strokes, in the strokes' unit. The last row of a stroke is at its last point.</returns>
    public static List<EncodedRow> Encode(IEnumerable<IReadOnlyList<InkPoint>> strokes, PenScale scale)
    {
        var rows = new List<EncodedRow>();
        var encoder = new StrokeEncoder(
            scale, rows, from: null, Variance * scale.PixelsPerUnit * scale.PixelsPerUnit, MaximumRowsPerStep);
        int number = 0;
        foreach (IReadOnlyList<InkPoint> stroke in strokes)
        {
            encoder.Begin(stroke[0], number++);
            for (int point = 1; point < stroke.Count; point++) encoder.Move(stroke[point]);
            encoder.End();
        }

        return rows;
    }

    /// <summary>The rows that a model reads of a file's ink as one line. Ink in IAM units and at IAM-OnDB's rate stays as it is.</summary>
    public static PenOffset[] Rows(ReadInk read)
    {
        if (read.MillimetresPerUnit is null && read.XHeight == TrainingPen.XHeight) return StrokeOffsets.FromStrokes(read.Ink);
        IReadOnlyList<InkPoint>[] strokes = [.. read.Ink.Strokes.Select(stroke => stroke.Points)];
        double unit = read.XHeight / TrainingPen.XHeight ?? HandSize.UnitsPerIamUnit(read.Ink) ?? 1;
        return [.. Encode(strokes, Hand(strokes, HandEstimate.Expect((float)unit)).Scale).Select(row => row.Offset)];
    }
}
