using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model.Tests.Kernels;

public sealed unsafe class WeightScanTests
{
    [Fact]
    public void Widen_IsExactForEveryFloat16()
    {
        ushort[] halves = [.. Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits)];
        // First without infinities and NaN, which take another path; then with them; then the values after the last whole vector.
        ushort[] finite = [.. halves.Where(bits => Half.IsFinite(BitConverter.UInt16BitsToHalf(bits)))];
        foreach (ushort[] some in (ushort[][])[finite, halves, halves[..13], halves[..3], []])
        {
            var single = new float[some.Length];
            WeightScan.Widen(some, single);
            for (int index = 0; index < some.Length; index++)
            {
                float expected = (float)BitConverter.UInt16BitsToHalf(some[index]);
                Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(single[index]));
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void FirstNonFinite_FindsTheValueAtEveryIndex(float value)
    {
        for (int length = 1; length < 12; length++)
        {
            for (int index = 0; index < length; index++)
            {
                float[] values = [.. Enumerable.Repeat(float.MaxValue, length)];
                values[index] = values[^1] = value;
                Assert.Equal(index, WeightScan.FirstNonFinite(values));
            }
        }

        Assert.Null(WeightScan.FirstNonFinite([0, -0f, float.MaxValue, float.MinValue, float.Epsilon, 1]));
    }

    [Fact]
    public void MaximumMagnitude_MatchesScalar_AtEveryLength()
    {
        var random = new Random(7);
        for (int length = 0; length < 20; length++)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(_ => (float)(2 * random.NextDouble() - 1))];
            float expected = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
            fixed (float* start = values) Assert.Equal(expected, WeightScan.MaximumMagnitude(start, length));
        }
    }
}
