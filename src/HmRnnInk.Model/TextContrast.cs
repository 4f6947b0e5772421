namespace HmRnnInk.Model;

/// <summary>
/// Runs several streams of a model that write a text, and beside each a stream that reads the same rows without the text. The difference
/// of their log-likelihoods tells how well the rows fit the text. Nothing is allocated after construction. Not thread-safe.
/// </summary>
public sealed class TextContrast
{
    private readonly PackedModel _model;
    private readonly int _count;
    private readonly SimdStepBatch _batch; // the streams, and after them their counterparts without the text
    private readonly PenOffset[] _offsets;
    private readonly StepTrace[] _traces;
    private readonly MixtureDensity[] _next;
    private readonly int[] _running;
    private readonly StepState _copied;
    private bool _hasText;

    /// <param name="model">One without a text window has no counterparts.</param>
    /// <param name="streams">The number of streams, at least 1.</param>
    public TextContrast(PackedModel model, int streams)
    {
        (_model, _count) = (model, streams);
        _batch = new(model, model.Config.TextWindow is null ? streams : 2 * streams);
        _running = [.. Enumerable.Range(0, _batch.Streams)];
        _offsets = new PenOffset[_batch.Streams];
        _traces = [.. _running.Select(_ => new StepTrace(model.Config.Layers))];
        _next = [.. _running.Select(_ => new MixtureDensity(model.Config.Components))];
        _copied = _batch.CreateState();
    }

    /// <returns>The layers' operations of a stream at its last row.</returns>
    public StepTrace Trace(int stream) => _traces[stream];

    /// <returns>The density of a stream's next row, in normalised units.</returns>
    public MixtureDensity Next(int stream) => _next[stream];

    /// <summary>Starts the first streams from a state.</summary>
    /// <param name="state">The state, with the text that the model sees in it.</param>
    /// <param name="streams">The number of streams that start now. More can be started by <see cref="Fork"/>.</param>
    /// <param name="hasText">Whether the state has a text. Otherwise the counterparts do not run.</param>
    /// <param name="holdsTop">See <see cref="IStepEngine.HoldTop"/>.</param>
    public void Begin(StepState state, int streams, bool hasText, bool holdsTop)
    {
        _hasText = hasText;
        for (int stream = 0; stream < _batch.Streams; stream++) _batch.HoldTop(stream, holdsTop);
        for (int stream = 0; stream < streams; stream++)
        {
            _running[stream] = stream;
            _batch.Restore(stream, state);
            if (!hasText) continue;
            _batch.Restore(_count + stream, state);
            _batch.SetText(_count + stream, "");
        }

        _batch.Predict(Running(_running.AsSpan(0, streams)), _next);
    }

    /// <summary>Processes a row in each of the given streams and predicts the next ones.</summary>
    /// <param name="streams">Without duplicates.</param>
    /// <param name="rows">Indexed by stream, in IAM units; only those of <paramref name="streams"/> are read.</param>
    /// <exception cref="ArgumentException">A row is not finite. No row was processed.</exception>
    public void Step(ReadOnlySpan<int> streams, ReadOnlySpan<PenOffset> rows)
    {
        foreach (int stream in streams)
        {
            _offsets[stream] = rows[stream];
            if (_hasText) _offsets[_count + stream] = rows[stream];
        }

        _batch.Step(Running(streams), _offsets, _traces, _next);
    }

    /// <summary>Copies the state of a stream, and that of its counterpart, to another stream.</summary>
    public void Fork(int stream, int into)
    {
        Copy(stream, into);
        if (_hasText) Copy(_count + stream, _count + into);
    }

    /// <summary>What a row tells about the text: log p(row | text) − log p(row | no text); 0 without a text.</summary>
    /// <param name="stream">The stream whose next row this is.</param>
    /// <param name="x">Δx in normalised units.</param>
    /// <param name="y">Δy in normalised units.</param>
    /// <param name="penUp">Whether the row ends its stroke.</param>
    /// <returns>In nats.</returns>
    public double Information(int stream, float x, float y, bool penUp) =>
        _hasText ? _next[stream].LogLikelihood(x, y, penUp) - _next[_count + stream].LogLikelihood(x, y, penUp) : 0;

    /// <returns>The row in IAM units.</returns>
    /// <inheritdoc cref="Normalisation.Denormalise"/>
    public PenOffset Denormalise(float x, float y, bool penUp) => _model.Normalisation.Denormalise(x, y, penUp);

    /// <summary>The given streams, followed by their counterparts if these run.</summary>
    private ReadOnlySpan<int> Running(ReadOnlySpan<int> streams)
    {
        streams.CopyTo(_running);
        if (!_hasText) return _running.AsSpan(0, streams.Length);
        for (int index = 0; index < streams.Length; index++) _running[streams.Length + index] = _count + streams[index];
        return _running.AsSpan(0, 2 * streams.Length);
    }

    private void Copy(int stream, int into)
    {
        _batch.CopyStateTo(stream, _copied);
        _batch.Restore(into, _copied);
        _next[into].CopyFrom(_next[stream]);
    }
}
