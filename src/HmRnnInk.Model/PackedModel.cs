using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>A model's weights in the layout that the step engines read. Immutable; engines and threads can share it.</summary>
public sealed class PackedModel
{
    /// <param name="model">Not referenced afterwards.</param>
    public PackedModel(InkModel model, WeightFormat format = WeightFormat.Float32)
        : this(model, format, SimdKernels.Best)
    {
    }

    /// <summary>
    /// Packs the weights of a <c>.safetensors</c> file while reading them, which is faster than loading an <see cref="InkModel"/>.
    /// </summary>
    /// <exception cref="ModelFileException">The file does not exist, cannot be read, or is not a valid model of ink.</exception>
    public static PackedModel Load(string path, WeightFormat format = WeightFormat.Float32) => ModelFileReader.Pack(path, format);

    internal PackedModel(IWeightSource source, WeightFormat format, SimdKernels kernels)
    {
        Metadata = source.Metadata;
        LogSigmaFloor = MathF.Log(Metadata.SigmaFloor);
        Kernels = kernels;
        var layers = new PackedLayer[Config.Layers];
        PackedOutput? output = null;
        PackedTextWindow? window = null;
        // Packing rearranges all weights. The cores share the layers, so that the app starts faster.
        SharedWork.Do(Config.Layers + 2, part =>
        {
            if (part < Config.Layers) layers[part] = new PackedLayer(kernels, source, part, format);
            else if (part == Config.Layers) output = new PackedOutput(kernels, source, format);
            else if (Config.TextWindow is not null) window = new PackedTextWindow(kernels, source);
        });
        (Layers, Output, TextWindow) = (layers, output!, window);
        Alphabet = Config.TextWindow is null ? null : new(Config.TextWindow.Alphabet);
    }

    public ModelMetadata Metadata { get; }

    public ModelConfig Config => Metadata.Config;

    public Normalisation Normalisation => Metadata.Normalisation;

    /// <summary>The slope a of the boundary detectors' hard sigmoid.</summary>
    internal float Slope => Metadata.Slope;

    internal float LogSigmaFloor { get; }

    internal SimdKernels Kernels { get; }

    internal PackedLayer[] Layers { get; }

    internal PackedOutput Output { get; }

    /// <summary>The text window's weights; null for a model without one.</summary>
    internal PackedTextWindow? TextWindow { get; }

    /// <summary>The text window's alphabet; null for a model without one.</summary>
    internal CharacterAlphabet? Alphabet { get; }
}
