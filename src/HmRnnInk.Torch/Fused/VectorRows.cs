using System.Numerics.Tensors;

namespace HmRnnInk.Torch.Fused;

/// <summary>Arithmetic on rows of floats given by pointers.</summary>
internal static unsafe class VectorRows
{
    /// <summary>Computes target += source.</summary>
    public static void Add(float* target, float* source, int length)
    {
        var sums = new Span<float>(target, length);
        TensorPrimitives.Add(sums, new ReadOnlySpan<float>(source, length), sums);
    }

    /// <summary>Computes target += factor · source.</summary>
    public static void AddScaled(float* target, float factor, float* source, int length)
    {
        var sums = new Span<float>(target, length);
        TensorPrimitives.MultiplyAddEstimate(new ReadOnlySpan<float>(source, length), factor, sums, sums);
    }

    /// <summary>Computes target = factor · source.</summary>
    public static void Scale(float* target, float factor, float* source, int length) =>
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(source, length), factor, new Span<float>(target, length));
}
