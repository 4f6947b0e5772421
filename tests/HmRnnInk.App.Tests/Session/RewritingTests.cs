using HmRnnInk.App.Inference;

namespace HmRnnInk.App.Tests.Session;

public sealed class RewritingTests
{
    [Fact]
    public void SeveralStrokes_AreReplacedByAsManyStrokes()
    {
        var rewriting = new Rewriting(new RowRange(0, 12), layer: null, count: 2, followsPenUp: false, done: _ => { });
        Assert.Equal([false, false, false, false, false, true], Take(rewriting, 6, penUps: [2, 5]));
    }

    /// <summary>The model notices the end of the stroke before at the first points of the new stroke.</summary>
    [Theory]
    [InlineData(1, new int[0], 6)]
    [InlineData(1, new[] { 3 }, 6)]
    [InlineData(2, new[] { 1 }, 2)] // here it is the end of the new stroke
    [InlineData(3, new int[0], 3)] // too late for the stroke before
    public void LateBoundaryOfTheSegmentBefore_DoesNotEndTheRewriting(int boundary, int[] penUps, int last)
    {
        var rewriting = new Rewriting(new RowRange(20, 27), layer: 0, count: 1, followsPenUp: true, done: _ => { });
        Assert.Equal(last, Array.IndexOf(Take(rewriting, 7, penUps, [boundary, 6]), true));
    }

    [Fact]
    public void WhatIsMuchShorterThanTheOld_IsWrittenAgain_ButNotForever()
    {
        var rewriting = new Rewriting(new RowRange(0, 12), layer: null, count: 1, followsPenUp: false, done: _ => { });
        Assert.False(rewriting.TryAgain(4));
        for (int attempt = 2; attempt <= 5; attempt++)
        {
            Assert.Equal([false, true], Take(rewriting, 2, penUps: [1]));
            Assert.True(rewriting.TryAgain(2));
            Assert.Empty(rewriting.Written.ToArray());
        }

        Assert.False(rewriting.TryAgain(2));
    }

    /// <returns>For each row, whether the rewriting is complete with it.</returns>
    private static bool[] Take(Rewriting rewriting, int rows, int[] penUps, params int[] boundaries) =>
    [
        .. Enumerable.Range(0, rows).Select(row => rewriting.Take(new InferenceResult(1, row, new(1, 0, penUps.Contains(row)),
            new RowTrace(0, (ushort)(boundaries.Contains(row) ? 1 : 0), 0, 0), Written: true))),
    ];
}
