using System.Runtime.Intrinsics;

namespace HmRnnInk.Model.Kernels;

/// <summary>The kernels for one vector width. <see cref="Best"/> is selected once, by what the JIT reports as supported.</summary>
/// <remarks>
/// The simple kernels do not use TensorPrimitives, because the JIT needs a tenth of a second to compile its generic methods, which would
/// delay the start of the app.
/// </remarks>
internal abstract unsafe class SimdKernels
{
    /// <summary>
    /// Cells, hidden states and gates are padded to a multiple of this, the widest vector. The padding is zero, so no kernel needs a tail.
    /// </summary>
    public const int UnitMultiple = 16;

    /// <summary>From the widest to the narrowest. All of them run on every machine, but those without hardware support are slow.</summary>
    public static IReadOnlyList<SimdKernels> All { get; } =
    [
        new LaneKernels<Vector512<float>, Lanes512>(), new LaneKernels<Vector256<float>, Lanes256>(),
        new LaneKernels<Vector128<float>, Lanes128>(), new LaneKernels<float, ScalarLanes>(),
    ];

    /// <summary>The widest kernels that this machine supports in hardware.</summary>
    public static SimdKernels Best { get; } = All[
        Vector512.IsHardwareAccelerated ? 0 : Vector256.IsHardwareAccelerated ? 1 : Vector128.IsHardwareAccelerated ? 2 : 3];

    /// <summary>The number of floats in a vector.</summary>
    public abstract int Lanes { get; }

    public static int Pad(int units) => (units + UnitMultiple - 1) / UnitMultiple * UnitMultiple;

    /// <param name="matrix">It is read once, from the first row to the last.</param>
    public abstract PackedMatrix Pack(MatrixRows matrix, WeightFormat format);

    /// <summary>Computes an UPDATE, c = f⊙c + i⊙g, or a FLUSH, c = i⊙g, then h = o⊙tanh(c).</summary>
    /// <param name="sums">[4 width]: pre-activations of f, i, o, g.</param>
    /// <param name="cell">[width], overwritten.</param>
    /// <param name="hidden">[width], overwritten.</param>
    /// <param name="width">The padded width.</param>
    /// <param name="remembers">Whether to add f⊙c.</param>
    public abstract void Renew(float* sums, float* cell, float* hidden, int width, bool remembers);

    /// <summary>
    /// Computes what <see cref="Renew"/> does, and a COPY too, without branches:
    /// c = (1 − copy)·i⊙g + (copy + remembers·f)⊙c, h = copy·h + (1 − copy)·o⊙tanh(c).
    /// </summary>
    public abstract void Mix(float* sums, float* cell, float* hidden, int width, bool copies, bool remembers);

    /// <param name="length">The padded length.</param>
    public abstract float Dot(float* left, float* right, int length);

    /// <summary>Computes target = factor · source.</summary>
    /// <param name="length">The padded length.</param>
    public abstract void Scale(float* target, float factor, float* source, int length);

    /// <summary>Computes target += factor · source.</summary>
    /// <param name="length">The padded length.</param>
    public abstract void AddScaled(float* target, float factor, float* source, int length);

    /// <summary>Applies ReLU in place.</summary>
    /// <param name="length">The padded length.</param>
    public abstract void Relu(float* values, int length);
}
