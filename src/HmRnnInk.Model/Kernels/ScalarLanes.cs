using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>One float at a time, in plain C#, for machines without SIMD.</summary>
internal readonly unsafe struct ScalarLanes : ILanes<float>
{
    public static int Count => 1;

    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float vector, float* target) => *target = vector;

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float Divide(float left, float right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) => float.MultiplyAddEstimate(left, right, addend);

    public static float Minimum(float limit, float value) => value > limit ? limit : value;

    public static float Maximum(float limit, float value) => value < limit ? limit : value;

    public static float WherePositive(float condition, float value) => condition > 0 ? value : 0;

    public static float Sum(float vector) => vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadLowHalves(int* words) => *words << 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadWords(int* words) => *words;
}
