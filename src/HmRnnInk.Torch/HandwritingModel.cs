using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Embedding, recurrent layers, output module and head, over windows of a batch.</summary>
/// <param name="parameters">Stay the caller's to dispose.</param>
/// <param name="recurrence">Is disposed with the model: the fused one keeps memory for whole windows.</param>
public sealed class HandwritingModel(ModelConfig config, ParameterVector parameters, IRecurrence recurrence) : IDisposable
{
    private readonly IOutputModule _output = recurrence is FusedRecurrence ? new FusedOutput(config) : new EagerOutput(config);

    public ModelConfig Config { get; } = config;

    public ParameterVector Parameters { get; } = parameters;

    /// <param name="rows">
    /// [time, batch, 3]: normalised Δx and Δy, and pen-up as 0 or 1; or [time, batch] of Int64: the characters' indices.
    /// </param>
    /// <param name="state">Before the first row.</param>
    /// <param name="slope">a, of the boundary detectors' hard sigmoid.</param>
    /// <param name="dropout">What to leave out; null in evaluation.</param>
    /// <param name="forcedBoundaries">As <see cref="IRecurrence.Forward"/> takes them.</param>
    /// <param name="texts">As <see cref="IRecurrence.Forward"/> takes them.</param>
    /// <returns>The raw head, [time, batch, <see cref="ModelConfig.HeadWidth"/>], and what the layers did.</returns>
    public (Tensor Head, RecurrentOutput Layers) Forward(
        Tensor rows, RecurrentState state, float slope, Dropout? dropout = null, Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
    {
        Dictionary<string, Tensor> weights = Parameters.Views();
        Tensor embedding = weights["embedding.weight"].t(); // [3 or alphabet, embedding]
        Tensor product = Config.Alphabet is null ? rows.matmul(embedding)
            : embedding.index_select(0, rows.flatten()).view(rows.shape[0], rows.shape[1], Config.Embedding);
        Tensor embedded = product + weights["embedding.bias"];
        Tensor? candidateMasks = dropout?.CandidateMasks(Config, rows.shape[0], rows.shape[1], rows.device);
        RecurrentOutput output = recurrence.Forward(weights, embedded, state, slope, candidateMasks, forcedBoundaries, texts);
        return (_output.Forward(weights, dropout is null ? output.Hidden : dropout.OnOutput(output.Hidden), output.Window), output);
    }

    /// <param name="head">As <see cref="Forward"/> returns it.</param>
    /// <param name="targets">The rows that came, in the form of those that are fed.</param>
    /// <param name="logDeviationFloor">Natural logarithm of the σ floor, in normalised units; of ink alone.</param>
    /// <returns>[time, batch], nats.</returns>
    public Tensor LogLikelihood(Tensor head, Tensor targets, float logDeviationFloor) => Config.Alphabet is null
        ? MixtureLikelihood.LogLikelihood(head, targets, Config.Components, logDeviationFloor)
        : CharacterLikelihood.LogLikelihood(head, targets);

    public void Dispose()
    {
        (recurrence as IDisposable)?.Dispose();
        (_output as IDisposable)?.Dispose();
    }
}
