namespace HmRnnInk.Model.Tests;

public sealed class SeededRandomTests
{
    [Fact]
    public void RestoredState_ContinuesIdentically()
    {
        var random = new SeededRandom(7);
        for (int draw = 0; draw < 100; draw++) random.NextDouble();
        ulong state = random.State;
        double[] first = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())];

        var other = new SeededRandom(0) { State = state };
        Assert.Equal(first, (double[])[.. Enumerable.Range(0, 50).Select(_ => other.NextDouble())]);
    }

    [Fact]
    public void Draws_AreUniformFrom0UpTo1()
    {
        var random = new SeededRandom(1);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())];

        Assert.All(draws, draw => Assert.InRange(draw, 0, double.BitDecrement(1)));
        Assert.Equal(0.5, draws.Average(), 0.01);
        Assert.Equal(1 / 12.0, draws.Average(draw => (draw - 0.5) * (draw - 0.5)), 0.002);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 12)]
    public void WholeNumbers_StayInTheirRange(int low, int high)
    {
        var random = new SeededRandom(3);
        Assert.All(Enumerable.Range(0, 200), _ => Assert.InRange(random.Next(low, high + 1), low, high));
        Assert.InRange(random.Next(high), 0, high - 1);
        Assert.InRange(random.NextSingle(), 0, 1);
        Assert.InRange(random.NextInt64(9), 0, 8);
    }
}
