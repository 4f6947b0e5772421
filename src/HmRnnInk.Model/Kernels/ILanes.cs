namespace HmRnnInk.Model.Kernels;

/// <summary>
/// The few operations that the kernels are written in, over vectors of one width. The kernels take an implementation as a type parameter,
/// for which the JIT compiles them anew with every call here inlined: one source for all widths.
/// </summary>
/// <remarks>
/// Every operation but <see cref="Sum"/> is lane by lane and rounds alike at every width, so that widths agree to the bit. Multiplication
/// and addition are fused where the machine can, and nowhere else: emulated, they would cost a hundred times as much.
/// </remarks>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Broadcast(float value);

    static abstract TVector Load(float* source);

    static abstract void Store(TVector vector, float* target);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <returns>left · right + addend.</returns>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <returns>The lesser of the two; <paramref name="value"/> where it is NaN.</returns>
    static abstract TVector Least(TVector limit, TVector value);

    /// <returns>The greater of the two; <paramref name="value"/> where it is NaN.</returns>
    static abstract TVector Greatest(TVector limit, TVector value);

    /// <returns><paramref name="value"/> where <paramref name="condition"/> is above 0, else 0.</returns>
    static abstract TVector WherePositive(TVector condition, TVector value);

    static abstract float Sum(TVector vector);

    /// <summary>The lower 16 bits of each word as a signed number, times 2^16.</summary>
    static abstract TVector LoadLowHalves(int* words);

    /// <summary>Each whole word as a signed number: its upper 16 bits times 2^16, and the lower ones as the fraction that follows.</summary>
    static abstract TVector LoadWords(int* words);
}
