namespace HmRnnInk.Model;

/// <summary>What a model's weights are packed from: memory, or a file as it is read.</summary>
internal interface IWeightSource
{
    ModelMetadata Metadata { get; }

    /// <param name="tensor">One of <see cref="ModelConfig.Tensors"/>.</param>
    /// <returns>May be called by several threads at once.</returns>
    WeightReader ReaderOf(string tensor);
}
