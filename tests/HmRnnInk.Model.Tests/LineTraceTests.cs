namespace HmRnnInk.Model.Tests;

public sealed class LineTraceTests
{
    [Fact]
    public void Segments_EndWhereTheLayerFired_AndHoldEveryRowOnce()
    {
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 3));
        PenOffset[] rows = [.. Enumerable.Range(0, 200).Select(row => new PenOffset(row * 7 % 31, row * 5 % 23 - 11, row % 40 == 39))];
        LineTrace line = LineTrace.Of(engine, rows);

        (int First, int Last)[] segments = [.. line.Segments(0)];
        Assert.True(segments.Length > 3, "A layer that never fires shows nothing here.");
        Assert.Equal(
            Enumerable.Range(0, 200),
            segments.SelectMany(segment => Enumerable.Range(segment.First, segment.Last - segment.First + 1)));
        Assert.All(segments[..^1], segment => Assert.True(line.Boundaries[segment.Last][0]));
        Assert.All(segments, segment => Assert.DoesNotContain(
            true, Enumerable.Range(segment.First, segment.Last - segment.First).Select(row => line.Boundaries[row][0])));
    }

    [Fact]
    public void Trace_HasTheOperationsOfEachRow()
    {
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 3));
        PenOffset[] rows = [new(0, 0, false), new(12, -4, false), new(-3, 9, true)];
        LineTrace line = LineTrace.Of(engine, rows);

        SequenceLikelihood.Of(engine, rows, (row, trace, nats) =>
        {
            Assert.Equal(trace.Operations, line.Operations[row]);
            Assert.Equal(trace.Boundaries, line.Boundaries[row]);
            Assert.Equal(trace.BoundaryProbabilities, line.BoundaryProbabilities[row]);
            Assert.Equal(nats, line.Nats[row]);
        });
    }

    [Fact]
    public void LineWithoutRows_HasNoSegments() =>
        Assert.Empty(LineTrace.Of(new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 3)), []).Segments(0));
}
