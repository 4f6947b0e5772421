using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Embedding, recurrent layers, output module and head, for windows of a batch.</summary>
/// <param name="parameters">Disposed by the caller.</param>
/// <param name="recurrence">Disposed with the model.</param>
public sealed class HandwritingModel(ModelConfig config, ParameterVector parameters, IRecurrence recurrence) : IDisposable
{
    private readonly IOutputModule _output = recurrence is FusedRecurrence ? new FusedOutput(config) : new EagerOutput(config);

    public ModelConfig Config { get; } = config;

    public ParameterVector Parameters { get; } = parameters;

    /// <param name="rows">
    /// [time, batch, 3]: normalised Δx and Δy, and pen-up as 0 or 1; or [time, batch] of Int64: the characters' indices.
    /// </param>
    /// <param name="state">The state before the first row.</param>
    /// <param name="slope">The slope a of the boundary detectors' hard sigmoid.</param>
    /// <param name="dropout">Null in evaluation.</param>
    /// <param name="forcedBoundaries">See <see cref="IRecurrence.Forward"/>.</param>
    /// <param name="texts">See <see cref="IRecurrence.Forward"/>.</param>
    /// <returns>
    /// The raw output of the head, [time, batch, <see cref="ModelConfig.HeadWidth"/>], and the output of the recurrent layers.
    /// </returns>
    public (Tensor Head, RecurrentOutput Layers) Forward(
        Tensor rows, RecurrentState state, float slope, Dropout? dropout = null, Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
    {
        Dictionary<string, Tensor> weights = Parameters.Views();
        Tensor embedding = weights["embedding.weight"].t(); // [3 or alphabet, embedding]
        Tensor embedded = weights["embedding.bias"] + (Config.Alphabet is null ? rows.matmul(embedding)
            : embedding.index_select(0, rows.flatten()).view(rows.shape[0], rows.shape[1], Config.Embedding));
        Tensor? candidateMasks = dropout?.CandidateMasks(Config, rows.shape[0], rows.shape[1], rows.device);
        RecurrentOutput output = recurrence.Forward(weights, embedded, state, slope, candidateMasks, forcedBoundaries, texts);
        return (_output.Forward(weights, dropout?.ApplyTo(output.Hidden) ?? output.Hidden, output.TextVector), output);
    }

    /// <param name="head">As returned by <see cref="Forward"/>.</param>
    /// <param name="targets">The next rows of the data, in the same form as the rows of <see cref="Forward"/>.</param>
    /// <param name="logDeviationFloor">Natural logarithm of the minimum σ, in normalised units; only used for ink.</param>
    /// <returns>[time, batch], nats.</returns>
    public Tensor LogLikelihood(Tensor head, Tensor targets, float logDeviationFloor) => Config.Alphabet is null
        ? MixtureLikelihood.LogLikelihood(head, targets, Config.Components, logDeviationFloor)
        : LogLikelihoodOfCharacters(head, targets);

    /// <summary>Log-likelihood of characters under the softmax of the head's logits.</summary>
    /// <param name="logits">[time, batch, alphabet]: the raw head.</param>
    /// <param name="targets">[time, batch], Int64: the indices of the actual characters.</param>
    /// <returns>[time, batch], nats.</returns>
    internal static Tensor LogLikelihoodOfCharacters(Tensor logits, Tensor targets) =>
        nn.functional.log_softmax(logits, 2).gather(2, targets.unsqueeze(2)).squeeze(2);

    public void Dispose()
    {
        (recurrence as IDisposable)?.Dispose();
        (_output as IDisposable)?.Dispose();
    }
}
