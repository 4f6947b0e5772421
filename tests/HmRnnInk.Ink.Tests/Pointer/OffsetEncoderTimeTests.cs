using HmRnnInk.Ink.Pointer;
using static HmRnnInk.Ink.Tests.Pointer.EncodedStrokes;

namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>The times of rows, and what rests, quick strokes and a bad clock do to the rows.</summary>
public sealed class OffsetEncoderTimeTests
{
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
    public void RestWithinAStroke_AddsAtMostTwoRows()
    {
        OffsetEncoder swift = Encode([.. Enumerable.Range(0, 40).Select(index => (100f + 4 * index, 200f, 0.015 * index))]);
        OffsetEncoder rested = Encode([.. Enumerable.Range(0, 40).Select(
            index => (100f + 4 * index, 200f, 0.015 * index + (index > 20 ? 3 : 0)))]);
        Assert.InRange(rested.Rows.Count - swift.Rows.Count, 1, 2);
    }

    [Fact]
    public void FlickFasterThanARow_IsNotADot()
    {
        OffsetEncoder encoder = Encode([(100, 200, 0), (112, 200, 0.002)]);
        Assert.Equal(2, encoder.Rows.Count);
        Assert.Equal(12, encoder.Rows[1].X - encoder.Rows[0].X, 1f);
    }

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
}
