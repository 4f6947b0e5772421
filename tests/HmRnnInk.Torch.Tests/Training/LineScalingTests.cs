namespace HmRnnInk.Torch.Tests.Training;

public sealed class LineScalingTests
{
    private static readonly InkLine Line = new("a01-000u-01", [new(0, 0, false), new(10, -20, false), new(-30, 40, true)]);

    [Fact]
    public void Line_IsStretchedByOneFactorPerAxis()
    {
        var factors = Enumerable.Range(0, 200).Select(epoch =>
        {
            PenOffset[] scaled = LineScaling.Apply(Line, 0.1, seed: 1, epoch).Offsets;
            float x = scaled[1].DeltaX / 10, y = scaled[1].DeltaY / -20;
            Assert.Equal(-30 * x, scaled[2].DeltaX, 1e-4f);
            Assert.Equal(40 * y, scaled[2].DeltaY, 1e-4f);
            Assert.Equal(Line.Offsets.Select(offset => offset.PenUp), scaled.Select(offset => offset.PenUp));
            return (X: x, Y: y);
        }).ToArray();

        Assert.All(factors, factor => Assert.True(factor is { X: >= 0.9f and <= 1.1f, Y: >= 0.9f and <= 1.1f }));
        Assert.InRange(factors.Min(factor => factor.X), 0.9f, 0.92f);
        Assert.InRange(factors.Max(factor => factor.Y), 1.08f, 1.1f);
        Assert.Contains(factors, factor => Math.Abs(factor.X - factor.Y) > 0.05f);
    }

    [Fact]
    public void SameLineSeedAndEpoch_GiveTheSameScaling_AndOthersAnother()
    {
        PenOffset[] first = LineScaling.Apply(Line, 0.1, seed: 1, epoch: 3).Offsets;
        Assert.Equal(first, LineScaling.Apply(Line, 0.1, seed: 1, epoch: 3).Offsets);
        Assert.NotEqual(first, LineScaling.Apply(Line, 0.1, seed: 1, epoch: 4).Offsets);
        Assert.NotEqual(first, LineScaling.Apply(Line, 0.1, seed: 2, epoch: 3).Offsets);
    }

    [Fact]
    public void NoScaling_IsTheLineItself() => Assert.Same(Line, LineScaling.Apply(Line, 0, seed: 1, epoch: 1));
}
