using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// Adam's step on the CPU, in one pass that all cores share. A sequence of libtorch operations would pass over all weights a dozen times,
/// on one core, and would allocate new memory three times.
/// </summary>
/// <remarks>Uses <see cref="Vector{T}"/>, which has at most eight lanes. Sixteen would gain nothing, because memory is the limit.</remarks>
internal static unsafe class AdamKernel
{
    /// <summary>
    /// The number of weights in one part of the work. It is fixed, so that the norm has the same bits on any number of cores.
    /// </summary>
    private const int PartSize = 1 << 16;

    /// <summary>Computes the norm of the gradient, in float64 because it has millions of values.</summary>
    public static double Norm(float* gradient, long count)
    {
        var sums = new double[Parts(count)];
        Parallel.For(0, sums.Length, part => sums[part] = SumOfSquares(new(gradient + (long)part * PartSize, Length(part, count))));
        return Math.Sqrt(sums.Sum());
    }

    /// <param name="values">[count]: the weights; updated.</param>
    /// <param name="gradient">[count].</param>
    /// <param name="first">[count]: the moving average of the gradient; updated.</param>
    /// <param name="second">[count]: the moving average of its square; updated.</param>
    /// <param name="shares">[count]: factors of the learning rate of each weight; null means 1.</param>
    /// <param name="average">[count]: the moving average of the weights; updated. Null for none.</param>
    public static void Step(
        float* values, float* gradient, float* first, float* second, float* shares, float* average, long count, Constants step) =>
        Parallel.For(0, Parts(count), part =>
        {
            long start = (long)part * PartSize;
            int length = Length(part, count);
            StepPart(
                new(values + start, length), new(gradient + start, length), new(first + start, length), new(second + start, length),
                shares is null ? default : new(shares + start, length), average is null ? default : new(average + start, length), step);
        });

    private static int Parts(long count) => checked((int)((count + PartSize - 1) / PartSize));

    private static int Length(int part, long count) => (int)Math.Min(PartSize, count - (long)part * PartSize);

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
        Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second,
        ReadOnlySpan<float> shares, Span<float> average, Constants step)
    {
        Span<Vector<float>> value = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<float>> mean = MemoryMarshal.Cast<float, Vector<float>>(first);
        Span<Vector<float>> square = MemoryMarshal.Cast<float, Vector<float>>(second);
        Span<Vector<float>> averaged = MemoryMarshal.Cast<float, Vector<float>>(average);
        ReadOnlySpan<Vector<float>> derivative = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        ReadOnlySpan<Vector<float>> share = MemoryMarshal.Cast<float, Vector<float>>(shares);
        Vector<float> epsilon = new(step.Epsilon);
        for (int index = 0; index < value.Length; index++)
        {
            Vector<float> scaled = derivative[index] * step.GradientScale;
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

    /// <summary>The constants of one step.</summary>
    /// <param name="Rate">The learning rate divided by 1 − β₁ᵗ.</param>
    /// <param name="GradientScale">The factor of gradient clipping.</param>
    /// <param name="FirstDecay">β₁.</param>
    /// <param name="SecondDecay">β₂.</param>
    /// <param name="SecondCorrection">1 / (1 − β₂ᵗ).</param>
    /// <param name="Epsilon">ε.</param>
    /// <param name="AverageStep">How far the average moves towards the weights, 0 to 1.</param>
    public readonly record struct Constants(
        float Rate, float GradientScale, float FirstDecay, float SecondDecay, float SecondCorrection, float Epsilon, float AverageStep);
}
