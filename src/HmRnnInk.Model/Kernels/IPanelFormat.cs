namespace HmRnnInk.Model.Kernels;

/// <summary>
/// How a <see cref="PackedMatrix"/> stores its weights: in pairs of vectors, which hold one column of two groups of neighbouring rows.
/// </summary>
internal unsafe interface IPanelFormat<TVector>
    where TVector : unmanaged
{
    /// <summary>Bytes of a pair of vectors.</summary>
    static abstract int PairBytes { get; }

    /// <summary>Whether each row has its own scale, by which its products are multiplied.</summary>
    static abstract bool HasScales { get; }

    /// <returns>The scale of a row whose largest weight has this magnitude. At scale 0 all its weights are 0.</returns>
    static abstract float Scale(float largest);

    /// <summary>Stores one lane of all columns: the weights of one row of each vector of the pair.</summary>
    /// <param name="first">[columns]: the weights of the row in the first vector.</param>
    /// <param name="second">[columns]: the weights of the row in the second vector.</param>
    /// <param name="firstInverse">1 / scale of the first row.</param>
    /// <param name="secondInverse">1 / scale of the second row.</param>
    /// <param name="pair">The pair of the first column.</param>
    /// <param name="stride">Bytes from one column's pair to the next.</param>
    static abstract void StoreLane(
        float* first, float* second, float firstInverse, float secondInverse, int columns, byte* pair, int lane, nint stride);

    static abstract void LoadPair(byte* pair, out TVector first, out TVector second);
}
