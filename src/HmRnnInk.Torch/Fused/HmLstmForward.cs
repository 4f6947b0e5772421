using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The forward pass of the fused HM-LSTM over some lines of a window. A boundary is 0 or 1, so a product with a gated input is a product
/// with fewer rows. V multiplies the lines whose layer ended a segment at the previous step, and W those whose layer below ends one at this
/// step. A layer that copies computes only what the gradients of boundaries need.
/// </summary>
internal sealed unsafe class HmLstmForward(RecurrentWindow window, int firstLine, int lines)
{
    private readonly RowList _recurrent = new(lines), _topDown = new(lines), _bottomUp = new(lines);

    /// <param name="outputs">h, [time, batch, d] contiguous, one pointer per layer; overwritten.</param>
    public void Run(nint[] outputs)
    {
        using var text = TextPass.Of(window, lines);
        for (int time = 0; time < window.Time; time++)
        {
            int firstRow = (time * window.Batch) + firstLine;
            for (int layer = 0; layer < window.Layers.Length; layer++)
            {
                ComputeTerms(layer, firstRow);
                for (int row = firstRow; row < firstRow + lines; row++) Step(layer, row, (float*)outputs[layer], text);
                if (layer == 0) text?.Advance(firstRow);
            }
        }
    }

    /// <summary>Chooses the operation of each line, and computes the terms that its pre-activations need and that are not cached.</summary>
    private void ComputeTerms(int layer, int firstRow)
    {
        LayerWindow here = window.Layers[layer];
        TrainingLayer weights = window.Weights[layer];
        int width = window.Width, batch = window.Batch;
        _recurrent.Clear();
        _topDown.Clear();
        _bottomUp.Clear();
        for (int row = firstRow; row < firstRow + lines; row++)
        {
            int line = row % batch;
            here.Operations[row] =
                here.Boundaries[row] ? Operation.Flush : window.EndedBelow(layer, row) ? Operation.Update : Operation.Copy;
            here.BottomUp.IsValid[line] = false;
            if (row < batch || here.Operations[row - batch] != Operation.Copy) here.Recurrent.IsValid[line] = false;
            if (weights.TopDown is not null && (row < batch || window.Layers[layer + 1].Operations[row - batch] != Operation.Copy))
                here.TopDown.IsValid[line] = false;

            bool updates = NeedsUpdate(layer, row), flushes = NeedsFlush(layer, row);
            if (updates || flushes)
                Require(here.Recurrent, line, here.Hidden.Pointer + ((nint)row * width), weights.BoundaryRecurrent, width, _recurrent);
            if (updates || (flushes && window.EndedBelow(layer, row)))
                Require(here.BottomUp, line, window.InputBelow(layer, row), weights.BoundaryBottomUp, weights.InputWidth, _bottomUp);
            if (flushes)
            {
                float* above = window.Layers[layer + 1].Hidden.Pointer + ((nint)row * width);
                Require(here.TopDown, line, above, weights.BoundaryTopDown, width, _topDown);
            }
        }

        weights.Recurrent.Multiply(_recurrent, add: false);
        weights.TopDown?.Multiply(_topDown, add: false);
        weights.BottomUp.Multiply(_bottomUp, add: false);

        void Require(CachedTerm term, int line, float* input, float* boundary, int inputs, RowList rows)
        {
            if (term.IsValid[line]) return;
            term.IsValid[line] = true;
            rows.Add(input, term.Gates(line));
            if (weights.Detects) term.BoundaryTerms[line] = TrainingKernels.Best.Dot(boundary, input, inputs);
        }
    }

    /// <summary>Whether the result of an UPDATE is needed: the row does one, or the gradient of a boundary compares with it.</summary>
    private bool NeedsUpdate(int layer, int row) => window.Layers[layer].Operations[row] switch
    {
        Operation.Update => true,
        Operation.Copy => window.Differentiates && window.NeedsGradientBelow(layer, row),
        _ => window.Differentiates && window.NeedsGradientHere(layer, row) && window.EndedBelow(layer, row),
    };

    /// <summary>The same for a FLUSH.</summary>
    private bool NeedsFlush(int layer, int row) =>
        window.Layers[layer].Operations[row] == Operation.Flush || (window.Differentiates && window.NeedsGradientHere(layer, row));

    /// <summary>Computes c, h and z of the layer at a row.</summary>
    private void Step(int layer, int row, float* output, TextPass? text)
    {
        LayerWindow here = window.Layers[layer];
        int width = window.Width, after = row + window.Batch, size = window.Config.Hidden;
        Operation operation = here.Operations[row];
        float* gates = here.Gates.Pointer + ((nint)row * 4 * width), otherGates = here.OtherGates.Pointer + ((nint)row * 4 * width);
        bool flushes = operation == Operation.Flush;
        ref float detector = ref here.BoundaryPreActivations[row], otherDetector = ref here.OtherBoundaryPreActivations[row];
        (detector, otherDetector) = (0, 0);
        if (NeedsUpdate(layer, row))
            Activate(layer, row, flushes ? otherGates : gates, ref flushes ? ref otherDetector : ref detector, flush: false, text);
        if (NeedsFlush(layer, row))
            Activate(layer, row, flushes ? gates : otherGates, ref flushes ? ref detector : ref otherDetector, flush: true, text);

        float* cell = here.Cell.Pointer + ((nint)row * width), nextCell = here.Cell.Pointer + ((nint)after * width);
        float* hidden = here.Hidden.Pointer + ((nint)row * width), nextHidden = here.Hidden.Pointer + ((nint)after * width);
        if (operation == Operation.Copy)
        {
            new ReadOnlySpan<float>(cell, width).CopyTo(new(nextCell, width));
            new ReadOnlySpan<float>(hidden, width).CopyTo(new(nextHidden, width));
        }
        else
        {
            TrainingKernels.Best.ComputeState(
                gates, window.CandidateMask(layer, row), cell, nextCell, nextHidden, width, window.UsesForgetGate(operation));
        }

        new ReadOnlySpan<float>(nextHidden, size).CopyTo(new(output + ((nint)row * size), size));
        if (window.Config.HasDetector(layer))
            here.Boundaries[after] = operation != Operation.Copy && window.Fires(layer, row, detector);
    }

    /// <summary>Computes the gates of an UPDATE or a FLUSH of the row, and the pre-activation of the boundary detector.</summary>
    private void Activate(int layer, int row, float* gates, ref float detector, bool flush, TextPass? text)
    {
        LayerWindow here = window.Layers[layer];
        TrainingLayer weights = window.Weights[layer];
        int line = row % window.Batch;
        bool readsBelow = !flush || window.EndedBelow(layer, row);
        float* bias = flush ? weights.FlushBias : weights.Bias;
        if (text is not null) bias = text.BiasWithText(layer, row, bias);
        float* recurrent = here.Recurrent.Gates(line), bottomUp = here.BottomUp.Gates(line), topDown = here.TopDown.Gates(line);
        // Both add in the order of the eager HM-LSTM. The kernel adds its third term after the bias.
        if (flush) TrainingKernels.Best.Activate(gates, recurrent, topDown, readsBelow ? bottomUp : null, bias, window.Width);
        else TrainingKernels.Best.Activate(gates, recurrent, bottomUp, null, bias, window.Width);

        if (!weights.Detects) return;
        detector = weights.BoundaryBias + here.Recurrent.BoundaryTerms[line];
        if (text is not null) detector += text.DetectorTerm(layer, row);
        if (readsBelow) detector += here.BottomUp.BoundaryTerms[line];
        if (flush) detector += here.TopDown.BoundaryTerms[line] + weights.BoundaryTopDownBias;
    }
}
