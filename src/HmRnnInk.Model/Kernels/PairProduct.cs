using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Products of a pair of weight vectors with several inputs, for engines with many streams and for training. The code is written out for
/// each number of inputs, because the compiler keeps sums in registers only if they are separate variables.
/// </summary>
/// <remarks>
/// Each sum has its own lane and adds the values of its input in order. So it does not depend on the width of the vectors or on which
/// inputs are computed together, and the results have the same bits however a batch is divided.
/// </remarks>
internal static unsafe class PairProduct<TVector, TLanes, TFormat>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
    where TFormat : IPanelFormat<TVector>
{
    /// <summary>Computes sums[r] = weights · inputs[r], or += if <paramref name="add"/> is set, for each row r.</summary>
    /// <param name="inputs">[rows].</param>
    /// <param name="step">Floats from one value of an input to the next.</param>
    /// <param name="sums">[rows].</param>
    public static void Multiply(in PanelPair pair, float** inputs, nint step, float** sums, int rows, bool add)
    {
        while (rows > 0)
        {
            int taken = AtOnce(rows);
            switch (taken)
            {
                case 1: One(in pair, inputs, step, sums, add); break;
                case 2: Two(in pair, inputs, step, sums, add); break;
                case 3: Three(in pair, inputs, step, sums, add); break;
                case 4: Four(in pair, inputs, step, sums, add); break;
                case 5: Five(in pair, inputs, step, sums, add); break;
                case 6: Six(in pair, inputs, step, sums, add); break;
                default: Eight(in pair, inputs, step, sums, add); break;
            }

            inputs += taken;
            sums += taken;
            rows -= taken;
        }
    }

    /// <summary>Multiplies two inputs by two adjacent pairs. The eight sums hide the latency of the additions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTwoPairs(in PanelPair pair, float** inputs, float** sums)
    {
        float* a = inputs[0], b = inputs[1];
        TVector a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        byte* weights = pair.Start;
        nint stride = pair.Stride, end = pair.Depth;
        for (nint k = 0; k < end; k++, weights += stride)
        {
            TVector left = TLanes.Broadcast(a[k]), right = TLanes.Broadcast(b[k]);
            TFormat.LoadPair(weights, out TVector first, out TVector second);
            a0 = TLanes.MultiplyAdd(first, left, a0);
            a1 = TLanes.MultiplyAdd(second, left, a1);
            b0 = TLanes.MultiplyAdd(first, right, b0);
            b1 = TLanes.MultiplyAdd(second, right, b1);
            TFormat.LoadPair(weights + TFormat.PairBytes, out first, out second);
            a2 = TLanes.MultiplyAdd(first, left, a2);
            a3 = TLanes.MultiplyAdd(second, left, a3);
            b2 = TLanes.MultiplyAdd(first, right, b2);
            b3 = TLanes.MultiplyAdd(second, right, b3);
        }

        nint rows = 2 * TLanes.Count;
        PanelPair other = new(null, 0, 0, pair.Offset + rows, TFormat.HasScales ? pair.Scales + rows : null);
        Write(in pair, sums[0], a0, a1, add: true);
        Write(in other, sums[0], a2, a3, add: true);
        Write(in pair, sums[1], b0, b1, add: true);
        Write(in other, sums[1], b2, b3, add: true);
    }

    /// <returns>
    /// How many of the remaining inputs to compute at once. Six inputs have twelve sums, which nearly fill sixteen registers. Machines with
    /// vectors of sixteen lanes have 32 registers. Seven inputs are split into 4 + 3, eight on 16 registers into 4 + 4, and nine on 32
    /// registers into 5 + 4, because this uses the registers better than 6 + 1, 6 + 2 and 8 + 1.
    /// </returns>
    private static int AtOnce(int rows)
    {
        bool manyRegisters = TLanes.Count == 16;
        return rows <= 6 ? rows
            : manyRegisters ? (rows is 8 or > 9 ? 8 : rows == 9 ? 5 : 4)
            : rows > 8 ? 6 : 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(in PanelPair pair, float** inputs, nint step, float** sums, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3], e = inputs[4], f = inputs[5], g = inputs[6], h = inputs[7];
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        TVector e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        byte* weights = pair.Start;
        nint stride = pair.Stride, end = pair.Depth * step;
        for (nint k = 0; k < end; k += step, weights += stride)
        {
            TFormat.LoadPair(weights, out TVector first, out TVector second);
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
            value = TLanes.Broadcast(g[k]);
            g0 = TLanes.MultiplyAdd(first, value, g0);
            g1 = TLanes.MultiplyAdd(second, value, g1);
            value = TLanes.Broadcast(h[k]);
            h0 = TLanes.MultiplyAdd(first, value, h0);
            h1 = TLanes.MultiplyAdd(second, value, h1);
        }

        Write(in pair, sums[0], a0, a1, add);
        Write(in pair, sums[1], b0, b1, add);
        Write(in pair, sums[2], c0, c1, add);
        Write(in pair, sums[3], d0, d1, add);
        Write(in pair, sums[4], e0, e1, add);
        Write(in pair, sums[5], f0, f1, add);
        Write(in pair, sums[6], g0, g1, add);
        Write(in pair, sums[7], h0, h1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(in PanelPair pair, float** inputs, nint step, float** sums, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3], e = inputs[4], f = inputs[5];
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        TVector d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        byte* weights = pair.Start;
        nint stride = pair.Stride, end = pair.Depth * step;
        for (nint k = 0; k < end; k += step, weights += stride)
        {
            TFormat.LoadPair(weights, out TVector first, out TVector second);
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

        Write(in pair, sums[0], a0, a1, add);
        Write(in pair, sums[1], b0, b1, add);
        Write(in pair, sums[2], c0, c1, add);
        Write(in pair, sums[3], d0, d1, add);
        Write(in pair, sums[4], e0, e1, add);
        Write(in pair, sums[5], f0, f1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Five(in PanelPair pair, float** inputs, nint step, float** sums, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3], e = inputs[4];
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        TVector d0 = default, d1 = default, e0 = default, e1 = default;
        byte* weights = pair.Start;
        nint stride = pair.Stride, end = pair.Depth * step;
        for (nint k = 0; k < end; k += step, weights += stride)
        {
            TFormat.LoadPair(weights, out TVector first, out TVector second);
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
        }

        Write(in pair, sums[0], a0, a1, add);
        Write(in pair, sums[1], b0, b1, add);
        Write(in pair, sums[2], c0, c1, add);
        Write(in pair, sums[3], d0, d1, add);
        Write(in pair, sums[4], e0, e1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(in PanelPair pair, float** inputs, nint step, float** sums, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3];
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        byte* weights = pair.Start;
        nint stride = pair.Stride, end = pair.Depth * step;
        for (nint k = 0; k < end; k += step, weights += stride)
        {
            TFormat.LoadPair(weights, out TVector first, out TVector second);
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

        Write(in pair, sums[0], a0, a1, add);
        Write(in pair, sums[1], b0, b1, add);
        Write(in pair, sums[2], c0, c1, add);
        Write(in pair, sums[3], d0, d1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three(in PanelPair pair, float** inputs, nint step, float** sums, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2];
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        byte* weights = pair.Start;
        nint stride = pair.Stride, end = pair.Depth * step;
        for (nint k = 0; k < end; k += step, weights += stride)
        {
            TFormat.LoadPair(weights, out TVector first, out TVector second);
            TVector value = TLanes.Broadcast(a[k]);
            a0 = TLanes.MultiplyAdd(first, value, a0);
            a1 = TLanes.MultiplyAdd(second, value, a1);
            value = TLanes.Broadcast(b[k]);
            b0 = TLanes.MultiplyAdd(first, value, b0);
            b1 = TLanes.MultiplyAdd(second, value, b1);
            value = TLanes.Broadcast(c[k]);
            c0 = TLanes.MultiplyAdd(first, value, c0);
            c1 = TLanes.MultiplyAdd(second, value, c1);
        }

        Write(in pair, sums[0], a0, a1, add);
        Write(in pair, sums[1], b0, b1, add);
        Write(in pair, sums[2], c0, c1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(in PanelPair pair, float** inputs, nint step, float** sums, bool add)
    {
        float* a = inputs[0], b = inputs[1];
        TVector a0 = default, a1 = default, b0 = default, b1 = default;
        byte* weights = pair.Start;
        nint stride = pair.Stride, end = pair.Depth * step;
        for (nint k = 0; k < end; k += step, weights += stride)
        {
            TFormat.LoadPair(weights, out TVector first, out TVector second);
            TVector value = TLanes.Broadcast(a[k]);
            a0 = TLanes.MultiplyAdd(first, value, a0);
            a1 = TLanes.MultiplyAdd(second, value, a1);
            value = TLanes.Broadcast(b[k]);
            b0 = TLanes.MultiplyAdd(first, value, b0);
            b1 = TLanes.MultiplyAdd(second, value, b1);
        }

        Write(in pair, sums[0], a0, a1, add);
        Write(in pair, sums[1], b0, b1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(in PanelPair pair, float** inputs, nint step, float** sums, bool add)
    {
        float* a = inputs[0];
        TVector a0 = default, a1 = default;
        byte* weights = pair.Start;
        nint stride = pair.Stride, end = pair.Depth * step;
        for (nint k = 0; k < end; k += step, weights += stride)
        {
            TFormat.LoadPair(weights, out TVector first, out TVector second);
            TVector value = TLanes.Broadcast(a[k]);
            a0 = TLanes.MultiplyAdd(first, value, a0);
            a1 = TLanes.MultiplyAdd(second, value, a1);
        }

        Write(in pair, sums[0], a0, a1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(in PanelPair pair, float* sums, TVector first, TVector second, bool add) =>
        PanelProduct<TVector, TLanes, TFormat>.Write(sums + pair.Offset, pair.Scales, first, second, add);
}
