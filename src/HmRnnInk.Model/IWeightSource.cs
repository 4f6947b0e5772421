namespace HmRnnInk.Model;

/// <summary>What a model's weights are packed from: memory, or a file as it is read.</summary>
internal interface IWeightSource
{
    ModelMetadata Metadata { get; }

    /// <param name="tensor">One of <see cref="ModelConfig.Tensors"/>.</param>
    /// <returns>May be called by several threads at once.</returns>
    WeightReader ReaderOf(string tensor);
}

/// <summary>Reads some of a tensor's weights, all of them finite.</summary>
/// <param name="first">Index of the first, in row-major order.</param>
/// <param name="weights">Overwritten.</param>
/// <exception cref="ModelFileException">A file's weights cannot be read, or are not finite.</exception>
internal delegate void WeightReader(int first, Span<float> weights);
