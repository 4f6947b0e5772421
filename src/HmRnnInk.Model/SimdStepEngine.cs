using System.Diagnostics;
using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>
/// Runs a model in float32 on one core. What a boundary gates off is not computed: a layer that COPYs costs nothing but its share of
/// the output gate. Reads the model's weights in place; many engines may share a model.
/// </summary>
public sealed class SimdStepEngine : IStepEngine
{
    private readonly float slope;
    private readonly RowProjection rowProjection;
    private readonly StepLayer[] layers;
    private readonly OutputModule output;
    private readonly StepState state;

    public SimdStepEngine(InkModel model)
    {
        Config = model.Config;
        Normalisation = model.Metadata.Normalisation;
        slope = model.Metadata.Slope;
        rowProjection = new RowProjection(model);
        var preActivations = new float[4 * Config.Hidden + 1];
        layers = [.. Enumerable.Range(0, Config.Layers).Select(layer => new StepLayer(model, layer, preActivations))];
        output = new OutputModule(model);
        state = new StepState(Config);
    }

    public ModelConfig Config { get; }

    public Normalisation Normalisation { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Hiddens => state.Hiddens;

    /// <inheritdoc/>
    public void Reset()
    {
        state.Clear();
        InvalidateOutput();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The offset is not finite: fed on, it would stay in the state for good.</exception>
    public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
    {
        Advance(offset, trace);
        Predict(next);
    }

    /// <summary>The first half of <see cref="Step"/>: feeds one row, without asking what comes next.</summary>
    /// <exception cref="ArgumentException">The offset is not finite.</exception>
    public void Advance(PenOffset offset, StepTrace trace)
    {
        if (!float.IsFinite(offset.DeltaX) || !float.IsFinite(offset.DeltaY))
            throw new ArgumentException($"An offset of ({offset.DeltaX}, {offset.DeltaY}); needed finite IAM units.", nameof(offset));
        (float x, float y) = Normalisation.Normalise(offset);
        rowProjection.Project(x, y, offset.PenUp, layers[0].PreActivations);
        bool segmentEndedBelow = true; // z^0 = 1: every row is a segment of its own.
        for (int layer = 0; layer < layers.Length; layer++)
            segmentEndedBelow = Advance(layer, segmentEndedBelow, trace);
    }

    /// <summary>The second half of <see cref="Step"/>: what comes after the rows fed so far, also after <see cref="Restore"/>.</summary>
    public void Predict(MixtureDensity next) => output.Predict(state.Hiddens, next);

    /// <returns>A state to copy this engine's into.</returns>
    public StepState CreateState() => new(Config);

    /// <param name="copy">Overwritten; made by <see cref="CreateState"/> of an engine of the same config.</param>
    public void CopyStateTo(StepState copy) => state.CopyTo(copy);

    /// <summary>Back, or across, to a state that was copied out. The rows that follow are then as they would have been there.</summary>
    public void Restore(StepState copy)
    {
        copy.CopyTo(state);
        InvalidateOutput();
    }

    /// <returns>Whether the layer ended a segment at this row: z.</returns>
    private bool Advance(int layer, bool segmentEndedBelow, StepTrace trace)
    {
        bool hierarchical = Config.Cell == Cell.HmLstm;
        Operation operation = state.Boundaries[layer] ? Operation.Flush
            : segmentEndedBelow || !hierarchical ? Operation.Update
            : Operation.Copy;
        float probability = 0;
        if (operation != Operation.Copy)
        {
            if (layer > 0) layers[layer].BeginFromBelow(segmentEndedBelow || !hierarchical ? Hidden(layer - 1) : []);
            bool flush = operation == Operation.Flush;
            float preActivation = layers[layer].Advance(flush ? Hidden(layer + 1) : [], flush, CellOf(layer), Hidden(layer));
            if (Config.HasDetector(layer)) probability = HardSigmoid(preActivation);
            output.Invalidate(layer);
        }
        else if (Config.RecomputeBoundaryOnCopy && Config.HasDetector(layer))
        {
            probability = HardSigmoid(layers[layer].DetectOnCopy(Hidden(layer)));
        }

        bool boundary = probability > 0.5f;
        Debug.Assert(!boundary || Config.HasDetector(layer), "The top layer never fires.");
        trace.Operations[layer] = operation;
        trace.BoundaryProbabilities[layer] = probability;
        trace.Boundaries[layer] = boundary;
        return state.Boundaries[layer] = boundary;
    }

    private float HardSigmoid(float preActivation) => Math.Clamp(preActivation * (slope / 2) + 0.5f, 0, 1);

    private Span<float> CellOf(int layer) => state.Cells.AsSpan(layer * Config.Hidden, Config.Hidden);

    private Span<float> Hidden(int layer) => state.Hiddens.AsSpan(layer * Config.Hidden, Config.Hidden);

    private void InvalidateOutput()
    {
        for (int layer = 0; layer < layers.Length; layer++) output.Invalidate(layer);
    }
}
