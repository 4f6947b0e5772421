using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class SampleDistanceTests
{
    [Fact]
    public void SamplesWithoutOverlap_HaveDistanceOne() =>
        Assert.Equal(1, SampleDistance.KolmogorovSmirnov([1, 2, 3], [4, 5]));

    [Fact]
    public void SampleAndItsRepetition_HaveDistanceZero() =>
        Assert.Equal(0, SampleDistance.KolmogorovSmirnov([2, 1, 1, 3], [1, 1, 2, 3, 3, 1, 2, 1]));

    [Fact]
    public void Distance_IsTheMaximumDifferenceOfTheDistributionFunctions() =>
        Assert.Equal(0.5, SampleDistance.KolmogorovSmirnov([1, 2, 3, 4], [1, 2, 9, 9]));

    [Fact]
    public void AnySamples_MatchTheDefinition() =>
        // Samples have few distinct values, so that many values are equal.
        Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Int[0, 9].Array[1, 30]).Sample((one, other) =>
        {
            double expected = Enumerable.Range(0, 10).Max(x =>
                Math.Abs(one.Count(value => value <= x) / (double)one.Length - other.Count(value => value <= x) / (double)other.Length));
            double distance = SampleDistance.KolmogorovSmirnov(
                one.Select(value => (double)value), other.Select(value => (double)value));
            Assert.Equal(expected, distance, 1e-12);
        });

    [Fact]
    public void EmptySample_IsRejected() =>
        Assert.Throws<ArgumentException>(() => SampleDistance.KolmogorovSmirnov([], [1]));
}
