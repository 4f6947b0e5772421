using System.Runtime.InteropServices;

namespace HmRnnInk.Torch.Fused;

/// <summary>Native memory for floats, zero at first, on a cache line's boundary: it never moves, so its pointers may be kept.</summary>
/// <remarks>
/// Not a step engine's <see cref="Model.Kernels.AlignedMemory"/>, which is left to the garbage collector: a window takes hundreds of
/// megabytes and gives them back as soon as a larger one comes.
/// </remarks>
internal sealed unsafe class FloatBuffer : IDisposable
{
    private const int CacheLine = 64;

    public FloatBuffer(long length)
    {
        Length = length;
        nuint bytes = checked((nuint)Math.Max(length, 1) * sizeof(float));
        Pointer = (float*)NativeMemory.AlignedAlloc(bytes, CacheLine);
        NativeMemory.Clear(Pointer, bytes);
        GC.AddMemoryPressure((long)bytes);
    }

    ~FloatBuffer() => Free();

    public long Length { get; }

    public float* Pointer { get; private set; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Pointer == null) return;
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.RemoveMemoryPressure(Math.Max(Length, 1) * sizeof(float));
    }
}
