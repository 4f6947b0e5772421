using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class StrokeOffsetsTests
{
    [Fact]
    public void StrokesToRowsAndBack_GivesTheSamePoints() => TestInk.Strokes.Sample(ink =>
    {
        InkPoint first = ink.Strokes[0].Points[0];
        StrokeCollection back = StrokeOffsets.ToStrokes(StrokeOffsets.FromStrokes(ink));

        Assert.Equal(
            ink.Strokes.Select(stroke => stroke.Points.Select(point => (point.X, point.Y)).ToArray()),
            back.Strokes.Select(stroke => stroke.Points.Select(point => (point.X + first.X, point.Y + first.Y)).ToArray()));
    });

    [Fact]
    public void RowsToStrokesAndBack_GivesTheSameRows() =>
        Gen.Select(Gen.Int[-900, 900], Gen.Int[-900, 900], Gen.Bool).Array[1, 60].Sample(numbers =>
        {
            PenOffset[] rows = [.. numbers.Select((row, index) => new PenOffset(
                index == 0 ? 0 : row.Item1, index == 0 ? 0 : row.Item2, row.Item3 || index == numbers.Length - 1))];

            Assert.Equal(rows, StrokeOffsets.FromStrokes(StrokeOffsets.ToStrokes(rows)));
        });

    [Fact]
    public void EachPoint_GivesARowWithPenUpAtTheEndOfItsStroke()
    {
        var ink = new StrokeCollection([
            new Stroke([new InkPoint(5, 5, 0)]),
            new Stroke([new InkPoint(8, 4, 1), new InkPoint(9, 6, 2)])]);

        Assert.Equal(
            [new PenOffset(0, 0, PenUp: true), new PenOffset(3, -1, PenUp: false), new PenOffset(1, 2, PenUp: true)],
            StrokeOffsets.FromStrokes(ink));
    }

    [Fact]
    public void RowsWithoutALastPenUp_StillGiveTheStroke()
    {
        StrokeCollection ink = StrokeOffsets.ToStrokes([new PenOffset(0, 0, PenUp: false), new PenOffset(1, 1, PenUp: false)]);

        Assert.Equal(2, Assert.Single(ink.Strokes).Points.Count);
    }

    [Fact]
    public void NoRows_GiveNoStrokes() => Assert.Empty(StrokeOffsets.ToStrokes([]).Strokes);

    [Fact]
    public void Times_AreSpacedByTheSamplingPeriod()
    {
        StrokeCollection ink = StrokeOffsets.ToStrokes([default, default, default]);

        Assert.Equal([0, 1 / 75.0, 2 / 75.0], ink.Strokes[0].Points.Select(point => point.TimeSeconds));
    }

    [Fact]
    public void EmptyStroke_IsRejected() =>
        Assert.Throws<ArgumentException>(() => StrokeOffsets.FromStrokes(new StrokeCollection([new Stroke([])])));
}
