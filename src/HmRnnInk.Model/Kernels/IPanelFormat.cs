namespace HmRnnInk.Model.Kernels;

/// <summary>How a <see cref="PackedMatrix"/> stores its weights: two vectors of them at a time, for two vectors of neighbouring rows.</summary>
internal unsafe interface IPanelFormat<TVector>
    where TVector : unmanaged
{
    /// <summary>Bytes of a pair of vectors.</summary>
    static abstract int PairBytes { get; }

    /// <summary>Whether a row's products are to be multiplied by a scale of the row's own.</summary>
    static abstract bool HasScales { get; }

    /// <returns>The scale of a row whose greatest weight has this magnitude; 0 makes all its weights 0.</returns>
    static abstract float Scale(float greatest);

    /// <param name="values">[2 Count]: weights of one column, over their rows' scales.</param>
    static abstract void StorePair(ReadOnlySpan<float> values, byte* pair);

    static abstract void LoadPair(byte* pair, out TVector first, out TVector second);
}
