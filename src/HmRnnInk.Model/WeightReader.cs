namespace HmRnnInk.Model;

/// <summary>Reads a range of a tensor's weights, which are all finite.</summary>
/// <param name="first">Index of the first weight, in row-major order.</param>
/// <param name="weights">Receives the weights.</param>
/// <exception cref="ModelFileException">A file's weights cannot be read, or are not finite.</exception>
internal delegate void WeightReader(int first, Span<float> weights);
