namespace HmRnnInk.Model;

/// <summary>
/// Runs a model with a single stream on one core: a <see cref="SimdStepBatch"/> of one. Layers that COPY and terms whose gate is 0 cost
/// nothing. A step allocates nothing.
/// </summary>
public sealed class SimdStepEngine : IStepEngine
{
    private static readonly int[] Stream = [0];

    private readonly PackedModel _model;
    private readonly SimdStepBatch _batch;
    private readonly float[] _hiddens;

    /// <summary>Packs the weights for this engine alone. To share them between engines, use a <see cref="PackedModel"/>.</summary>
    public SimdStepEngine(InkModel model)
        : this(new PackedModel(model))
    {
    }

    /// <inheritdoc cref="SimdStepBatch(PackedModel, int, bool)"/>
    public SimdStepEngine(PackedModel model, bool skipping = true)
    {
        _model = model;
        _batch = new(model, streams: 1, skipping);
        _hiddens = new float[Config.Layers * Config.Hidden];
    }

    /// <summary>A new engine with the same weights, in the state before the first row.</summary>
    public SimdStepEngine CreateAnother() => new(_model);

    public ModelConfig Config => _batch.Config;

    public Normalisation Normalisation => _batch.Normalisation;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Hiddens
    {
        get
        {
            _batch.CopyHiddensTo(0, _hiddens);
            return _hiddens;
        }
    }

    /// <inheritdoc/>
    public void Reset() => _batch.Reset(0);

    /// <inheritdoc/>
    public void SetText(string text) => _batch.SetText(0, text);

    /// <inheritdoc/>
    public void HoldTop(bool held) => _batch.HoldTop(0, held);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The offset is not finite, so that it would make the state invalid.</exception>
    public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
    {
        Advance(offset, trace);
        Predict(next);
    }

    /// <summary>For a model of characters: processes a character and predicts the next one.</summary>
    /// <param name="symbol">The character's index in the alphabet.</param>
    /// <param name="trace">Receives the layers' operations.</param>
    /// <param name="logits">[alphabet], receives the logits of the next character.</param>
    public void Step(int symbol, StepTrace trace, float[] logits)
    {
        _batch.AdvanceSymbols(Stream, new(in symbol), new(in trace));
        _batch.PredictSymbols(Stream, new(in logits));
    }

    /// <summary>The first half of a step for ink: processes a row without predicting the next one.</summary>
    /// <exception cref="ArgumentException">The offset is not finite.</exception>
    public void Advance(PenOffset offset, StepTrace trace) => _batch.Advance(Stream, new(in offset), new(in trace));

    /// <summary>The second half of a step for ink: predicts the next row, also directly after <see cref="Restore"/>.</summary>
    public void Predict(MixtureDensity next) => _batch.Predict(Stream, new(in next));

    /// <inheritdoc/>
    public StepState CreateState() => _batch.CreateState();

    /// <inheritdoc/>
    public void CopyStateTo(StepState copy) => _batch.CopyStateTo(0, copy);

    /// <inheritdoc/>
    public void Restore(StepState copy) => _batch.Restore(0, copy);
}
