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

    /// <summary>Stores a lane of a column of pairs: the weights of a row of each vector.</summary>
    /// <param name="first">[columns], of the row in the first vector.</param>
    /// <param name="second">[columns], of the row in the second vector.</param>
    /// <param name="firstInverse">One over the row's scale.</param>
    /// <param name="secondInverse">One over the row's scale.</param>
    /// <param name="pair">The pair of the first column.</param>
    /// <param name="stride">Bytes from a column's pair to the next.</param>
    static abstract void StoreLane(float* first, float* second, float firstInverse, float secondInverse, int columns, byte* pair, int lane, nint stride);

    static abstract void LoadPair(byte* pair, out TVector first, out TVector second);
}
