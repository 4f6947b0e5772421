using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Memory that begins with a cache line and never moves, so that pointers into it may be kept as long as this object is. It belongs to the
/// garbage collector like any array: nothing to free.
/// </summary>
internal sealed unsafe class AlignedMemory
{
    private const int CacheLine = 64;

    private readonly byte[] bytes;

    /// <summary>Zero at first.</summary>
    public AlignedMemory(long length)
    {
        Length = checked((int)length);
        bytes = GC.AllocateArray<byte>(checked(Length + CacheLine), pinned: true);
        nuint start = (nuint)Unsafe.AsPointer(ref bytes[0]);
        Pointer = (byte*)((start + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }

    /// <summary>Bytes.</summary>
    public int Length { get; }

    public byte* Pointer { get; }

    public float* Floats => (float*)Pointer;

    public static AlignedMemory OfFloats(long count) => new(count * sizeof(float));

    /// <param name="target">At least as long.</param>
    public void CopyFloatsTo(float* target) => new ReadOnlySpan<float>(Floats, Length / sizeof(float)).CopyTo(new(target, Length / sizeof(float)));
}
