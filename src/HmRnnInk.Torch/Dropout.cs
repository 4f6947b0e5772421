using HmRnnInk.Model.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// Dropout for one update: of the candidates g in the recurrent layers, which loses no memory (Semeniuta, Severyn and Barth 2016), and of
/// the units of h that the output module reads. The remaining values are scaled up, so that their expectation does not change.
/// </summary>
/// <param name="RecurrentKeep">Probability of keeping a value of g, in (0, 1].</param>
/// <param name="OutputKeep">Probability of keeping a value of h, in (0, 1].</param>
/// <param name="Seed">The same seed drops the same values.</param>
public sealed record Dropout(double RecurrentKeep, double OutputKeep, int Seed)
{
    /// <returns>
    /// [layers, time, batch, d padded for the fused recurrence], with values 0 or 1 / keep; null without recurrent dropout.
    /// </returns>
    public Tensor? CandidateMasks(ModelConfig config, long time, long batch, Device device) =>
        RecurrentKeep == 1 ? null : Mask([config.Layers, time, batch, SimdKernels.Pad(config.Hidden)], RecurrentKeep, Seed, device);

    /// <summary>Applies dropout to h of all layers, [time, batch, d], for the output module.</summary>
    public Tensor[] ApplyTo(Tensor[] hidden)
    {
        return OutputKeep == 1 ? hidden : [.. hidden.Select((values, layer) => values * MaskOf(values, layer))];

        // Each layer has its own seed.
        Tensor MaskOf(Tensor values, int layer) =>
            Mask(values.shape, OutputKeep, unchecked(Seed + (7919 * (layer + 1))), values.device);
    }

    private static Tensor Mask(long[] shape, double keep, int seed, Device device)
    {
        using var random = new torch.Generator((ulong)(uint)seed, device);
        return empty(shape, device: device).bernoulli_(keep, random).div_(keep);
    }
}
