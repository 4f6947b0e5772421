using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class SplitMix64Tests
{
    [Fact]
    public void FirstNumbers_MatchTheReference()
    {
        // Output of the reference implementation for seed 1234567 (Vigna, splitmix64.c).
        var generator = new SplitMix64(1234567);

        Assert.Equal(6457827717110365317UL, generator.Next());
        Assert.Equal(3203168211198807973UL, generator.Next());
        Assert.Equal(9817491932198370423UL, generator.Next());
    }

    [Fact]
    public void Below_StaysBelowAndReachesEveryValue()
    {
        var generator = new SplitMix64(5);
        int[] counts = new int[7];
        for (int draw = 0; draw < 7000; draw++) counts[generator.Below(7)]++;

        // Five standard deviations of a binomial count with mean 1000.
        Assert.All(counts, count => Assert.InRange(count, 1000 - 147, 1000 + 147));
    }

    [Fact]
    public void Shuffle_KeepsEveryItem() => Gen.Select(Gen.Int.Array[0, 40], Gen.ULong).Sample((items, seed) =>
    {
        int[] shuffled = [.. items];
        new SplitMix64(seed).Shuffle(shuffled.AsSpan());

        Assert.Equal(items.Order(), shuffled.Order());
    });
}
