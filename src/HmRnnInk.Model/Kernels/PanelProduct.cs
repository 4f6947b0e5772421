using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Multiplies one panel of a <see cref="PackedMatrix"/> by the input of a single stream and adds the product to its sums. It gives the same
/// bits as <see cref="PairProduct{TVector, TLanes, TFormat}"/> for several streams.
/// </summary>
/// <remarks>
/// Eight parallel sums hide the latency of the additions, so a single stream is multiplied by eight vectors of rows at once. The methods
/// are fully optimised when first compiled: a first step in unoptimised code would take milliseconds.
/// </remarks>
internal static unsafe class PanelProduct<TVector, TLanes, TFormat>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
    where TFormat : IPanelFormat<TVector>
{
    /// <summary>Multiplies a panel of eight vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Eight(byte* panel, int depth, float* input, float* sums, float* scales)
    {
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        TVector sum4 = default, sum5 = default, sum6 = default, sum7 = default;
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

        Add(sums, scales, 0, sum0, sum1);
        Add(sums, scales, 1, sum2, sum3);
        Add(sums, scales, 2, sum4, sum5);
        Add(sums, scales, 3, sum6, sum7);
    }

    /// <summary>Multiplies a panel of four vectors.</summary>
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

        Add(sums, scales, 0, sum0, sum1);
        Add(sums, scales, 1, sum2, sum3);
    }

    /// <summary>Stores the sums of a pair.</summary>
    /// <param name="scales">Null if the format has none.</param>
    /// <param name="add">Whether to add to the present values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(float* sums, float* scales, TVector first, TVector second, bool add)
    {
        Write(sums, scales, first, add);
        Write(sums + TLanes.Count, scales + TLanes.Count, second, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* sums, float* scales, int pair, TVector first, TVector second)
    {
        int row = 2 * pair * TLanes.Count;
        Write(sums + row, scales + row, first, second, add: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(float* sums, float* scales, TVector products, bool add)
    {
        // Multiplying by 1 changes no bit.
        TVector scale = TFormat.HasScales ? TLanes.Load(scales) : TLanes.Broadcast(1);
        TVector before = add ? TLanes.Load(sums) : default;
        TLanes.Store(TLanes.MultiplyAdd(products, scale, before), sums);
    }
}
