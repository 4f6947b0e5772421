using System.Diagnostics;

namespace HmRnnInk.Model.Kernels;

/// <summary>Computes one layer for a batch of streams.</summary>
internal sealed unsafe class BatchLayer
{
    private readonly PackedModel model;
    private readonly PackedLayer weights;
    private readonly int layer, width;
    private readonly bool skipping, hierarchical, detects, isTop;
    private readonly BatchState state;
    private readonly BatchScratch scratch;
    private readonly WorkCounter work;
    private readonly BatchTextWindow? window;

    /// <param name="layer">Counted from 0, the bottom layer.</param>
    /// <param name="skipping">Whether to skip the terms whose gate is 0. Otherwise they are computed and multiplied by the gate.</param>
    /// <param name="window">Null if the model has no text window.</param>
    public BatchLayer(
        PackedModel model, int layer, bool skipping, BatchState state, BatchScratch scratch, WorkCounter work, BatchTextWindow? window)
    {
        this.window = window;
        (this.model, this.layer, this.skipping, this.state, this.scratch, this.work) = (model, layer, skipping, state, scratch, work);
        weights = model.Layers[layer];
        width = SimdKernels.Pad(model.Config.Hidden);
        hierarchical = model.Config.Cell == Cell.HmLstm;
        detects = model.Config.HasDetector(layer);
        isTop = layer == model.Config.Layers - 1;
    }

    /// <summary>Advances each stream by one row. Afterwards <see cref="BatchScratch.EndedBelow"/> holds this layer's boundary.</summary>
    /// <param name="output">Its products are invalidated where h changes.</param>
    public void Advance(ReadOnlySpan<int> streams, ReadOnlySpan<StepTrace> traces, BatchOutput output)
    {
        int count = 0;
        foreach (int stream in streams)
        {
            Operation operation = traces[stream].Operations[layer] = Choose(stream);
            if (operation == Operation.Copy && skipping) continue;
            scratch.Active[count++] = stream;
            bool flushes = operation == Operation.Flush;
            (flushes ? weights.FlushBias : weights.Bias).CopyFloatsTo(scratch.Sums(stream));
            scratch.Detectors[stream] = flushes ? weights.FlushDetectorBias : weights.DetectorBias;
            window?.AddTo(layer, stream, scratch.Sums(stream), ref scratch.Detectors[stream]);
        }

        ReadOnlySpan<int> active = scratch.Active.AsSpan(0, count);
        Add(Term.BottomUp, weights.BottomUp, active);
        Add(Term.Recurrent, weights.Recurrent, active);
        if (weights.TopDown is { } topDown) Add(Term.TopDown, topDown, active);
        foreach (int stream in active) Renew(stream, traces[stream].Operations[layer], output);
        foreach (int stream in streams) Detect(stream, traces[stream]);
    }

    private Operation Choose(int stream) =>
        isTop && state.HoldsTop(stream) ? Operation.Copy // even if the layer below ends a segment, and in a plain LSTM too
        : state.Boundary(stream, layer) ? Operation.Flush
        : scratch.EndedBelow[stream] || !hierarchical ? Operation.Update
        : Operation.Copy;

    private void Add(Term which, PackedTerm term, ReadOnlySpan<int> streams)
    {
        // The input of layer 0 is never gated.
        bool isGated = which == Term.TopDown || (which == Term.BottomUp && layer > 0);
        RowList list = scratch.List;
        list.Clear();
        foreach (int stream in streams)
        {
            float* input = Input(which, stream);
            bool isOpen = !isGated || IsOpen(which, stream);
            if (!isOpen && skipping) continue;
            if (isGated && !skipping)
            {
                model.Kernels.Scale(scratch.Gated(stream), isOpen ? 1 : 0, input, width);
                input = scratch.Gated(stream);
            }

            list.Add(input, scratch.Sums(stream));
            if (detects) scratch.Detectors[stream] += Detector(term, input);
        }

        term.Gates.AddProducts(list);
        work.Count(term.Bytes, term.MultiplyAdds, list.Count);
    }

    private float* Input(Term which, int stream) => which switch
    {
        Term.Recurrent => state.Hidden(stream, layer),
        Term.TopDown => state.Hidden(stream, layer + 1),
        _ => layer == 0 ? scratch.Row(stream) : state.Hidden(stream, layer - 1),
    };

    private bool IsOpen(Term gated, int stream) =>
        gated == Term.TopDown ? state.Boundary(stream, layer) : scratch.EndedBelow[stream] || !hierarchical;

    private void Renew(int stream, Operation operation, BatchOutput output)
    {
        float* sums = scratch.Sums(stream), cell = state.Cell(stream, layer), hidden = state.Hidden(stream, layer);
        bool remembers = operation == Operation.Update || model.Config.SoftFlush;
        if (skipping) model.Kernels.Renew(sums, cell, hidden, width, remembers);
        else model.Kernels.Mix(sums, cell, hidden, width, operation == Operation.Copy, remembers);
        output.Invalidate(stream, layer);
    }

    private void Detect(int stream, StepTrace trace)
    {
        float probability = 0;
        if (detects && trace.Operations[layer] != Operation.Copy) probability = HardSigmoid(scratch.Detectors[stream]);
        bool boundary = probability > 0.5f;
        Debug.Assert(!boundary || detects, "The top layer never fires.");
        trace.BoundaryProbabilities[layer] = probability;
        trace.Boundaries[layer] = scratch.EndedBelow[stream] = state.Boundary(stream, layer) = boundary;
    }

    private float Detector(PackedTerm term, float* input) => model.Kernels.Dot(term.Detector, input, SimdKernels.Pad(term.Gates.Columns));

    private float HardSigmoid(float preActivation) => Math.Clamp(preActivation * (model.Slope / 2) + 0.5f, 0, 1);

    /// <summary>A term of the layer's pre-activations: which h it multiplies, and what gates it.</summary>
    private enum Term
    {
        /// <summary>h of the layer itself at the previous row. Not gated.</summary>
        Recurrent,

        /// <summary>h of the layer below at this row (the input for layer 0). Used where that layer ended a segment.</summary>
        BottomUp,

        /// <summary>h of the layer above at the previous row. Used where this layer ended a segment at that row.</summary>
        TopDown,
    }
}
