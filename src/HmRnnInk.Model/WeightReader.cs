namespace HmRnnInk.Model;

/// <summary>Reads some of a tensor's weights, all of them finite.</summary>
/// <param name="first">Index of the first, in row-major order.</param>
/// <param name="weights">Overwritten.</param>
/// <exception cref="ModelFileException">A file's weights cannot be read, or are not finite.</exception>
internal delegate void WeightReader(int first, Span<float> weights);
