using HmRnnInk.Model.Kernels;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The weights of one layer as the fused passes read them. The columns of each gate are padded to <see cref="Width"/> with zero weights.
/// The padding stays 0, so no kernel needs a tail. The detector's row of each matrix is stored separately, as a plain vector.
/// </summary>
internal sealed unsafe class TrainingLayer : IDisposable
{
    private readonly int _hidden;
    private readonly FloatBuffer _vectors;

    public TrainingLayer(ModelConfig config, int layer)
    {
        _hidden = config.Hidden;
        Detects = config.HasDetector(layer);
        Width = SimdKernels.Pad(config.Hidden);
        InputWidth = config.InputWidth(layer);
        Recurrent = new(config.Hidden, 4 * Width);
        BottomUp = new(InputWidth, 4 * Width);
        RecurrentBack = new(4 * Width, Width);
        BottomUpBack = new(4 * Width, SimdKernels.Pad(InputWidth));
        if (Detects)
        {
            TopDown = new(config.Hidden, 4 * Width);
            TopDownBack = new(4 * Width, Width);
        }

        _vectors = new((10 * Width) + SimdKernels.Pad(InputWidth));
    }

    /// <summary>Whether the layer has a boundary detector.</summary>
    public bool Detects { get; }

    /// <summary>d, padded as in the step engines.</summary>
    public int Width { get; }

    /// <summary>Columns of W: the width of the embedding, or d.</summary>
    public int InputWidth { get; }

    /// <summary>Uᵀ: [d, 4 Width].</summary>
    public TrainingMatrix Recurrent { get; }

    /// <summary>Vᵀ: [d, 4 Width]; null if the layer has none.</summary>
    public TrainingMatrix? TopDown { get; }

    /// <summary>Wᵀ: [inputs, 4 Width].</summary>
    public TrainingMatrix BottomUp { get; }

    /// <summary>U: [4 Width, Width].</summary>
    public TrainingMatrix RecurrentBack { get; }

    /// <summary>V: [4 Width, Width].</summary>
    public TrainingMatrix? TopDownBack { get; }

    /// <summary>W: [4 Width, inputs padded].</summary>
    public TrainingMatrix BottomUpBack { get; }

    /// <summary>[4 Width].</summary>
    public float* Bias => _vectors.Pointer;

    /// <summary>The bias on FLUSH, which includes that of the top-down term if it has one: [4 Width].</summary>
    public float* FlushBias => _vectors.Pointer + (4 * Width);

    /// <summary>The boundary's row of U: [Width].</summary>
    public float* BoundaryRecurrent => _vectors.Pointer + (8 * Width);

    /// <summary>The boundary's row of V: [Width].</summary>
    public float* BoundaryTopDown => _vectors.Pointer + (9 * Width);

    /// <summary>The boundary's row of W: [inputs padded].</summary>
    public float* BoundaryBottomUp => _vectors.Pointer + (10 * Width);

    public float BoundaryBias { get; private set; }

    /// <summary>The boundary's part of the top-down term's bias.</summary>
    public float BoundaryTopDownBias { get; private set; }

    /// <summary>Copies the weights.</summary>
    /// <param name="backward">Whether a backward pass will follow.</param>
    public void Pack(LayerTensors weights, bool backward)
    {
        PackBlock(weights.Recurrent, _hidden, Recurrent, RecurrentBack, BoundaryRecurrent, backward);
        PackBlock(weights.BottomUp, InputWidth, BottomUp, BottomUpBack, BoundaryBottomUp, backward);
        if (Detects) PackBlock(weights.TopDown!, _hidden, TopDown!, TopDownBack!, BoundaryTopDown, backward);
        BoundaryBias = PackBias(weights.Bias, Bias);
        new Span<float>(FlushBias, 4 * Width).Clear();
        if (weights.TopDownBias is not null) BoundaryTopDownBias = PackBias(weights.TopDownBias, FlushBias);
        VectorRows.Add(FlushBias, Bias, 4 * Width);
    }

    public void Dispose()
    {
        foreach (TrainingMatrix? matrix in (TrainingMatrix?[])[Recurrent, TopDown, BottomUp, RecurrentBack, TopDownBack, BottomUpBack])
            matrix?.Dispose();
        _vectors.Dispose();
    }

    /// <returns>The boundary's part, or 0 if there is no detector.</returns>
    private float PackBias(Tensor bias, float* target)
    {
        float* values = bias.Pointer();
        for (int gate = 0; gate < 4; gate++)
            new ReadOnlySpan<float>(values + (gate * _hidden), _hidden).CopyTo(new(target + (gate * Width), _hidden));
        return Detects ? values[4 * _hidden] : 0;
    }

    private void PackBlock(Tensor weights, int inputs, TrainingMatrix forward, TrainingMatrix back, float* boundary, bool backward)
    {
        float* rows = weights.Pointer();
        for (int gate = 0; gate < 4; gate++)
        {
            float* gateRows = rows + ((nint)gate * _hidden * inputs);
            forward.PackTransposed(gate * Width, _hidden, gateRows);
            if (backward) back.Pack(gate * Width, _hidden, gateRows, inputs);
        }

        if (Detects) new ReadOnlySpan<float>(rows + ((nint)4 * _hidden * inputs), inputs).CopyTo(new(boundary, inputs));
    }
}
