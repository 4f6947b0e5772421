using System.Diagnostics;

namespace HmRnnInk.Model.Kernels;

/// <summary>Computes one layer for a batch of streams.</summary>
internal sealed unsafe class BatchLayer
{
    private readonly PackedModel _model;
    private readonly PackedLayer _weights;
    private readonly int _layer, _width;
    private readonly bool _skipping, _hierarchical, _detects, _isTop;
    private readonly BatchState _state;
    private readonly BatchScratch _scratch;
    private readonly WorkCounter _work;
    private readonly BatchTextWindow? _window;

    /// <param name="layer">Counted from 0, the bottom layer.</param>
    /// <param name="skipping">Whether to skip the terms whose gate is 0. Otherwise they are computed and multiplied by the gate.</param>
    /// <param name="window">Null if the model has no text window.</param>
    public BatchLayer(
        PackedModel model, int layer, bool skipping, BatchState state, BatchScratch scratch, WorkCounter work, BatchTextWindow? window)
    {
        _window = window;
        (_model, _layer, _skipping, _state, _scratch, _work) = (model, layer, skipping, state, scratch, work);
        _weights = model.Layers[layer];
        _width = SimdKernels.Pad(model.Config.Hidden);
        _hierarchical = model.Config.Cell == Cell.HmLstm;
        _detects = model.Config.HasDetector(layer);
        _isTop = layer == model.Config.Layers - 1;
    }

    /// <summary>Advances each stream by one row. Afterwards <see cref="BatchScratch.EndedBelow"/> holds this layer's boundary.</summary>
    /// <param name="output">Its products are invalidated where h changes.</param>
    public void Advance(ReadOnlySpan<int> streams, ReadOnlySpan<StepTrace> traces, BatchOutput output)
    {
        int count = 0;
        foreach (int stream in streams)
        {
            Operation operation = traces[stream].Operations[_layer] = Choose(stream);
            if (operation == Operation.Copy && _skipping) continue;
            _scratch.Active[count++] = stream;
            bool flushes = operation == Operation.Flush;
            (flushes ? _weights.FlushBias : _weights.Bias).CopyFloatsTo(_scratch.Sums(stream));
            _scratch.Detectors[stream] = flushes ? _weights.FlushDetectorBias : _weights.DetectorBias;
            _window?.AddTo(_layer, stream, _scratch.Sums(stream), ref _scratch.Detectors[stream]);
        }

        ReadOnlySpan<int> active = _scratch.Active.AsSpan(0, count);
        Add(Term.BottomUp, _weights.BottomUp, active);
        Add(Term.Recurrent, _weights.Recurrent, active);
        if (_weights.TopDown is { } topDown) Add(Term.TopDown, topDown, active);
        foreach (int stream in active) Renew(stream, traces[stream].Operations[_layer], output);
        foreach (int stream in streams) Detect(stream, traces[stream]);
    }

    private Operation Choose(int stream) =>
        _isTop && _state.HoldsTop(stream) ? Operation.Copy // even if the layer below ends a segment, and in a plain LSTM too
        : _state.Boundary(stream, _layer) ? Operation.Flush
        : _scratch.EndedBelow[stream] || !_hierarchical ? Operation.Update
        : Operation.Copy;

    private void Add(Term which, PackedTerm term, ReadOnlySpan<int> streams)
    {
        // The input of layer 0 is never gated.
        bool isGated = which == Term.TopDown || (which == Term.BottomUp && _layer > 0);
        RowList list = _scratch.InProduct;
        list.Clear();
        foreach (int stream in streams)
        {
            float* input = Input(which, stream);
            bool isOpen = !isGated || IsOpen(which, stream);
            if (!isOpen && _skipping) continue;
            if (isGated && !_skipping)
            {
                _model.Kernels.Scale(_scratch.Gated(stream), isOpen ? 1 : 0, input, _width);
                input = _scratch.Gated(stream);
            }

            list.Add(input, _scratch.Sums(stream));
            if (_detects) _scratch.Detectors[stream] += Detector(term, input);
        }

        term.Gates.AddProducts(list);
        _work.Count(term.Bytes, term.MultiplyAdds, list.Count);
    }

    private float* Input(Term which, int stream) => which switch
    {
        Term.Recurrent => _state.Hidden(stream, _layer),
        Term.TopDown => _state.Hidden(stream, _layer + 1),
        _ => _layer == 0 ? _scratch.Row(stream) : _state.Hidden(stream, _layer - 1),
    };

    private bool IsOpen(Term gated, int stream) =>
        gated == Term.TopDown ? _state.Boundary(stream, _layer) : _scratch.EndedBelow[stream] || !_hierarchical;

    private void Renew(int stream, Operation operation, BatchOutput output)
    {
        float* sums = _scratch.Sums(stream), cell = _state.Cell(stream, _layer), hidden = _state.Hidden(stream, _layer);
        bool remembers = operation == Operation.Update || _model.Config.SoftFlush;
        if (_skipping) _model.Kernels.Renew(sums, cell, hidden, _width, remembers);
        else _model.Kernels.Mix(sums, cell, hidden, _width, operation == Operation.Copy, remembers);
        output.Invalidate(stream, _layer);
    }

    private void Detect(int stream, StepTrace trace)
    {
        float probability = 0;
        if (_detects && trace.Operations[_layer] != Operation.Copy) probability = HardSigmoid(_scratch.Detectors[stream]);
        bool boundary = probability > 0.5f;
        Debug.Assert(!boundary || _detects, "The top layer never fires.");
        trace.BoundaryProbabilities[_layer] = probability;
        trace.Boundaries[_layer] = _scratch.EndedBelow[stream] = _state.Boundary(stream, _layer) = boundary;
    }

    private float Detector(PackedTerm term, float* input) => _model.Kernels.Dot(term.Detector, input, SimdKernels.Pad(term.Gates.Columns));

    private float HardSigmoid(float preActivation) => Math.Clamp(preActivation * (_model.Slope / 2) + 0.5f, 0, 1);

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
