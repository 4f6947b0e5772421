namespace HmRnnInk.Model;

/// <summary>The source of a model's weights for packing: memory, or an open file.</summary>
internal interface IWeightSource
{
    ModelMetadata Metadata { get; }

    /// <param name="tensor">One of <see cref="ModelConfig.Tensors"/>.</param>
    /// <returns>A reader that several threads may call at the same time.</returns>
    WeightReader ReaderOf(string tensor);
}
