using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model.Tests.Kernels;

public sealed unsafe class LaneKernelsTests
{
    public static TheoryData<int> Widths() => PackedMatrixTests.Widths();

    [Theory]
    [MemberData(nameof(Widths))]
    public void Renew_MatchesScalar_AtEveryLength(int kernels)
    {
        for (int width = 16; width <= 96; width += 16)
        {
            foreach (bool remembers in (bool[])[false, true])
            {
                var random = new Random(width);
                AlignedMemory sums = Draw(random, 4 * width, 12), cell = Draw(random, width, 2), hidden = Draw(random, width, 1);
                float[] before = Values(cell);
                SimdKernels.All[kernels].Renew(sums.Floats, cell.Floats, hidden.Floats, width, remembers);
                for (int unit = 0; unit < width; unit++)
                {
                    double f = Sigmoid(sums.Floats[unit]), i = Sigmoid(sums.Floats[width + unit]);
                    double o = Sigmoid(sums.Floats[2 * width + unit]);
                    double c = i * Math.Tanh(sums.Floats[3 * width + unit]) + (remembers ? f * before[unit] : 0);
                    Assert.Equal(c, cell.Floats[unit], 4e-6);
                    Assert.Equal(o * Math.Tanh(c), hidden.Floats[unit], 4e-6);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Renew_GivesTheSameBits_AtEveryVectorWidth(int kernels)
    {
        const int width = 48;
        AlignedMemory sums = Draw(new Random(1), 4 * width, 12);
        AlignedMemory cell = Draw(new Random(2), width, 2), hidden = Draw(new Random(3), width, 1);
        AlignedMemory otherCell = Draw(new Random(2), width, 2), otherHidden = Draw(new Random(3), width, 1);
        SimdKernels.All[kernels].Renew(sums.Floats, cell.Floats, hidden.Floats, width, remembers: true);
        SimdKernels.All[^1].Renew(sums.Floats, otherCell.Floats, otherHidden.Floats, width, remembers: true);
        Assert.Equal(Values(otherCell), Values(cell));
        Assert.Equal(Values(otherHidden), Values(hidden));
    }

    [Theory]
    [InlineData(Operation.Update)]
    [InlineData(Operation.Flush)]
    [InlineData(Operation.Copy)]
    public void Mix_GivesTheSameBitsAsTheSeparateOperations(Operation operation)
    {
        const int width = 48;
        AlignedMemory sums = Draw(new Random(1), 4 * width, 12);
        AlignedMemory cell = Draw(new Random(2), width, 2), hidden = Draw(new Random(3), width, 1);
        AlignedMemory mixedCell = Draw(new Random(2), width, 2), mixedHidden = Draw(new Random(3), width, 1);
        if (operation != Operation.Copy)
            SimdKernels.Best.Renew(sums.Floats, cell.Floats, hidden.Floats, width, remembers: operation == Operation.Update);
        SimdKernels.Best.Mix(
            sums.Floats, mixedCell.Floats, mixedHidden.Floats, width,
            copies: operation == Operation.Copy, remembers: operation == Operation.Update);
        Assert.Equal(Values(cell), Values(mixedCell));
        Assert.Equal(Values(hidden), Values(mixedHidden));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void ExtremeGates_AreZeroAndOne(int kernels)
    {
        foreach (float far in (float[])[20, 90, 1e30f, float.MaxValue])
        {
            AlignedMemory cell = AlignedMemory.OfFloats(16), hidden = AlignedMemory.OfFloats(16);
            AlignedMemory sums = Aligned.Of([.. Gate(-far), .. Gate(far), .. Gate(far), .. Gate(-far)]);
            cell.Floats[3] = 2;
            SimdKernels.All[kernels].Renew(sums.Floats, cell.Floats, hidden.Floats, 16, remembers: true);
            Assert.All(Values(cell), value => Assert.Equal(-1, value, 1e-6f));
            Assert.All(Values(hidden), value => Assert.Equal(Math.Tanh(-1), value, 1e-6f));
        }

        static float[] Gate(float value) => [.. Enumerable.Repeat(value, 16)];
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void NaN_IsNotMaskedAway(int kernels)
    {
        AlignedMemory sums = AlignedMemory.OfFloats(64), cell = AlignedMemory.OfFloats(16), hidden = AlignedMemory.OfFloats(16);
        sums.Floats[5] = float.NaN;
        SimdKernels.All[kernels].Renew(sums.Floats, cell.Floats, hidden.Floats, 16, remembers: true);
        sums.Floats[5] = 0;
        cell.Floats[7] = float.NaN;
        hidden.Floats[9] = float.NaN;
        SimdKernels.All[kernels].Relu(hidden.Floats, 16);
        Assert.True(float.IsNaN(cell.Floats[5]) || float.IsNaN(hidden.Floats[5]));
        Assert.True(float.IsNaN(hidden.Floats[9]));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void VectorOperations_MatchScalar_AtEveryLength(int kernels)
    {
        SimdKernels simd = SimdKernels.All[kernels];
        for (int length = 16; length <= 80; length += 16)
        {
            float[] left = Values(Draw(new Random(length), length, 2)), right = Values(Draw(new Random(length + 1), length, 2));
            AlignedMemory source = Aligned.Of(left), target = Aligned.Of(right);
            Assert.Equal(left.Zip(right, (one, other) => (double)one * other).Sum(), simd.Dot(source.Floats, target.Floats, length), 1e-5);
            simd.AddScaled(target.Floats, 0.7f, source.Floats, length);
            Assert.Equal(left.Zip(right, (one, other) => float.MultiplyAddEstimate(0.7f, one, other)), Values(target));
            simd.Scale(target.Floats, 0.7f, source.Floats, length);
            Assert.Equal(left.Select(value => 0.7f * value), Values(target));
            simd.Relu(target.Floats, length);
            Assert.Equal(left.Select(value => Math.Max(0, 0.7f * value)), Values(target));
        }
    }

    private static AlignedMemory Draw(Random random, int count, double range) =>
        Aligned.Of([.. Enumerable.Range(0, count).Select(_ => (float)(range * (2 * random.NextDouble() - 1)))]);

    private static float[] Values(AlignedMemory memory) => new ReadOnlySpan<float>(memory.Floats, memory.Length / sizeof(float)).ToArray();

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
