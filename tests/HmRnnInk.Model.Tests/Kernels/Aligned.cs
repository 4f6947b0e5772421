using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model.Tests.Kernels;

internal static unsafe class Aligned
{
    /// <summary>A copy of some floats in memory that kernels can read.</summary>
    public static AlignedMemory Of(ReadOnlySpan<float> values)
    {
        AlignedMemory memory = AlignedMemory.OfFloats(values.Length);
        values.CopyTo(new(memory.Floats, values.Length));
        return memory;
    }
}
