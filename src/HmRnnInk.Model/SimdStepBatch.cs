using HmRnnInk.Ink;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model;

/// <summary>
/// Runs a number of streams through one model on one core: states of their own over shared weights. What a boundary gates off is not
/// computed, stream by stream: a matrix is read once for all streams that need it, and not at all where none does. A stream's results are
/// the same bits whatever the others do. Not thread-safe; batches on other threads may share the model.
/// </summary>
/// <remarks>
/// Nothing else could be saved: in a layer that does not COPY, h changes, and so each U·h, V·h and W·h that is computed is of an h that
/// none was computed of before.
/// </remarks>
public sealed unsafe class SimdStepBatch
{
    private readonly PackedModel model;
    private readonly BatchState state;
    private readonly BatchScratch scratch;
    private readonly BatchLayer[] layers;
    private readonly BatchOutput output;
    private readonly BatchTextWindow? window;
    private readonly WorkCounter work = new();

    /// <param name="model">Shared.</param>
    /// <param name="streams">At least 1; each in the state before the first row.</param>
    /// <param name="skipping">
    /// Off: the same kernels compute everything, multiply it by its gate and mix by arithmetic, to the same bits. For measuring what
    /// skipping saves.
    /// </param>
    public SimdStepBatch(PackedModel model, int streams, bool skipping = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(streams, 1);
        (this.model, Streams) = (model, streams);
        state = new(Config, streams);
        scratch = new(Config, streams);
        window = Config.TextWindow is null ? null : new(model, streams, state, work);
        layers = [.. Enumerable.Range(0, Config.Layers).Select(layer => new BatchLayer(model, layer, streams, skipping, state, scratch, work, window))];
        output = new(model, state, streams, reuses: skipping, work, window);
    }

    public ModelConfig Config => model.Config;

    public Normalisation Normalisation => model.Normalisation;

    public int Streams { get; }

    /// <summary>Since the batch was made.</summary>
    public StepWork Work => work.Work;

    /// <summary>A stream back to the state before the first row: all zero.</summary>
    public void Reset(int stream)
    {
        state.Clear(stream);
        Invalidate(stream);
    }

    /// <summary>
    /// Holds a stream's top layer from its next row on, or lets it go: it COPYs whatever ends below it, so that c and h stay as they are
    /// and the layers below write on under what it remembers. A switch and no part of the state: <see cref="Reset"/>,
    /// <see cref="Restore"/> and <see cref="CopyStateTo"/> leave it alone.
    /// </summary>
    public void HoldTop(int stream, bool held) => state.HoldsTop(stream) = held;

    /// <summary>The text of what a stream is to write; see <see cref="IStepEngine.SetText"/>.</summary>
    /// <exception cref="NotSupportedException">The model has no text window.</exception>
    public void SetText(int stream, string text)
    {
        if (model.Alphabet is not { } alphabet)
            throw new NotSupportedException("The model has no text window, and writes no given text: train one with trainer train --text, or choose another model.");
        state.SetText(stream, alphabet.Encode(text));
    }

    /// <returns>A state to copy a stream's into.</returns>
    public StepState CreateState() => new(Config);

    /// <param name="copy">Overwritten; made by an engine of the same config.</param>
    public void CopyStateTo(int stream, StepState copy) => state.CopyTo(stream, copy);

    /// <param name="hiddens">[layers · hidden], overwritten: a stream's h of every layer, lowest first.</param>
    public void CopyHiddensTo(int stream, Span<float> hiddens) => state.CopyHiddensTo(stream, hiddens);

    /// <summary>A stream back, or across, to a state that was copied out. The rows that follow are then as they would have been there.</summary>
    public void Restore(int stream, StepState copy)
    {
        state.Restore(stream, copy);
        Invalidate(stream);
    }

    /// <summary>Feeds each of some streams a row and tells what comes next.</summary>
    /// <param name="streams">Each at most once.</param>
    /// <param name="offsets">By stream, in IAM units; only those of <paramref name="streams"/> are read.</param>
    /// <param name="traces">By stream; overwritten: what the layers did.</param>
    /// <param name="next">By stream; overwritten: the density of the row that follows, in normalised units.</param>
    /// <exception cref="ArgumentException">An offset is not finite: fed on, it would stay in the state for good. Nothing was fed.</exception>
    public void Step(
        ReadOnlySpan<int> streams, ReadOnlySpan<PenOffset> offsets, ReadOnlySpan<StepTrace> traces, ReadOnlySpan<MixtureDensity> next)
    {
        Advance(streams, offsets, traces);
        Predict(streams, next);
    }

    /// <summary>The first half of <see cref="Step"/>: feeds rows, without asking what comes next.</summary>
    public void Advance(ReadOnlySpan<int> streams, ReadOnlySpan<PenOffset> offsets, ReadOnlySpan<StepTrace> traces)
    {
        foreach (int stream in streams)
        {
            PenOffset offset = offsets[stream];
            if (!float.IsFinite(offset.DeltaX) || !float.IsFinite(offset.DeltaY))
                throw new ArgumentException($"An offset of ({offset.DeltaX}, {offset.DeltaY}); needed finite IAM units.", nameof(offsets));
        }

        foreach (int stream in streams)
        {
            float* row = scratch.Row(stream);
            (row[0], row[1]) = Normalisation.Normalise(offsets[stream]);
            row[2] = offsets[stream].PenUp ? 1 : 0;
        }

        Advance(streams, traces);
    }

    /// <summary>The first half of a step of a model of characters: feeds some streams a character each.</summary>
    /// <param name="streams">Each at most once.</param>
    /// <param name="symbols">By stream: indices of the alphabet.</param>
    /// <param name="traces">By stream; overwritten.</param>
    public void AdvanceSymbols(ReadOnlySpan<int> streams, ReadOnlySpan<int> symbols, ReadOnlySpan<StepTrace> traces)
    {
        foreach (int stream in streams)
        {
            // A column that is looked up by a product: a fraction of a step's, and the kernels stay what they are.
            var row = new Span<float>(scratch.Row(stream), Config.RowWidth);
            row.Clear();
            row[symbols[stream]] = 1;
        }

        Advance(streams, traces);
    }

    /// <summary>The second half of <see cref="Step"/>: what comes after the rows fed so far, also after <see cref="Restore"/>.</summary>
    public void Predict(ReadOnlySpan<int> streams, ReadOnlySpan<MixtureDensity> next)
    {
        output.Predict(streams, next);
        GC.KeepAlive(this);
    }

    /// <summary>The second half of a step of a model of characters: what comes next.</summary>
    /// <param name="streams">Each at most once.</param>
    /// <param name="logits">By stream; overwritten: of each character of the alphabet to come next.</param>
    public void PredictSymbols(ReadOnlySpan<int> streams, ReadOnlySpan<float[]> logits)
    {
        output.PredictSymbols(streams, logits);
        GC.KeepAlive(this);
    }

    /// <summary>Feeds the rows that lie in the scratch.</summary>
    private void Advance(ReadOnlySpan<int> streams, ReadOnlySpan<StepTrace> traces)
    {
        foreach (int stream in streams) scratch.EndedBelow[stream] = true; // z^0 = 1: every row is a segment of its own.
        for (int layer = 0; layer < layers.Length; layer++)
        {
            layers[layer].Advance(streams, traces, output);
            if (layer == 0) window?.Advance(streams, traces);
        }

        GC.KeepAlive(this);
    }

    private void Invalidate(int stream)
    {
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            output.Invalidate(stream, layer);
        }
    }
}
