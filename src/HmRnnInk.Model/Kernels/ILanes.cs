namespace HmRnnInk.Model.Kernels;

/// <summary>
/// The vector operations that the kernels use, for one vector width. The kernels take an implementation as a type parameter. The JIT
/// compiles them for each implementation and inlines these calls, so one source serves all widths.
/// </summary>
/// <remarks>
/// Every operation except <see cref="Sum"/> works lane by lane and rounds the same way at every width, so all widths give the same bits.
/// Multiplication and addition are fused only where the hardware does it: emulation costs about a hundred times as much.
/// </remarks>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>The number of floats in a vector.</summary>
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

    /// <returns>The minimum of the two; <paramref name="value"/> where it is NaN.</returns>
    static abstract TVector Minimum(TVector limit, TVector value);

    /// <returns>The maximum of the two; <paramref name="value"/> where it is NaN.</returns>
    static abstract TVector Maximum(TVector limit, TVector value);

    /// <returns><paramref name="value"/> where <paramref name="condition"/> is above 0, else 0.</returns>
    static abstract TVector WherePositive(TVector condition, TVector value);

    static abstract float Sum(TVector vector);

    /// <summary>Loads the lower 16 bits of each word as a signed number, times 2^16.</summary>
    static abstract TVector LoadLowHalves(int* words);

    /// <summary>Loads each whole word as a signed number: its upper 16 bits times 2^16, plus its lower 16 bits.</summary>
    static abstract TVector LoadWords(int* words);
}
