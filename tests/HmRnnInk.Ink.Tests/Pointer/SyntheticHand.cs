namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>Writing by formula: words of loops with the training pens' size, pace and pen-ups, in IAM units.</summary>
internal static class SyntheticHand
{
    /// <param name="words">Strokes of about a second, a gap between.</param>
    /// <param name="slowness">2 for a hand that takes twice the time.</param>
    public static StrokeCollection Write(int words, double slowness = 1)
    {
        var strokes = new List<Stroke>();
        double seconds = 0;
        for (int word = 0; word < words; word++)
        {
            var points = new List<InkPoint>();
            for (int index = 0; index < 70; index++)
            {
                double angle = 0.28 * index;
                float height = 92 * (1 + 0.3f * MathF.Sin(0.11f * index + word));
                points.Add(new InkPoint(
                    word * 900 + 8 * index + 40 * (float)Math.Sin(angle + 0.6),
                    1000 + height * (float)Math.Cos(angle),
                    slowness * (seconds + index * 0.015)));
            }

            strokes.Add(new Stroke(points));
            seconds += 70 * 0.015 + 0.3;
        }

        return new StrokeCollection(strokes);
    }
}
