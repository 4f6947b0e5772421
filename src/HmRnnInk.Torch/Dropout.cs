using HmRnnInk.Model;
using HmRnnInk.Model.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// What is left out of one update: candidates g of the recurrent layers, so that no memory is lost by it (Semeniuta, Severyn and Barth
/// 2016), and units of h on their way to the output. What is kept is scaled up, so that nothing changes when nothing is left out.
/// </summary>
/// <param name="RecurrentKeep">Share of g that is kept, above 0 to 1.</param>
/// <param name="OutputKeep">Share of h that the output module sees, above 0 to 1.</param>
/// <param name="Seed">The same seed leaves out the same.</param>
public sealed record Dropout(double RecurrentKeep, double OutputKeep, int Seed)
{
    /// <returns>[layers, time, batch, d padded as the fused recurrence wants it]: 0 or 1 / keep; null where all is kept.</returns>
    public Tensor? CandidateMasks(ModelConfig config, long time, long batch, Device device) =>
        RecurrentKeep == 1 ? null : Mask([config.Layers, time, batch, SimdKernels.Pad(config.Hidden)], RecurrentKeep, Seed, device);

    /// <returns>h of every layer, [time, batch, d], as the output module sees it.</returns>
    public Tensor[] OnOutput(Tensor[] hidden) =>
        OutputKeep == 1 ? hidden : [.. hidden.Select((values, layer) => values * Mask(values.shape, OutputKeep, unchecked(Seed + (7919 * (layer + 1))), values.device))];

    private static Tensor Mask(long[] shape, double keep, int seed, Device device)
    {
        using var random = new torch.Generator((ulong)(uint)seed, device);
        return empty(shape, device: device).bernoulli_(keep, random).div_(keep);
    }
}
