using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Embedding, recurrent layers, output module and mixture head, over windows of a batch.</summary>
/// <param name="parameters">Stay the caller's to dispose.</param>
/// <param name="recurrence">Is disposed with the model: the fused one keeps memory for whole windows.</param>
public sealed class HandwritingModel(ModelConfig config, ParameterVector parameters, IRecurrence recurrence) : IDisposable
{
    private readonly IOutputModule _output = recurrence is FusedRecurrence ? new FusedOutput(config) : new EagerOutput(config);

    public ModelConfig Config { get; } = config;

    public ParameterVector Parameters { get; } = parameters;

    /// <param name="rows">[time, batch, 3]: normalised Δx and Δy, and pen-up as 0 or 1.</param>
    /// <param name="state">Before the first row.</param>
    /// <param name="slope">a, of the boundary detectors' hard sigmoid.</param>
    /// <param name="dropout">What to leave out; null in evaluation.</param>
    /// <param name="forcedBoundaries">As <see cref="IRecurrence.Forward"/> takes them.</param>
    /// <returns>The raw head, [time, batch, 6K + 1], and what the layers did.</returns>
    public (Tensor Mixture, RecurrentOutput Layers) Forward(Tensor rows, RecurrentState state, float slope, Dropout? dropout = null, Tensor[]? forcedBoundaries = null)
    {
        Dictionary<string, Tensor> weights = Parameters.Views();
        Tensor embedded = rows.matmul(weights["embedding.weight"].t()) + weights["embedding.bias"];
        Tensor? candidateMasks = dropout?.CandidateMasks(Config, rows.shape[0], rows.shape[1], rows.device);
        RecurrentOutput output = recurrence.Forward(weights, embedded, state, slope, candidateMasks, forcedBoundaries);
        return (_output.Forward(weights, dropout is null ? output.Hidden : dropout.OnOutput(output.Hidden)), output);
    }

    public void Dispose()
    {
        (recurrence as IDisposable)?.Dispose();
        (_output as IDisposable)?.Dispose();
    }
}
