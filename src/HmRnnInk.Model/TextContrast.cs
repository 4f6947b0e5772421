using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>
/// Runs several streams of a model that write a text, and beside each a stream that reads the same rows without the text. The difference
/// of their log-likelihoods tells how well the rows fit the text. Nothing is allocated after construction. Not thread-safe.
/// </summary>
public sealed class TextContrast
{
    private readonly PackedModel model;
    private readonly int count;
    private readonly SimdStepBatch batch; // the streams, and after them their counterparts without the text
    private readonly PenOffset[] offsets;
    private readonly StepTrace[] traces;
    private readonly MixtureDensity[] next;
    private readonly int[] running;
    private readonly StepState copied;
    private bool contrasts;

    /// <param name="model">One without a text window has no counterparts.</param>
    /// <param name="streams">The number of streams, at least 1.</param>
    public TextContrast(PackedModel model, int streams)
    {
        (this.model, count) = (model, streams);
        batch = new(model, model.Config.TextWindow is null ? streams : 2 * streams);
        running = [.. Enumerable.Range(0, batch.Streams)];
        offsets = new PenOffset[batch.Streams];
        traces = [.. running.Select(_ => new StepTrace(model.Config.Layers))];
        next = [.. running.Select(_ => new MixtureDensity(model.Config.Components))];
        copied = batch.CreateState();
    }

    /// <returns>The layers' operations of a stream at its last row.</returns>
    public StepTrace Trace(int stream) => traces[stream];

    /// <returns>The density of a stream's next row, in normalised units.</returns>
    public MixtureDensity Next(int stream) => next[stream];

    /// <summary>Starts the first streams from a state.</summary>
    /// <param name="state">The state, with the text that the model sees in it.</param>
    /// <param name="streams">The number of streams that start now. More can be started by <see cref="Fork"/>.</param>
    /// <param name="hasText">Whether the state has a text. Otherwise the counterparts do not run.</param>
    /// <param name="holdsTop">See <see cref="IStepEngine.HoldTop"/>.</param>
    public void Begin(StepState state, int streams, bool hasText, bool holdsTop)
    {
        contrasts = hasText;
        for (int stream = 0; stream < batch.Streams; stream++) batch.HoldTop(stream, holdsTop);
        for (int stream = 0; stream < streams; stream++)
        {
            running[stream] = stream;
            batch.Restore(stream, state);
            if (!hasText) continue;
            batch.Restore(count + stream, state);
            batch.SetText(count + stream, "");
        }

        batch.Predict(Running(running.AsSpan(0, streams)), next);
    }

    /// <summary>Processes a row in each of the given streams and predicts the next ones.</summary>
    /// <param name="streams">Without duplicates.</param>
    /// <param name="rows">Indexed by stream, in IAM units; only those of <paramref name="streams"/> are read.</param>
    /// <exception cref="ArgumentException">A row is not finite. No row was processed.</exception>
    public void Step(ReadOnlySpan<int> streams, ReadOnlySpan<PenOffset> rows)
    {
        foreach (int stream in streams)
        {
            offsets[stream] = rows[stream];
            if (contrasts) offsets[count + stream] = rows[stream];
        }

        batch.Step(Running(streams), offsets, traces, next);
    }

    /// <summary>Copies the state of a stream, and that of its counterpart, to another stream.</summary>
    public void Fork(int stream, int into)
    {
        Copy(stream, into);
        if (contrasts) Copy(count + stream, count + into);
    }

    /// <summary>What a row tells about the text: log p(row | text) − log p(row | no text); 0 without a text.</summary>
    /// <param name="stream">The stream whose next row this is.</param>
    /// <param name="x">Δx in normalised units.</param>
    /// <param name="y">Δy in normalised units.</param>
    /// <param name="penUp">Whether the row ends its stroke.</param>
    /// <returns>In nats.</returns>
    public double Information(int stream, float x, float y, bool penUp) =>
        contrasts ? next[stream].LogLikelihood(x, y, penUp) - next[count + stream].LogLikelihood(x, y, penUp) : 0;

    /// <returns>The row in IAM units.</returns>
    /// <inheritdoc cref="Normalisation.Denormalise"/>
    public PenOffset Denormalise(float x, float y, bool penUp) => model.Normalisation.Denormalise(x, y, penUp);

    /// <summary>The streams, and the counterparts of them that run.</summary>
    private ReadOnlySpan<int> Running(ReadOnlySpan<int> streams)
    {
        streams.CopyTo(running);
        if (!contrasts) return running.AsSpan(0, streams.Length);
        for (int index = 0; index < streams.Length; index++) running[streams.Length + index] = count + streams[index];
        return running.AsSpan(0, 2 * streams.Length);
    }

    private void Copy(int stream, int into)
    {
        batch.CopyStateTo(stream, copied);
        batch.Restore(into, copied);
        next[into].CopyFrom(next[stream]);
    }
}
