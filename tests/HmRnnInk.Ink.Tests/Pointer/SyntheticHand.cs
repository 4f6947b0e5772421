namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>Synthetic handwriting: words made of loops, with the size, pace and pen-ups of the training data, in IAM units.</summary>
internal static class SyntheticHand
{
    /// <param name="words">Number of words. Each is one stroke of about a second, and there is a gap between words.</param>
    /// <param name="slowness">Factor on all times: 2 for a writer who takes twice as long.</param>
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
