using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// Adam's step over memory on the CPU, in one pass that both cores share: one operation of libtorch after another would pass over all
/// weights a dozen times, on one core, and into fresh memory thrice.
/// </summary>
/// <remarks>In <see cref="Vector{T}"/>, which has at most eight lanes: sixteen gain nothing here, because memory is the limit.</remarks>
internal static unsafe class AdamKernel
{
    /// <summary>Weights that a core takes at a time. Fixed, so that the norm's sum is the same on any number of cores.</summary>
    private const int Part = 1 << 16;

    /// <summary>Of the gradient; in float64, as a sum of millions.</summary>
    public static double Norm(float* gradient, long count)
    {
        var sums = new double[Parts(count)];
        Parallel.For(0, sums.Length, part => sums[part] = SumOfSquares(new(gradient + (long)part * Part, Length(part, count))));
        return Math.Sqrt(sums.Sum());
    }

    /// <param name="values">[count], changed.</param>
    /// <param name="gradient">[count].</param>
    /// <param name="first">[count]: the running mean of the gradient, changed.</param>
    /// <param name="second">[count]: the running mean of its square, changed.</param>
    /// <param name="shares">[count]: each one's share of the rate; null is 1.</param>
    /// <param name="average">[count]: the moving average of the values, changed; null for none.</param>
    public static void Step(
        float* values, float* gradient, float* first, float* second, float* shares, float* average, long count, AdamStep step) =>
        Parallel.For(0, Parts(count), part =>
        {
            long start = (long)part * Part;
            int length = Length(part, count);
            StepPart(
                new(values + start, length), new(gradient + start, length), new(first + start, length), new(second + start, length),
                shares is null ? default : new(shares + start, length), average is null ? default : new(average + start, length), step);
        });

    private static int Parts(long count) => checked((int)((count + Part - 1) / Part));

    private static int Length(int part, long count) => (int)Math.Min(Part, count - (long)part * Part);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        Vector<double> sum = Vector<double>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (Vector<float> vector in vectors)
        {
            Vector.Widen(vector, out Vector<double> low, out Vector<double> high);
            sum += low * low + high * high;
        }

        double total = Vector.Sum(sum);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..]) total += (double)value * value;
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepPart(
        Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, ReadOnlySpan<float> shares, Span<float> average,
        AdamStep step)
    {
        Span<Vector<float>> value = MemoryMarshal.Cast<float, Vector<float>>(values), mean = MemoryMarshal.Cast<float, Vector<float>>(first);
        Span<Vector<float>> square = MemoryMarshal.Cast<float, Vector<float>>(second), averaged = MemoryMarshal.Cast<float, Vector<float>>(average);
        ReadOnlySpan<Vector<float>> slope = MemoryMarshal.Cast<float, Vector<float>>(gradient), share = MemoryMarshal.Cast<float, Vector<float>>(shares);
        Vector<float> epsilon = new(step.Epsilon);
        for (int index = 0; index < value.Length; index++)
        {
            Vector<float> scaled = slope[index] * step.GradientScale;
            Vector<float> meanNow = mean[index] * step.FirstDecay + scaled * (1 - step.FirstDecay);
            Vector<float> squareNow = square[index] * step.SecondDecay + scaled * scaled * (1 - step.SecondDecay);
            (mean[index], square[index]) = (meanNow, squareNow);
            Vector<float> direction = meanNow / (Vector.SquareRoot(squareNow * step.SecondCorrection) + epsilon);
            if (share.Length > 0) direction *= share[index];
            Vector<float> valueNow = value[index] - direction * step.Rate;
            value[index] = valueNow;
            if (averaged.Length > 0) averaged[index] += (valueNow - averaged[index]) * step.AverageStep;
        }

        for (int index = value.Length * Vector<float>.Count; index < values.Length; index++)
        {
            float scaled = gradient[index] * step.GradientScale;
            first[index] = first[index] * step.FirstDecay + scaled * (1 - step.FirstDecay);
            second[index] = second[index] * step.SecondDecay + scaled * scaled * (1 - step.SecondDecay);
            float direction = first[index] / (MathF.Sqrt(second[index] * step.SecondCorrection) + step.Epsilon);
            values[index] -= direction * (shares.Length > 0 ? shares[index] : 1) * step.Rate;
            if (average.Length > 0) average[index] += (values[index] - average[index]) * step.AverageStep;
        }
    }
}
