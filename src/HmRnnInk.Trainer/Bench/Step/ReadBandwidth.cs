using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>
/// Measures how fast one core reads memory. This bounds the speed of a step, which uses each weight only once.
/// </summary>
internal sealed class ReadBandwidth
{
    /// <summary>Much larger than the caches.</summary>
    public const int MemoryMegabytes = 256;

    /// <summary>Buffer sizes from inside the L2 cache to main memory.</summary>
    public static readonly double[] Megabytes = [0.5, 1, 2, 4, 8, 16, 24, 32, 64, MemoryMegabytes];

    private const double MinimumBytes = 100e6;

    // Initialised, so that all pages are mapped to memory.
    private readonly float[] _buffer = [.. Enumerable.Repeat(1f, MemoryMegabytes * 1_000_000 / sizeof(float))];

    /// <summary>Sums the first part of a buffer repeatedly.</summary>
    /// <param name="megabytes">Size of that part.</param>
    /// <returns>Gigabytes (10⁹ bytes) per second.</returns>
    public double Measure(double megabytes)
    {
        Span<float> part = _buffer.AsSpan(0, (int)(megabytes * 1e6 / sizeof(float)));
        float sum = Sum(part); // warms up the caches
        int repeats = (int)Math.Ceiling(MinimumBytes / (megabytes * 1e6));
        long started = Stopwatch.GetTimestamp();
        for (int repeat = 0; repeat < repeats; repeat++) sum += Sum(part);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (!(sum > 0)) throw new InvalidOperationException("The sum of the buffer must be positive."); // uses the sum
        return repeats * part.Length * (double)sizeof(float) / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(Span<float> values)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        // Eight independent sums hide the latency of additions.
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        Vector<float> sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (int index = 0; index <= vectors.Length - 8; index += 8)
        {
            Span<Vector<float>> next = vectors.Slice(index, 8);
            (sum0, sum1, sum2, sum3) = (sum0 + next[0], sum1 + next[1], sum2 + next[2], sum3 + next[3]);
            (sum4, sum5, sum6, sum7) = (sum4 + next[4], sum5 + next[5], sum6 + next[6], sum7 + next[7]);
        }

        return Vector.Sum(sum0 + sum1 + sum2 + sum3 + sum4 + sum5 + sum6 + sum7);
    }
}
