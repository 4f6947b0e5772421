using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>
/// Reads the ghosts of a text as if there were no text. What the text adds to a ghost's likelihood tells how well the ghost fits it.
/// </summary>
/// <param name="streams">The number of ghosts.</param>
internal sealed class GhostsWithoutText(PackedModel model, int streams)
{
    private static readonly int[] First = [0];

    private readonly SimdStepBatch _batch = new(model, streams);
    private readonly StepState _fork = new(model.Config);
    private readonly StepTrace[] _traces = [.. Enumerable.Range(0, streams).Select(_ => new StepTrace(model.Config.Layers))];
    private readonly MixtureDensity[] _next = [.. Enumerable.Range(0, streams).Select(_ => new MixtureDensity(model.Config.Components))];

    /// <param name="state">The model's state after the newest row.</param>
    public void Begin(StepState state, bool holdsTop)
    {
        for (int stream = 0; stream < _batch.Streams; stream++) _batch.HoldTop(stream, holdsTop);
        _batch.Restore(0, state);
        _batch.SetText(0, "");
        _batch.Predict(First, _next);
    }

    public void Step(ReadOnlySpan<int> live, ReadOnlySpan<PenOffset> offsets) => _batch.Step(live, offsets, _traces, _next);

    public void Fork(int stream, int into)
    {
        _batch.CopyStateTo(stream, _fork);
        _batch.Restore(into, _fork);
        _next[into].CopyFrom(_next[stream]);
    }

    /// <inheritdoc cref="MixtureDensity.LogLikelihood"/>
    public double LogLikelihood(int stream, float x, float y, bool penUp) => _next[stream].LogLikelihood(x, y, penUp);
}
