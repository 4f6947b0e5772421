using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Weights as 16-bit integers times a scale of their row: half the bytes of float32, and an error of at most 1/65534 of the row's greatest
/// weight, 30 times less than float16's or 250 times less than bfloat16's at that weight.
/// </summary>
/// <remarks>
/// A word holds a weight of the first vector in its lower half and one of the second in its upper. Unpacking the first costs a shift and
/// a conversion; the second only a conversion: the lower half stays in as a fraction behind its binary point, which packing knows of and
/// takes off before it rounds, so that the error stays what it is.
/// </remarks>
internal readonly unsafe struct ShortPanels<TVector, TLanes> : IPanelFormat<TVector>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private const float Unit = 1 << 16;

    public static int PairBytes => TLanes.Count * sizeof(int);

    public static bool HasScales => true;

    // A weight's 16 bits are the upper half of a word, hence the unit. 32767 and not 32768, of which there is no positive.
    public static float Scale(float greatest) => greatest / (short.MaxValue * Unit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePair(ReadOnlySpan<float> values, byte* pair)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            int low = Round(values[lane]);
            int high = Round(values[TLanes.Count + lane] - (ushort)low);
            ((int*)pair)[lane] = high << 16 | (ushort)low;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPair(byte* pair, out TVector first, out TVector second)
    {
        first = TLanes.LoadLowHalves((int*)pair);
        second = TLanes.LoadWords((int*)pair);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Round(float value) => (int)Math.Clamp(MathF.Round(value / Unit), short.MinValue, short.MaxValue);
}
