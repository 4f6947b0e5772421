using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>How fast one core reads memory: the bound of a step, which uses each weight once.</summary>
internal sealed class ReadBandwidth
{
    /// <summary>Far more than any cache holds.</summary>
    public const int MemoryMegabytes = 256;

    /// <summary>From within the second-level cache to memory.</summary>
    public static readonly double[] Megabytes = [0.5, 1, 2, 4, 8, 16, 24, 32, 64, MemoryMegabytes];

    private const double LeastBytes = 100e6;

    // Written once, so that every page is there.
    private readonly float[] _buffer = [.. Enumerable.Repeat(1f, MemoryMegabytes * 1_000_000 / sizeof(float))];

    /// <summary>Reads the front of one buffer again and again, adding up what it reads.</summary>
    /// <returns>Gigabytes (10⁹ bytes) a second.</returns>
    public double Measure(double megabytes)
    {
        Span<float> part = _buffer.AsSpan(0, (int)(megabytes * 1e6 / sizeof(float)));
        float sum = Sum(part); // into the caches that it fits into
        int repeats = (int)Math.Ceiling(LeastBytes / (megabytes * 1e6));
        long started = Stopwatch.GetTimestamp();
        for (int repeat = 0; repeat < repeats; repeat++) sum += Sum(part);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return sum > 0 ? repeats * part.Length * (double)sizeof(float) / seconds / 1e9 : throw new InvalidOperationException("The buffer was lost.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(Span<float> values)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (int index = 0; index <= vectors.Length - 8; index += 8)
        {
            Span<Vector<float>> next = vectors.Slice(index, 8);
            (sum0, sum1, sum2, sum3) = (sum0 + next[0], sum1 + next[1], sum2 + next[2], sum3 + next[3]);
            (sum4, sum5, sum6, sum7) = (sum4 + next[4], sum5 + next[5], sum6 + next[6], sum7 + next[7]);
        }

        return Vector.Sum(sum0 + sum1 + sum2 + sum3 + sum4 + sum5 + sum6 + sum7);
    }
}
