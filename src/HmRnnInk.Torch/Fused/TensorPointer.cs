using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>A tensor's memory, for kernels.</summary>
internal static unsafe class TensorPointer
{
    /// <summary>The first float of a contiguous float32 tensor on the CPU; valid while the tensor is alive.</summary>
    public static float* Pointer(this Tensor tensor) =>
        tensor.numel() == 0 ? null : (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
