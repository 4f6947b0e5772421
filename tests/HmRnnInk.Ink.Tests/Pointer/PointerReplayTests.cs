using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests.Pointer;

public sealed class PointerReplayTests
{
    [Fact]
    public void HugeTimeGapWithinAStroke_GivesFewEvents()
    {
        var ink = new StrokeCollection([new Stroke(
            [new(0, 0, 0), new(50, 0, 0.1), new(100, 0, 1e12), new(150, 0, 1e12 + 0.1), new(200, 0, 1e12 + 0.2)])]);

        PointerSample[] samples = [.. PointerReplay.Play(ink, eventsPerSecond: 125, pixelsPerUnit: 1)];

        Assert.InRange(samples.Length, 5, 5000);
        Assert.Equal((PointerSampleKind.Down, PointerSampleKind.Up), (samples[0].Kind, samples[^1].Kind));
        Assert.Equal((0, 200), (samples[0].Point.X, samples[^1].Point.X));
        Assert.All(samples.Zip(samples.Skip(1)), pair => Assert.True(pair.First.Point.TimeSeconds <= pair.Second.Point.TimeSeconds));
    }
}
