using HmRnnInk.Ink;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>A model's weights as the step engines read them: packed once, immutable, shared by any number of engines and threads.</summary>
public sealed class PackedModel
{
    /// <param name="model">Not referred to afterwards.</param>
    /// <param name="weights">See <see cref="EngineWeights"/>.</param>
    public PackedModel(InkModel model, EngineWeights weights = EngineWeights.Float32)
        : this(model, weights, SimdKernels.Best)
    {
    }

    internal PackedModel(InkModel model, EngineWeights weights, SimdKernels kernels)
    {
        Config = model.Config;
        Normalisation = model.Metadata.Normalisation;
        Slope = model.Metadata.Slope;
        LogSigmaFloor = MathF.Log(model.Metadata.SigmaFloor);
        Kernels = kernels;
        var layers = new PackedLayer[Config.Layers];
        PackedOutput? output = null;
        // Packing rearranges every weight: each core takes some of the layers, so that an app is up sooner.
        Parallel.For(0, Config.Layers + 1, part =>
        {
            if (part < Config.Layers) layers[part] = new PackedLayer(kernels, model, part, weights);
            else output = new PackedOutput(kernels, model, weights);
        });
        (Layers, Output) = (layers, output!);
    }

    public ModelConfig Config { get; }

    public Normalisation Normalisation { get; }

    /// <summary>a of the boundary detectors' hard sigmoid.</summary>
    internal float Slope { get; }

    internal float LogSigmaFloor { get; }

    internal SimdKernels Kernels { get; }

    internal PackedLayer[] Layers { get; }

    internal PackedOutput Output { get; }
}
