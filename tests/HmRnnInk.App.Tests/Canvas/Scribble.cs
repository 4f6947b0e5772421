namespace HmRnnInk.App.Tests.Canvas;

/// <summary>Test ink without a file: a row of loops in all colours, every fourth of them tall.</summary>
internal static class Scribble
{
    private const int StepsInLoop = 22;

    /// <param name="x">Left edge of the first loop.</param>
    /// <param name="baseline">Y of the bottom of the loops.</param>
    /// <param name="xHeight">Height of a low loop.</param>
    /// <param name="loops">The number of loops.</param>
    /// <param name="byModel">Whether to use the colours of the model.</param>
    /// <param name="width">Width of the pen.</param>
    public static Capsule[] Of(float x, float baseline, float xHeight, int loops, bool byModel, float width)
    {
        var capsules = new Capsule[loops * StepsInLoop];
        for (int i = 0; i < capsules.Length; i++)
        {
            int depth = i % 37 < 3 ? 3 : i % 19 < 4 ? 2 : i % 7 < 2 ? 1 : 0;
            (float x0, float y0) = Point(i);
            (float x1, float y1) = Point(i + 1);
            capsules[i] = new Capsule(x0, y0, x1, y1, width, InkColours.OnLight.Of(byModel, depth), depth);
        }

        return capsules;

        (float X, float Y) Point(int i)
        {
            float t = i * MathF.Tau / StepsInLoop;
            float height = xHeight * (i / StepsInLoop % 4 == 1 ? 2 : 1);
            return (x + xHeight * (t * 0.13f - 0.32f * MathF.Sin(t)), baseline - height * 0.5f * (1 - MathF.Cos(t)));
        }
    }
}
