using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>
/// Runs several streams through one model on one core. Streams have separate states and share the weights. What a boundary gates off is not
/// computed: a matrix is read once for all streams that need it, or not at all. A stream's results do not depend on the other streams, bit
/// for bit. Not thread-safe; batches on other threads may share the model.
/// </summary>
/// <remarks>
/// Nothing else could be skipped: if a layer does not COPY, its h changes, so all products U·h, V·h and W·h of it are new.
/// </remarks>
public sealed unsafe class SimdStepBatch
{
    private readonly PackedModel _model;
    private readonly BatchState _state;
    private readonly BatchScratch _scratch;
    private readonly BatchLayer[] _layers;
    private readonly BatchOutput _output;
    private readonly BatchTextWindow? _window;
    private readonly WorkCounter _work = new();

    /// <param name="streams">Number of streams, at least 1.</param>
    /// <param name="skipping">
    /// If false, the same kernels compute everything, multiply it by the gates and mix arithmetically, with bit-identical results. This is
    /// for measuring what skipping saves.
    /// </param>
    public SimdStepBatch(PackedModel model, int streams, bool skipping = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(streams, 1);
        (_model, Streams) = (model, streams);
        _state = new(Config, streams);
        _scratch = new(Config, streams);
        _window = Config.TextWindow is null ? null : new(model, streams, _state, _work);
        _layers =
        [
            .. Enumerable.Range(0, Config.Layers).Select(layer => new BatchLayer(model, layer, skipping, _state, _scratch, _work, _window)),
        ];
        _output = new(model, _state, streams, reuses: skipping, _work, _window);
    }

    public ModelConfig Config => _model.Config;

    public Normalisation Normalisation => _model.Normalisation;

    public int Streams { get; }

    /// <summary>The work since the batch was created.</summary>
    public StepWork Work => _work.Work;

    /// <summary>Resets a stream's state to zero, as before the first row.</summary>
    public void Reset(int stream)
    {
        _state.Clear(stream);
        Invalidate(stream);
    }

    /// <summary>
    /// Holds or releases a stream's top layer, starting with the next row. A held layer always copies: its c and h do not change, and the
    /// layers below continue with what it remembers. This is a switch and not part of the state: <see cref="Reset"/>, <see cref="Restore"/>
    /// and <see cref="CopyStateTo"/> do not affect it.
    /// </summary>
    public void HoldTop(int stream, bool held) => _state.HoldsTop(stream) = held;

    /// <summary>Sets the text of a stream; see <see cref="IStepEngine.SetText"/>.</summary>
    /// <exception cref="NotSupportedException">The model has no text window.</exception>
    public void SetText(int stream, string text)
    {
        if (_model.Alphabet is not { } alphabet)
        {
            throw new NotSupportedException(
                "The model has no text window, so it cannot write a given text. Use a model trained with trainer train --text.");
        }

        _state.SetText(stream, alphabet.Encode(text));
    }

    /// <returns>A buffer for <see cref="CopyStateTo"/>.</returns>
    public StepState CreateState() => new(Config);

    /// <param name="copy">Receives the state. It may have been created by any engine with the same configuration.</param>
    public void CopyStateTo(int stream, StepState copy) => _state.CopyTo(stream, copy);

    /// <param name="hiddens">[layers · hidden], receives a stream's h of all layers, lowest first.</param>
    public void CopyHiddensTo(int stream, Span<float> hiddens) => _state.CopyHiddensTo(stream, hiddens);

    /// <summary>Restores a saved state in a stream, also of another stream or engine.</summary>
    public void Restore(int stream, StepState copy)
    {
        _state.Restore(stream, copy);
        Invalidate(stream);
    }

    /// <summary>Processes a row in each of the given streams and predicts the next ones.</summary>
    /// <param name="streams">Without duplicates.</param>
    /// <param name="offsets">Indexed by stream, in IAM units; only those of <paramref name="streams"/> are read.</param>
    /// <param name="traces">Indexed by stream; receive the layers' operations.</param>
    /// <param name="next">Indexed by stream; receive the density of the next row, in normalised units.</param>
    /// <exception cref="ArgumentException">
    /// An offset is not finite, so that it would make the state invalid. No row was processed.
    /// </exception>
    public void Step(
        ReadOnlySpan<int> streams, ReadOnlySpan<PenOffset> offsets, ReadOnlySpan<StepTrace> traces, ReadOnlySpan<MixtureDensity> next)
    {
        Advance(streams, offsets, traces);
        Predict(streams, next);
    }

    /// <summary>The first half of <see cref="Step"/>: processes rows without predicting the next ones.</summary>
    public void Advance(ReadOnlySpan<int> streams, ReadOnlySpan<PenOffset> offsets, ReadOnlySpan<StepTrace> traces)
    {
        foreach (int stream in streams)
        {
            PenOffset offset = offsets[stream];
            if (!float.IsFinite(offset.DeltaX) || !float.IsFinite(offset.DeltaY))
                throw new ArgumentException($"An offset is ({offset.DeltaX}, {offset.DeltaY}); expected finite numbers.", nameof(offsets));
        }

        foreach (int stream in streams)
        {
            float* row = _scratch.Row(stream);
            (row[0], row[1]) = Normalisation.Normalise(offsets[stream]);
            row[2] = offsets[stream].PenUp ? 1 : 0;
        }

        Advance(streams, traces);
    }

    /// <summary>The first half of a step of a model of characters: processes a character in each of the given streams.</summary>
    /// <param name="streams">Without duplicates.</param>
    /// <param name="symbols">Indexed by stream: indices in the alphabet.</param>
    /// <param name="traces">Indexed by stream; receive the layers' operations.</param>
    public void AdvanceSymbols(ReadOnlySpan<int> streams, ReadOnlySpan<int> symbols, ReadOnlySpan<StepTrace> traces)
    {
        foreach (int stream in streams)
        {
            // The product with a one-hot vector selects a column. Its cost is a small part of a step, and no other kernel is needed.
            var row = new Span<float>(_scratch.Row(stream), Config.RowWidth);
            row.Clear();
            row[symbols[stream]] = 1;
        }

        Advance(streams, traces);
    }

    /// <summary>The second half of <see cref="Step"/>: predicts the next row, also directly after <see cref="Restore"/>.</summary>
    public void Predict(ReadOnlySpan<int> streams, ReadOnlySpan<MixtureDensity> next)
    {
        _output.Predict(streams, next);
        GC.KeepAlive(this);
    }

    /// <summary>The second half of a step of a model of characters: predicts the next character.</summary>
    /// <param name="streams">Without duplicates.</param>
    /// <param name="logits">Indexed by stream; receive the logits of all characters of the alphabet.</param>
    public void PredictSymbols(ReadOnlySpan<int> streams, ReadOnlySpan<float[]> logits)
    {
        _output.PredictSymbols(streams, logits);
        GC.KeepAlive(this);
    }

    /// <summary>Processes the rows in the scratch buffer.</summary>
    private void Advance(ReadOnlySpan<int> streams, ReadOnlySpan<StepTrace> traces)
    {
        foreach (int stream in streams) _scratch.EndedBelow[stream] = true; // z⁰ = 1: each row is a segment
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer].Advance(streams, traces, _output);
            if (layer == 0) _window?.Advance(streams, traces);
        }

        GC.KeepAlive(this);
    }

    private void Invalidate(int stream)
    {
        for (int layer = 0; layer < Config.Layers; layer++) _output.Invalidate(stream, layer);
    }
}
