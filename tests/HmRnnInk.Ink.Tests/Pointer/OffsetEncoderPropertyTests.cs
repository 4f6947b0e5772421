using CsCheck;
using HmRnnInk.Ink.Pointer;
using static HmRnnInk.Ink.Tests.Pointer.EncodedStrokes;

namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>What holds for the rows of any strokes.</summary>
public sealed class OffsetEncoderPropertyTests
{
    [Fact]
    public void Rows_DoNotChangeWithinARevision() =>
        Strokes.Sample(strokes =>
        {
            var encoder = new OffsetEncoder(Expected);
            var seen = new List<EncodedRow>();
            int revision = 0;
            foreach ((Action<InkPoint> take, InkPoint point) in Events(encoder, strokes))
            {
                take(point);
                if (encoder.Revision != revision) seen.Clear();
                revision = encoder.Revision;
                Assert.Equal(seen, encoder.Rows.Take(seen.Count));
                seen = [.. encoder.Rows];
            }
        });

    [Fact]
    public void EveryStroke_HasOnePenUpWhereThePenWasLifted() =>
        Strokes.Sample(strokes =>
        {
            OffsetEncoder encoder = Encode(strokes);
            var ends = encoder.Rows.Where(row => row.Offset.PenUp).ToList();
            Assert.Equal(Enumerable.Range(0, strokes.Length), ends.Select(row => row.Stroke));
            for (int stroke = 0; stroke < strokes.Length; stroke++)
            {
                Assert.Equal(strokes[stroke][^1].X, ends[stroke].X, 2f);
                Assert.Equal(strokes[stroke][^1].Y, ends[stroke].Y, 2f);
            }
        });

    [Fact]
    public void DecodedRows_AreAtTheirEncodedPositions() =>
        Strokes.Sample(strokes =>
        {
            OffsetEncoder encoder = Encode(strokes);
            (float x, float y) = (encoder.Rows[0].X, encoder.Rows[0].Y);
            foreach (EncodedRow row in encoder.Rows)
            {
                (float stepX, float stepY) = encoder.Scale.Map.ToPixels(row.Offset);
                (x, y) = (x + stepX, y + stepY);
                Assert.Equal(row.X, x, 0.05f);
                Assert.Equal(row.Y, y, 0.05f);
            }
        });

    [Fact]
    public void ContinuingFromAState_GivesTheSameRowsAsTheOriginalEncoder() =>
        Strokes.Sample(strokes =>
        {
            var original = new OffsetEncoder(Expected);
            EncodedRow[] rows = [];
            EncoderState? state = null;
            foreach ((float X, float Y, double Seconds)[] stroke in strokes)
            {
                EncoderState? before = state;
                Write(original, stroke);
                state = original.State;
                // The earlier state is unchanged although the original encoder has processed another stroke.
                OffsetEncoder other = before is null ? new OffsetEncoder(Expected) : new OffsetEncoder(before, sizeFactor: 1);
                Write(other, stroke);
                rows = [.. rows.Take(other.RowsBefore), .. other.Rows];
                Assert.Equal(original.Rows, rows);
                Assert.Equal((original.Hand, original.Scale, original.Place), (other.Hand, other.Scale, other.Place));
            }
        });

    private static Gen<(float X, float Y, double Seconds)[][]> Strokes =>
        Gen.Select(Gen.Float[-12, 12], Gen.Float[-12, 12], Gen.Double[0.004, 0.05]).Array[1, 40].Array[1, 6].Select(strokes =>
        {
            // Each triple is a difference to the previous point, so that paths are connected and times increase.
            (float x, float y, double seconds) = (300, 300, 0);
            return strokes.Select(stroke => stroke.Select(step =>
                (x = MathF.Round(x + step.Item1), y = MathF.Round(y + step.Item2), seconds += step.Item3)).ToArray()).ToArray();
        });
}
