using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>Weights in float32, unchanged.</summary>
internal readonly unsafe struct SinglePanels<TVector, TLanes> : IPanelFormat<TVector>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    public static int PairBytes => 2 * TLanes.Count * sizeof(float);

    public static bool HasScales => false;

    public static float Scale(float largest) => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreLane(
        float* first, float* second, float firstInverse, float secondInverse, int columns, byte* pair, int lane, nint stride)
    {
        for (int column = 0; column < columns; column++, pair += stride)
        {
            ((float*)pair)[lane] = first[column];
            ((float*)pair)[TLanes.Count + lane] = second[column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPair(byte* pair, out TVector first, out TVector second)
    {
        first = TLanes.Load((float*)pair);
        second = TLanes.Load((float*)pair + TLanes.Count);
    }
}
