using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Memory that starts on a cache line and never moves, so pointers into it stay valid as long as this object is alive. The garbage
/// collector frees it like any array.
/// </summary>
internal sealed unsafe class AlignedMemory
{
    private const int CacheLine = 64;

    private readonly byte[] _bytes;

    /// <summary>Allocates memory filled with zeros.</summary>
    /// <param name="length">Bytes.</param>
    public AlignedMemory(long length)
    {
        Length = checked((int)length);
        _bytes = GC.AllocateArray<byte>(checked(Length + CacheLine), pinned: true);
        nuint start = (nuint)Unsafe.AsPointer(ref _bytes[0]);
        Pointer = (byte*)((start + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }

    /// <summary>The length in bytes.</summary>
    public int Length { get; }

    public byte* Pointer { get; }

    public float* Floats => (float*)Pointer;

    public static AlignedMemory OfFloats(long count) => new(count * sizeof(float));

    /// <param name="target">At least as long as this memory.</param>
    public void CopyFloatsTo(float* target) =>
        new ReadOnlySpan<float>(Floats, Length / sizeof(float)).CopyTo(new(target, Length / sizeof(float)));
}
