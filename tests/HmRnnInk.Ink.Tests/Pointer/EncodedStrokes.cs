using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>Strokes of points (x, y, seconds) for the tests of <see cref="OffsetEncoder"/>.</summary>
internal static class EncodedStrokes
{
    /// <summary>The hand that an encoder expects before it has seen any.</summary>
    public static HandEstimate Expected { get; } = HandEstimate.Expect(PenScale.Default.PixelsPerUnit);

    /// <returns>A new encoder that has encoded these strokes.</returns>
    public static OffsetEncoder Encode(params (float X, float Y, double Seconds)[][] strokes)
    {
        var encoder = new OffsetEncoder(Expected);
        Write(encoder, strokes);
        return encoder;
    }

    public static void Write(OffsetEncoder encoder, IReadOnlyList<InkPoint> stroke)
    {
        encoder.PenDown(stroke[0]);
        foreach (InkPoint point in stroke.Skip(1)) encoder.PenMove(point);
        encoder.PenUp(stroke[^1]);
    }

    public static void Write(OffsetEncoder encoder, params (float X, float Y, double Seconds)[][] strokes)
    {
        foreach ((Action<InkPoint> take, InkPoint point) in Events(encoder, strokes)) take(point);
    }

    /// <summary>The strokes as pen events, each with the method of the encoder that takes it.</summary>
    public static IEnumerable<(Action<InkPoint> Take, InkPoint Point)> Events(
        OffsetEncoder encoder, (float X, float Y, double Seconds)[][] strokes)
    {
        foreach ((float X, float Y, double Seconds)[] points in strokes)
        {
            InkPoint[] stroke = [.. points.Select(point => new InkPoint(point.X, point.Y, point.Seconds))];
            yield return (encoder.PenDown, stroke[0]);
            foreach (InkPoint point in stroke.Skip(1)) yield return (encoder.PenMove, point);
            yield return (encoder.PenUp, stroke[^1]);
        }
    }
}
