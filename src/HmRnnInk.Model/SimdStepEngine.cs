using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>
/// Runs a model on one core, one stream: a <see cref="SimdStepBatch"/> of one. A layer that COPYs costs nothing, nor does a term whose gate
/// is 0. A step allocates nothing.
/// </summary>
public sealed class SimdStepEngine : IStepEngine
{
    private static readonly int[] Stream = [0];

    private readonly PackedModel model;
    private readonly SimdStepBatch batch;
    private readonly float[] hiddens;

    /// <summary>Packs the weights for itself; engines that share a model take a <see cref="PackedModel"/>.</summary>
    public SimdStepEngine(InkModel model)
        : this(new PackedModel(model))
    {
    }

    /// <inheritdoc cref="SimdStepBatch(PackedModel, int, bool)"/>
    public SimdStepEngine(PackedModel model, bool skipping = true)
    {
        this.model = model;
        batch = new(model, streams: 1, skipping);
        hiddens = new float[Config.Layers * Config.Hidden];
    }

    /// <summary>Another engine on the same weights, in the state before the first row.</summary>
    public SimdStepEngine Another() => new(model);

    public ModelConfig Config => batch.Config;

    public Normalisation Normalisation => batch.Normalisation;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Hiddens
    {
        get
        {
            batch.CopyHiddensTo(0, hiddens);
            return hiddens;
        }
    }

    /// <inheritdoc cref="SimdStepBatch.Work"/>
    public StepWork Work => batch.Work;

    /// <inheritdoc/>
    public void Reset() => batch.Reset(0);

    /// <inheritdoc/>
    public void SetText(string text) => batch.SetText(0, text);

    /// <inheritdoc/>
    public void HoldTop(bool held) => batch.HoldTop(0, held);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The offset is not finite: fed on, it would stay in the state for good.</exception>
    public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
    {
        Advance(offset, trace);
        Predict(next);
    }

    /// <summary>Feeds one character and tells what comes next, for a model of characters.</summary>
    /// <param name="symbol">Its index in the alphabet.</param>
    /// <param name="trace">Overwritten: what the layers did.</param>
    /// <param name="logits">[alphabet], overwritten: of each character to come next.</param>
    public void Step(int symbol, StepTrace trace, float[] logits)
    {
        batch.AdvanceSymbols(Stream, new(in symbol), new(in trace));
        batch.PredictSymbols(Stream, new(in logits));
    }

    /// <summary>The first half of a step on ink: feeds one row, without asking what comes next.</summary>
    /// <exception cref="ArgumentException">The offset is not finite.</exception>
    public void Advance(PenOffset offset, StepTrace trace) => batch.Advance(Stream, new(in offset), new(in trace));

    /// <summary>The second half of a step on ink: what comes after the rows fed so far, also after <see cref="Restore"/>.</summary>
    public void Predict(MixtureDensity next) => batch.Predict(Stream, new(in next));

    /// <inheritdoc/>
    public StepState CreateState() => batch.CreateState();

    /// <inheritdoc/>
    public void CopyStateTo(StepState copy) => batch.CopyStateTo(0, copy);

    /// <inheritdoc/>
    public void Restore(StepState copy) => batch.Restore(0, copy);
}
