using CsCheck;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests.Pointer;

public sealed class OffsetEncoderTests
{
    private static readonly HandEstimate Expected = HandEstimate.Expect(PenScale.Default.PixelsPerUnit);

    [Fact]
    public void Tap_IsOneRowWithPenUp()
    {
        OffsetEncoder encoder = Encode([(100, 200, 0)]);
        Assert.Equal([new EncodedRow(new PenOffset(0, 0, PenUp: true), 100, 200, 0, 0)], encoder.Rows);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void ShortStroke_KeepsItsEnds(int points)
    {
        OffsetEncoder encoder = Encode([.. Enumerable.Range(0, points).Select(index => (100f + 4 * index, 200f, 0.015 * index))]);
        Assert.Equal(points, encoder.Rows.Count);
        Assert.Equal(100, encoder.Rows[0].X, 0.5f);
        Assert.Equal(100 + 4 * (points - 1), encoder.Rows[^1].X, 0.5f);
        Assert.Equal(Enumerable.Repeat(false, points - 1).Append(true), encoder.Rows.Select(row => row.Offset.PenUp));
    }

    [Fact]
    public void Rows_HaveTheTimesOfThePen()
    {
        // Twice as fast in the second half: rows are further apart, but their times stay evenly spaced.
        OffsetEncoder encoder = Encode([.. Enumerable.Range(0, 40).Select(
            index => (100f + 2 * index + 2 * Math.Max(0, index - 20), 200f, 3 + 0.01 * index))]);

        Assert.Equal(3, encoder.Rows[0].TimeSeconds);
        Assert.Equal(3.39, encoder.Rows[^1].TimeSeconds, 1e-9);
        Assert.All(
            encoder.Rows,
            row => Assert.Equal(100 + 200 * (row.TimeSeconds - 3) + 200 * Math.Max(0, row.TimeSeconds - 3.2), row.X, 2.5f));
    }

    [Fact]
    public void RowAfterARest_HasTheTimeOfTheNextMovement()
    {
        OffsetEncoder encoder = Encode(
            [(100, 200, 0), (110, 200, 0.05), (120, 200, 2), (130, 200, 2.05)], [(200, 200, 5), (204, 200, 5.02)]);

        EncodedRow[][] strokes = [.. encoder.Rows.GroupBy(row => row.Stroke).Select(stroke => stroke.ToArray())];
        Assert.Equal([(0, 2.05), (5, 5.02)], strokes.Select(stroke => (stroke[0].TimeSeconds, stroke[^1].TimeSeconds)));
        Assert.All(encoder.Rows.Zip(encoder.Rows.Skip(1)), pair => Assert.True(pair.First.TimeSeconds <= pair.Second.TimeSeconds));
    }

    [Fact]
    public void Pressure_IsInterpolatedAndDoesNotChangeOffsets()
    {
        // The pressure increases linearly in time. The mouse takes the same path without pressure.
        OffsetEncoder pen = new(Expected), mouse = new(Expected);
        foreach (bool hasPressure in (bool[])[true, false])
        {
            OffsetEncoder encoder = hasPressure ? pen : mouse;
            InkPoint[] points = [.. Enumerable.Range(0, 41).Select(
                index => new InkPoint(100 + 3 * index, 200 + index % 9, 0.01 * index, hasPressure ? index / 40f : null))];
            encoder.PenDown(points[0]);
            foreach (InkPoint point in points[1..]) encoder.PenMove(point);
            encoder.PenUp(points[^1]);
        }

        Assert.True(pen.Rows.Count > 20);
        Assert.Equal(0, pen.Rows[0].Pressure);
        Assert.Equal(1, pen.Rows[^1].Pressure);
        Assert.All(pen.Rows, row => Assert.Equal(row.TimeSeconds / 0.4, row.Pressure!.Value, 1e-5));
        Assert.Equal(mouse.Rows, pen.Rows.Select(row => row with { Pressure = null }));

        pen.CorrectSize(1.3f);
        Assert.All(pen.Rows, row => Assert.Equal(row.TimeSeconds / 0.4, row.Pressure!.Value, 1e-5));
    }

    [Fact]
    public void FlickFasterThanARow_IsNotADot()
    {
        OffsetEncoder encoder = Encode([(100, 200, 0), (112, 200, 0.002)]);
        Assert.Equal(2, encoder.Rows.Count);
        Assert.Equal(12, encoder.Rows[1].X - encoder.Rows[0].X, 1f);
    }

    [Fact]
    public void PenUpMovement_IsInTheFirstRowOfTheNextStroke()
    {
        OffsetEncoder encoder = Encode([(100, 200, 0)], [(160, 190, 0.4), (164, 190, 0.415)]);
        PenOffset travel = encoder.Rows[1].Offset;
        Assert.Equal(60 / 0.2f, travel.DeltaX, 1f);
        Assert.Equal(-10 / 0.2f, travel.DeltaY, 1f);
        Assert.False(travel.PenUp);
    }

    [Fact]
    public void ContinuingFromAPosition_FirstRowStartsThere()
    {
        var encoder = new OffsetEncoder(Expected, from: new InkPoint(80, 200, 0));
        encoder.PenDown(new InkPoint(100, 200, 1));
        encoder.PenUp(new InkPoint(100, 200, 1));
        Assert.Equal(new PenOffset(100, 0, PenUp: true), encoder.Rows[0].Offset);
    }

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
            var decoder = new OffsetDecoder(encoder.Scale.Map, encoder.Rows[0].X, encoder.Rows[0].Y);
            foreach (EncodedRow row in encoder.Rows)
            {
                (float x, float y) = decoder.Decode(row.Offset);
                Assert.Equal(row.X, x, 0.05f);
                Assert.Equal(row.Y, y, 0.05f);
            }
        });

    [Fact]
    public void StalledClock_DoesNotChangeThePath()
    {
        OffsetEncoder encoder = Encode([.. Enumerable.Range(0, 60).Select(index => (100f + 4 * index, 200f, 5.0))]);
        Assert.InRange(encoder.Rows.Count, 8, 60);
        Assert.Equal(336, encoder.Rows[^1].X, 1f);
        Assert.All(encoder.Rows, row => Assert.Equal(200, row.Y, 1f));
    }

    [Fact]
    public void ClockThatStepsBack_IsTreatedAsStalled()
    {
        OffsetEncoder back = Encode([(100, 200, 5), (104, 200, 5.015), (108, 200, 4), (112, 200, 4.1), (116, 200, 5.03)]);
        OffsetEncoder stalled = Encode([(100, 200, 5), (104, 200, 5.015), (108, 200, 5.015), (112, 200, 5.015), (116, 200, 5.03)]);
        Assert.Equal(stalled.Rows, back.Rows);
    }

    [Fact]
    public void RestWithinAStroke_AddsAtMostTwoRows()
    {
        OffsetEncoder swift = Encode([.. Enumerable.Range(0, 40).Select(index => (100f + 4 * index, 200f, 0.015 * index))]);
        OffsetEncoder rested = Encode([.. Enumerable.Range(0, 40).Select(
            index => (100f + 4 * index, 200f, 0.015 * index + (index > 20 ? 3 : 0)))]);
        Assert.InRange(rested.Rows.Count - swift.Rows.Count, 1, 2);
    }

    [Fact]
    public void WritingLargerThanExpected_IsEncodedAgainAtItsScale()
    {
        OffsetEncoder encoder = Replay(SyntheticHand.Write(6), 125, 0.4f);
        Assert.InRange(encoder.Revision, 1, 6);
        Assert.Equal(0.4f, encoder.Scale.PixelsPerUnit, 0.06f);
        Assert.Equal(6, encoder.Rows.Count(row => row.Offset.PenUp));
        foreach ((EncodedRow before, EncodedRow row) in encoder.Rows.Zip(encoder.Rows.Skip(1)))
            Assert.Equal(row.X - before.X, encoder.Scale.Map.ToPixels(row.Offset).X, 0.01f);
    }

    [Theory]
    [InlineData(60, 0.5)]
    [InlineData(125, 0.5)]
    [InlineData(1000, 0.5)]
    [InlineData(60, 1)]
    [InlineData(125, 1)]
    [InlineData(1000, 1)]
    [InlineData(60, 2)]
    [InlineData(125, 2)]
    [InlineData(1000, 2)]
    public void AnyRateSizeAndPace_GivesTheMeanStepOfTheTrainingData(double eventsPerSecond, double size)
    {
        foreach (double slowness in (double[])[1, 2.5])
        {
            OffsetEncoder encoder = Replay(SyntheticHand.Write(12, slowness), eventsPerSecond, 0.2f * (float)size);
            double[] steps = [.. Steps(encoder)];
            Assert.Equal(TrainingPen.MeanStep, steps.Average(), 0.12 * TrainingPen.MeanStep);
            Assert.Equal(12 * 70, encoder.Rows.Count, 12 * 70 * 0.15);
        }
    }

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

    [Fact]
    public void DeferredSizeCorrection_IsAppliedAtTheNextPenUp()
    {
        OffsetEncoder encoder = Encode([(100, 200, 0), (104, 210, 0.015)]);
        EncodedRow[] before = [.. encoder.Rows];
        int revision = encoder.Revision;
        encoder.CorrectSize(1.02f, now: false);
        Assert.Equal(before, encoder.Rows);
        Write(encoder, [(160, 190, 0.4), (164, 190, 0.415)]);
        Assert.Equal(revision + 1, encoder.Revision);
        Assert.True(encoder.Rows[1].Offset.DeltaY < before[1].Offset.DeltaY);
    }

    [Fact]
    public void EventsWhileThePenIsUp_AreIgnored()
    {
        var encoder = new OffsetEncoder(Expected);
        encoder.PenMove(new InkPoint(1, 2, 3));
        encoder.PenUp(new InkPoint(1, 2, 3));
        Assert.Empty(encoder.Rows);
        Assert.Empty(encoder.State.Strokes);
    }

    [Theory]
    [InlineData(float.NaN, 0, 0)]
    [InlineData(0, float.PositiveInfinity, 0)]
    [InlineData(0, 0, double.NaN)]
    public void NonFiniteEvent_IsRejected(float x, float y, double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OffsetEncoder(Expected).PenDown(new InkPoint(x, y, seconds)));

    private static Gen<(float X, float Y, double Seconds)[][]> Strokes =>
        Gen.Select(Gen.Float[-12, 12], Gen.Float[-12, 12], Gen.Double[0.004, 0.05]).Array[1, 40].Array[1, 6].Select(strokes =>
        {
            // Each triple is a difference to the previous point, so that paths are connected and times increase.
            (float x, float y, double seconds) = (300, 300, 0);
            return strokes.Select(stroke => stroke.Select(step =>
                (x = MathF.Round(x + step.Item1), y = MathF.Round(y + step.Item2), seconds += step.Item3)).ToArray()).ToArray();
        });

    private static OffsetEncoder Encode(params (float X, float Y, double Seconds)[][] strokes)
    {
        var encoder = new OffsetEncoder(Expected);
        Write(encoder, strokes);
        return encoder;
    }

    private static void Write(OffsetEncoder encoder, params (float X, float Y, double Seconds)[][] strokes)
    {
        foreach ((Action<InkPoint> take, InkPoint point) in Events(encoder, strokes)) take(point);
    }

    private static IEnumerable<(Action<InkPoint> Take, InkPoint Point)> Events(
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

    private static OffsetEncoder Replay(StrokeCollection ink, double eventsPerSecond, float pixelsPerUnit)
    {
        var encoder = new OffsetEncoder(Expected);
        foreach (PointerSample sample in PointerReplay.Play(ink, eventsPerSecond, pixelsPerUnit, 50, 50)) encoder.Take(sample);

        return encoder;
    }

    private static IEnumerable<double> Steps(OffsetEncoder encoder) => encoder.Rows.Zip(encoder.Rows.Skip(1))
        .Where(pair => pair.First.Stroke == pair.Second.Stroke)
        .Select(pair => double.Hypot(pair.Second.Offset.DeltaX, pair.Second.Offset.DeltaY));
}
