using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Products of one panel of a <see cref="PackedMatrix"/> with the vectors of one or more streams, added to their sums. Written out for each
/// size, because the compiler keeps sums in registers only as separate variables.
/// </summary>
/// <remarks>
/// A sum has a lane of its own and runs over the columns in order, so it does not depend on the width of the vectors, nor on how many
/// streams are computed together: the same bits. Eight sums side by side hide the latency of the additions, which is why a stream by
/// itself takes eight vectors of rows at once, two take four each, and more take two each. Compiled at once at full optimisation: a first step through
/// unoptimised code would take milliseconds.
/// </remarks>
internal static unsafe class PanelProduct<TVector, TLanes, TFormat>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
    where TFormat : IPanelFormat<TVector>
{
    /// <summary>One stream, a panel of eight vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Eight(byte* panel, int depth, float* input, float* sums, float* scales)
    {
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (int k = 0; k < depth; k++, panel += 4 * TFormat.PairBytes)
        {
            TVector value = TLanes.Broadcast(input[k]);
            TFormat.LoadPair(panel, out TVector first, out TVector second);
            sum0 = TLanes.MultiplyAdd(first, value, sum0);
            sum1 = TLanes.MultiplyAdd(second, value, sum1);
            TFormat.LoadPair(panel + TFormat.PairBytes, out first, out second);
            sum2 = TLanes.MultiplyAdd(first, value, sum2);
            sum3 = TLanes.MultiplyAdd(second, value, sum3);
            TFormat.LoadPair(panel + 2 * TFormat.PairBytes, out first, out second);
            sum4 = TLanes.MultiplyAdd(first, value, sum4);
            sum5 = TLanes.MultiplyAdd(second, value, sum5);
            TFormat.LoadPair(panel + 3 * TFormat.PairBytes, out first, out second);
            sum6 = TLanes.MultiplyAdd(first, value, sum6);
            sum7 = TLanes.MultiplyAdd(second, value, sum7);
        }

        AddPair(sums, scales, 0, sum0, sum1);
        AddPair(sums, scales, 1, sum2, sum3);
        AddPair(sums, scales, 2, sum4, sum5);
        AddPair(sums, scales, 3, sum6, sum7);
    }

    /// <summary>One stream, a panel of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(byte* panel, int depth, float* input, float* sums, float* scales)
    {
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (int k = 0; k < depth; k++, panel += 2 * TFormat.PairBytes)
        {
            TVector value = TLanes.Broadcast(input[k]);
            TFormat.LoadPair(panel, out TVector first, out TVector second);
            sum0 = TLanes.MultiplyAdd(first, value, sum0);
            sum1 = TLanes.MultiplyAdd(second, value, sum1);
            TFormat.LoadPair(panel + TFormat.PairBytes, out first, out second);
            sum2 = TLanes.MultiplyAdd(first, value, sum2);
            sum3 = TLanes.MultiplyAdd(second, value, sum3);
        }

        AddPair(sums, scales, 0, sum0, sum1);
        AddPair(sums, scales, 1, sum2, sum3);
    }

    /// <summary>One stream, a panel of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Two(byte* panel, int depth, float* input, float* sums, float* scales)
    {
        TVector sum0 = default, sum1 = default;
        for (int k = 0; k < depth; k++, panel += TFormat.PairBytes)
        {
            TVector value = TLanes.Broadcast(input[k]);
            TFormat.LoadPair(panel, out TVector first, out TVector second);
            sum0 = TLanes.MultiplyAdd(first, value, sum0);
            sum1 = TLanes.MultiplyAdd(second, value, sum1);
        }

        AddPair(sums, scales, 0, sum0, sum1);
    }

    /// <summary>Six streams, two vectors of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PairOfSix(byte* pair, int stride, int depth, float** inputs, float** sums, float* scales, int row)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3], e = inputs[4], f = inputs[5];
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        TVector d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (int k = 0; k < depth; k++, pair += stride)
        {
            TFormat.LoadPair(pair, out TVector first, out TVector second);
            TVector value = TLanes.Broadcast(a[k]);
            a0 = TLanes.MultiplyAdd(first, value, a0);
            a1 = TLanes.MultiplyAdd(second, value, a1);
            value = TLanes.Broadcast(b[k]);
            b0 = TLanes.MultiplyAdd(first, value, b0);
            b1 = TLanes.MultiplyAdd(second, value, b1);
            value = TLanes.Broadcast(c[k]);
            c0 = TLanes.MultiplyAdd(first, value, c0);
            c1 = TLanes.MultiplyAdd(second, value, c1);
            value = TLanes.Broadcast(d[k]);
            d0 = TLanes.MultiplyAdd(first, value, d0);
            d1 = TLanes.MultiplyAdd(second, value, d1);
            value = TLanes.Broadcast(e[k]);
            e0 = TLanes.MultiplyAdd(first, value, e0);
            e1 = TLanes.MultiplyAdd(second, value, e1);
            value = TLanes.Broadcast(f[k]);
            f0 = TLanes.MultiplyAdd(first, value, f0);
            f1 = TLanes.MultiplyAdd(second, value, f1);
        }

        AddPair(sums[0] + row, scales, 0, a0, a1);
        AddPair(sums[1] + row, scales, 0, b0, b1);
        AddPair(sums[2] + row, scales, 0, c0, c1);
        AddPair(sums[3] + row, scales, 0, d0, d1);
        AddPair(sums[4] + row, scales, 0, e0, e1);
        AddPair(sums[5] + row, scales, 0, f0, f1);
    }

    /// <summary>Four streams, two vectors of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PairOfFour(byte* pair, int stride, int depth, float** inputs, float** sums, float* scales, int row)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3];
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        TVector d0 = default, d1 = default;
        for (int k = 0; k < depth; k++, pair += stride)
        {
            TFormat.LoadPair(pair, out TVector first, out TVector second);
            TVector value = TLanes.Broadcast(a[k]);
            a0 = TLanes.MultiplyAdd(first, value, a0);
            a1 = TLanes.MultiplyAdd(second, value, a1);
            value = TLanes.Broadcast(b[k]);
            b0 = TLanes.MultiplyAdd(first, value, b0);
            b1 = TLanes.MultiplyAdd(second, value, b1);
            value = TLanes.Broadcast(c[k]);
            c0 = TLanes.MultiplyAdd(first, value, c0);
            c1 = TLanes.MultiplyAdd(second, value, c1);
            value = TLanes.Broadcast(d[k]);
            d0 = TLanes.MultiplyAdd(first, value, d0);
            d1 = TLanes.MultiplyAdd(second, value, d1);
        }

        AddPair(sums[0] + row, scales, 0, a0, a1);
        AddPair(sums[1] + row, scales, 0, b0, b1);
        AddPair(sums[2] + row, scales, 0, c0, c1);
        AddPair(sums[3] + row, scales, 0, d0, d1);
    }

    /// <summary>Two streams, four vectors of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TwoPairsOfTwo(byte* pairs, int stride, int depth, float** inputs, float** sums, float* scales, int row)
    {
        float* a = inputs[0], b = inputs[1];
        TVector a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (int k = 0; k < depth; k++, pairs += stride)
        {
            TVector left = TLanes.Broadcast(a[k]), right = TLanes.Broadcast(b[k]);
            TFormat.LoadPair(pairs, out TVector first, out TVector second);
            a0 = TLanes.MultiplyAdd(first, left, a0);
            a1 = TLanes.MultiplyAdd(second, left, a1);
            b0 = TLanes.MultiplyAdd(first, right, b0);
            b1 = TLanes.MultiplyAdd(second, right, b1);
            TFormat.LoadPair(pairs + TFormat.PairBytes, out first, out second);
            a2 = TLanes.MultiplyAdd(first, left, a2);
            a3 = TLanes.MultiplyAdd(second, left, a3);
            b2 = TLanes.MultiplyAdd(first, right, b2);
            b3 = TLanes.MultiplyAdd(second, right, b3);
        }

        AddPair(sums[0] + row, scales, 0, a0, a1);
        AddPair(sums[0] + row, scales, 1, a2, a3);
        AddPair(sums[1] + row, scales, 0, b0, b1);
        AddPair(sums[1] + row, scales, 1, b2, b3);
    }

    /// <summary>Two streams, two vectors of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PairOfTwo(byte* pair, int stride, int depth, float** inputs, float** sums, float* scales, int row)
    {
        float* a = inputs[0], b = inputs[1];
        TVector a0 = default, a1 = default, b0 = default, b1 = default;
        for (int k = 0; k < depth; k++, pair += stride)
        {
            TFormat.LoadPair(pair, out TVector first, out TVector second);
            TVector value = TLanes.Broadcast(a[k]);
            a0 = TLanes.MultiplyAdd(first, value, a0);
            a1 = TLanes.MultiplyAdd(second, value, a1);
            value = TLanes.Broadcast(b[k]);
            b0 = TLanes.MultiplyAdd(first, value, b0);
            b1 = TLanes.MultiplyAdd(second, value, b1);
        }

        AddPair(sums[0] + row, scales, 0, a0, a1);
        AddPair(sums[1] + row, scales, 0, b0, b1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPair(float* sums, float* scales, int pair, TVector first, TVector second)
    {
        int row = 2 * pair * TLanes.Count;
        Add(sums + row, scales + row, first);
        Add(sums + row + TLanes.Count, scales + row + TLanes.Count, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* sums, float* scales, TVector products)
    {
        TVector scale = TFormat.HasScales ? TLanes.Load(scales) : TLanes.Broadcast(1);
        TLanes.Store(TLanes.MultiplyAdd(products, scale, TLanes.Load(sums)), sums);
    }
}
