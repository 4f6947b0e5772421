using System.Runtime.Intrinsics;

namespace HmRnnInk.Torch.Fused;

/// <summary>Sums over rows of floats, eight lanes at a time, with a scalar tail.</summary>
internal static unsafe class VectorRows
{
    private const int Lanes = 8;

    /// <summary>Σ left·right. The lanes' sums are added at the end, in a fixed order.</summary>
    public static float Dot(float* left, float* right, int length)
    {
        Vector256<float> sums = default;
        int index = 0;
        for (; index <= length - Lanes; index += Lanes)
            sums = Vector256.MultiplyAddEstimate(Vector256.Load(left + index), Vector256.Load(right + index), sums);
        float sum = Vector256.Sum(sums);
        for (; index < length; index++) sum += left[index] * right[index];
        return sum;
    }

    /// <summary>target += source.</summary>
    public static void Add(float* target, float* source, int length)
    {
        int index = 0;
        for (; index <= length - Lanes; index += Lanes)
            (Vector256.Load(target + index) + Vector256.Load(source + index)).Store(target + index);
        for (; index < length; index++) target[index] += source[index];
    }

    /// <summary>target += factor · source.</summary>
    public static void AddScaled(float* target, float factor, float* source, int length)
    {
        var factors = Vector256.Create(factor);
        int index = 0;
        for (; index <= length - Lanes; index += Lanes)
            Vector256.MultiplyAddEstimate(factors, Vector256.Load(source + index), Vector256.Load(target + index)).Store(target + index);
        for (; index < length; index++) target[index] += factor * source[index];
    }
}
