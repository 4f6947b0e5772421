using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>A trained model: its weights and metadata. It is the interface between training and drawing.</summary>
public sealed class InkModel : IWeightSource
{
    /// <param name="metadata">Must have valid sizes.</param>
    /// <param name="weights">Exactly the tensors of <see cref="ModelConfig.Tensors"/>, row-major and finite. They are not copied.</param>
    /// <exception cref="ArgumentException">The metadata or weights are not valid; the message names the first problem.</exception>
    public InkModel(ModelMetadata metadata, IReadOnlyDictionary<string, float[]> weights)
        : this(metadata, weights, isChecked: false)
    {
    }

    /// <param name="isChecked">Whether metadata and weights are known to be valid, as those of <see cref="ModelFileReader"/>.</param>
    internal InkModel(ModelMetadata metadata, IReadOnlyDictionary<string, float[]> weights, bool isChecked)
    {
        (Metadata, Weights) = (metadata, weights);
        if (isChecked) return;
        if (metadata.FirstProblem() is { } problem) throw new ArgumentException(problem, nameof(metadata));
        if (FirstProblem(metadata.Config, weights) is { } fault) throw new ArgumentException(fault, nameof(weights));
    }

    public ModelMetadata Metadata { get; }

    public ModelConfig Config => Metadata.Config;

    /// <summary>Row-major, with the names and shapes of <see cref="ModelConfig.Tensors"/>.</summary>
    public IReadOnlyDictionary<string, float[]> Weights { get; }

    /// <summary>Reads a <c>.safetensors</c> file with the tensors and metadata that <see cref="Save"/> writes.</summary>
    /// <exception cref="ModelFileException">
    /// The file does not exist, cannot be read, is not a valid model, or is a model of characters.
    /// </exception>
    public static InkModel Load(string path) => ModelFileReader.Read(path);

    /// <summary>Reads a model of characters. It differs from a model of ink only in the weights of its embedding and head.</summary>
    /// <exception cref="ModelFileException">
    /// The file does not exist, cannot be read, is not a valid model, or is a model of ink.
    /// </exception>
    public static InkModel LoadOfCharacters(string path) => ModelFileReader.Read(path, ofCharacters: true);

    /// <summary>Reads a file's metadata without its weights.</summary>
    /// <exception cref="ModelFileException">
    /// The file does not exist, cannot be read, or its header is not that of a valid model of ink.
    /// </exception>
    public static ModelMetadata LoadMetadata(string path) => ModelFileReader.ReadMetadata(path);

    /// <summary>Writes the model atomically: to a temporary file, which is flushed to disk and then renamed.</summary>
    /// <exception cref="ModelFileException">The file cannot be written, or a weight is too large for float16.</exception>
    public void Save(string path, WeightPrecision precision = WeightPrecision.Float32) => ModelFileWriter.Write(this, path, precision);

    WeightReader IWeightSource.ReaderOf(string tensor)
    {
        float[] values = Weights[tensor];
        return (first, weights) => values.AsSpan(first, weights.Length).CopyTo(weights);
    }

    private static string? FirstProblem(ModelConfig config, IReadOnlyDictionary<string, float[]> weights)
    {
        int count = 0;
        foreach ((string name, int[] shape) in config.Tensors())
        {
            count++;
            if (!weights.TryGetValue(name, out float[]? values)) return $"tensor '{name}' is missing";
            int expected = shape.Aggregate(1, (product, size) => checked(product * size));
            if (values.Length != expected) return $"tensor '{name}' has {values.Length} values; expected {expected}";
            if (WeightScan.FirstNonFinite(values) is { } index)
                return $"tensor '{name}' holds {values[index]} at index {index}; expected finite numbers";
        }

        return weights.Count == count ? null : $"{weights.Count} tensors where the config has {count}";
    }
}
