using System.Runtime.Intrinsics;

namespace HmRnnInk.Model.Kernels;

/// <summary>The kernels for one width of vectors. Which one a machine takes is decided once, by what its JIT says it has.</summary>
/// <remarks>
/// The plain ones among them are not TensorPrimitives', whose generic methods the JIT compiles for a tenth of a second: an app would start
/// that much later.
/// </remarks>
internal abstract unsafe class SimdKernels
{
    /// <summary>What cells, hidden states and gates are padded to: the widest lanes. Padding holds zeros, so no kernel needs a tail.</summary>
    public const int UnitMultiple = 16;

    /// <summary>From the widest to the narrowest. All of them run on every machine, if slowly.</summary>
    public static IReadOnlyList<SimdKernels> All { get; } =
    [
        new LaneKernels<Vector512<float>, Lanes512>(), new LaneKernels<Vector256<float>, Lanes256>(),
        new LaneKernels<Vector128<float>, Lanes128>(), new LaneKernels<float, ScalarLanes>(),
    ];

    /// <summary>The widest that this machine has in hardware.</summary>
    public static SimdKernels Best { get; } = All[
        Vector512.IsHardwareAccelerated ? 0 : Vector256.IsHardwareAccelerated ? 1 : Vector128.IsHardwareAccelerated ? 2 : 3];

    /// <summary>Floats in a vector.</summary>
    public abstract int Lanes { get; }

    public static int Pad(int units) => (units + UnitMultiple - 1) / UnitMultiple * UnitMultiple;

    /// <param name="matrix">Read once, from its first row to its last.</param>
    public abstract PackedMatrix Pack(MatrixRows matrix, EngineWeights stored);

    /// <summary>UPDATE, c = f⊙c + i⊙g, or FLUSH, c = i⊙g; then h = o⊙tanh(c).</summary>
    /// <param name="sums">[4 width]: pre-activations of f, i, o, g.</param>
    /// <param name="cell">[width], overwritten.</param>
    /// <param name="hidden">[width], overwritten.</param>
    /// <param name="width">Padded.</param>
    public abstract void Renew(float* sums, float* cell, float* hidden, int width, bool remembers);

    /// <summary>
    /// <see cref="Renew"/> by arithmetic, COPY included: c = (1 − copy)·i⊙g + (copy + remembers·f)⊙c, h = copy·h + (1 − copy)·o⊙tanh(c).
    /// </summary>
    public abstract void Mix(float* sums, float* cell, float* hidden, int width, bool copies, bool remembers);

    /// <param name="length">Padded.</param>
    public abstract float Dot(float* left, float* right, int length);

    /// <summary>target = factor · source.</summary>
    /// <param name="length">Padded.</param>
    public abstract void Scale(float* target, float factor, float* source, int length);

    /// <summary>target += factor · source.</summary>
    /// <param name="length">Padded.</param>
    public abstract void AddScaled(float* target, float factor, float* source, int length);

    /// <summary>The negative become 0.</summary>
    /// <param name="length">Padded.</param>
    public abstract void Rectify(float* values, int length);
}
