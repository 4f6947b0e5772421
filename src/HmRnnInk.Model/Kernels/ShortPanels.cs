using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreLane(float* first, float* second, float firstInverse, float secondInverse, int columns, byte* pair, int lane, nint stride)
    {
        int column = 0;
        pair += lane * sizeof(int);
        for (; column <= columns - 4; column += 4, pair += 4 * stride)
        {
            Vector128<int> words = Words(Vector128.Load(first + column) * firstInverse, Vector128.Load(second + column) * secondInverse);
            *(int*)pair = words[0];
            *(int*)(pair + stride) = words[1];
            *(int*)(pair + 2 * stride) = words[2];
            *(int*)(pair + 3 * stride) = words[3];
        }

        for (; column < columns; column++, pair += stride)
            *(int*)pair = Words(Vector128.CreateScalar(first[column] * firstInverse), Vector128.CreateScalar(second[column] * secondInverse))[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPair(byte* pair, out TVector first, out TVector second)
    {
        first = TLanes.LoadLowHalves((int*)pair);
        second = TLanes.LoadWords((int*)pair);
    }

    /// <summary>Four weights of each vector in four words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Words(Vector128<float> first, Vector128<float> second)
    {
        Vector128<int> low = Round(first) & Vector128.Create(0xFFFF);
        Vector128<int> high = Round(second - Vector128.ConvertToSingle(low));
        return high << 16 | low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Round(Vector128<float> value)
    {
        Vector128<float> rounded = Vector128.Round(value * (1 / Unit));
        return Vector128.ConvertToInt32(
            Vector128.Max(Vector128.Create((float)short.MinValue), Vector128.Min(Vector128.Create((float)short.MaxValue), rounded)));
    }
}
