using HmRnnInk.Ink.Pointer;
using static HmRnnInk.Ink.Tests.Pointer.EncodedStrokes;

namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>The rows of short and simple strokes.</summary>
public sealed class OffsetEncoderTests
{
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
    public void Pressure_IsInterpolatedAndDoesNotChangeOffsets()
    {
        // The pressure increases linearly in time. The mouse takes the same path without pressure.
        OffsetEncoder pen = new(Expected), mouse = new(Expected);
        foreach (bool hasPressure in (bool[])[true, false])
        {
            OffsetEncoder encoder = hasPressure ? pen : mouse;
            InkPoint[] points = [.. Enumerable.Range(0, 41).Select(
                index => new InkPoint(100 + 3 * index, 200 + index % 9, 0.01 * index, hasPressure ? index / 40f : null))];
            Write(encoder, points);
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
}
