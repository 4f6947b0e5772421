using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>A trained model: its weights and what is known of them. The border between training and drawing.</summary>
public sealed class InkModel : IWeightSource
{
    /// <param name="metadata">Refused where its sizes are out of range.</param>
    /// <param name="weights">Row-major; exactly the tensors of <see cref="ModelConfig.Tensors"/>, finite. Kept, not copied.</param>
    /// <exception cref="ArgumentException">Metadata and weights are not a model: the message names the first fault.</exception>
    public InkModel(ModelMetadata metadata, IReadOnlyDictionary<string, float[]> weights)
    {
        if (metadata.FirstProblem() is { } problem) throw new ArgumentException(problem, nameof(metadata));
        if (FirstProblem(metadata.Config, weights) is { } fault) throw new ArgumentException(fault, nameof(weights));
        Metadata = metadata;
        Weights = weights;
    }

    /// <summary>What <see cref="ModelFileReader"/> has held against each other while it read.</summary>
    private InkModel(IReadOnlyDictionary<string, float[]> weights, ModelMetadata metadata) => (Metadata, Weights) = (metadata, weights);

    public ModelMetadata Metadata { get; }

    public ModelConfig Config => Metadata.Config;

    /// <summary>Row-major, under the names and shapes of <see cref="ModelConfig.Tensors"/>.</summary>
    public IReadOnlyDictionary<string, float[]> Weights { get; }

    /// <summary>Reads a <c>.safetensors</c> file that <see cref="Save"/> wrote, or one with the same tensors and metadata.</summary>
    /// <exception cref="ModelFileException">
    /// The file is not there, cannot be read, or is not such a model, or it is one of characters.
    /// </exception>
    public static InkModel Load(string path) => ModelFileReader.Read(path);

    /// <summary>Reads a model of characters: the same weights but for those that read a character and those that predict one.</summary>
    /// <exception cref="ModelFileException">The file is not there, cannot be read, or is not such a model, or one of ink.</exception>
    public static InkModel LoadOfCharacters(string path) => ModelFileReader.Read(path, ofCharacters: true);

    /// <summary>Reads what a file says of its model, without the weights: enough to choose by.</summary>
    /// <exception cref="ModelFileException">The file is not there, cannot be read, or is not such a model as far as its header tells.</exception>
    public static ModelMetadata LoadMetadata(string path) => ModelFileReader.ReadMetadata(path);

    /// <summary>Writes the model whole or not at all: into a neighbouring file first, flushed to the disk, then moved into place.</summary>
    /// <exception cref="ModelFileException">The file cannot be written, or a weight is too large for float16.</exception>
    public void Save(string path, WeightPrecision precision = WeightPrecision.Float32) => ModelFileWriter.Write(this, path, precision);

    /// <param name="metadata">Without a problem.</param>
    /// <param name="weights">The config's, finite.</param>
    internal static InkModel OfChecked(ModelMetadata metadata, IReadOnlyDictionary<string, float[]> weights) => new(weights, metadata);

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
            int needed = shape.Aggregate(1, (product, size) => checked(product * size));
            if (values.Length != needed) return $"tensor '{name}' has {values.Length} values; needed {needed}";
            if (WeightScan.FirstNonFinite(values) is { } index) return $"tensor '{name}' holds {values[index]} at index {index}; needed finite numbers";
        }

        return weights.Count == count ? null : $"{weights.Count} tensors where the config has {count}";
    }
}
