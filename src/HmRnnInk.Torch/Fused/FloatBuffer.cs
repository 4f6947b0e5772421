using System.Runtime.InteropServices;

namespace HmRnnInk.Torch.Fused;

/// <summary>Native memory for floats, initially zero and aligned to a cache line. It never moves, so pointers into it stay valid.</summary>
/// <remarks>
/// A step engine uses <see cref="Model.Kernels.AlignedMemory"/> instead, which the garbage collector frees. A window needs hundreds of
/// megabytes and must free them as soon as a larger window replaces it.
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
