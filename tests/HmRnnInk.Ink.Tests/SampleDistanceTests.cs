using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class SampleDistanceTests
{
    [Fact]
    public void SamplesWithoutOverlap_AreApart() =>
        Assert.Equal(1, SampleDistance.KolmogorovSmirnov([1, 2, 3], [4, 5]));

    [Fact]
    public void OneSampleTwice_IsAlike() =>
        Assert.Equal(0, SampleDistance.KolmogorovSmirnov([2, 1, 1, 3], [1, 1, 2, 3, 3, 1, 2, 1]));

    [Fact]
    public void SharesUpToEachValue_AreCompared() =>
        Assert.Equal(0.5, SampleDistance.KolmogorovSmirnov([1, 2, 3, 4], [1, 2, 9, 9]));

    /// <summary>Against the definition, value by value; few values, so that many are equal.</summary>
    [Fact]
    public void AnySamples_DifferByTheDefinition() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Int[0, 9].Array[1, 30]).Sample((one, other) =>
        {
            double greatest = Enumerable.Range(0, 10).Max(x =>
                Math.Abs(one.Count(value => value <= x) / (double)one.Length - other.Count(value => value <= x) / (double)other.Length));
            Assert.Equal(greatest, SampleDistance.KolmogorovSmirnov(one.Select(value => (double)value), other.Select(value => (double)value)), 1e-12);
        });

    [Fact]
    public void EmptySample_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SampleDistance.KolmogorovSmirnov([], [1]));
}
