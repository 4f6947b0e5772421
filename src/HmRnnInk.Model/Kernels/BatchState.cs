namespace HmRnnInk.Model.Kernels;

/// <summary>The recurrent states of all streams of a batch, padded and aligned for the kernels.</summary>
internal sealed unsafe class BatchState
{
    private readonly ModelConfig config;
    private readonly int width;
    private readonly AlignedMemory cells, hiddens; // [streams, layers, width]
    private readonly bool[] boundaries; // [streams, layers]
    private readonly bool[] heldTops; // [streams]

    public BatchState(ModelConfig config, int streams)
    {
        this.config = config;
        width = SimdKernels.Pad(config.Hidden);
        cells = AlignedMemory.OfFloats((long)streams * config.Layers * width);
        hiddens = AlignedMemory.OfFloats((long)streams * config.Layers * width);
        boundaries = new bool[streams * config.Layers];
        heldTops = new bool[streams];
    }

    public float* Cell(int stream, int layer) => cells.Floats + Index(stream, layer) * (nint)width;

    public float* Hidden(int stream, int layer) => hiddens.Floats + Index(stream, layer) * (nint)width;

    /// <summary>z of a layer at the previous row.</summary>
    public ref bool Boundary(int stream, int layer) => ref boundaries[Index(stream, layer)];

    /// <summary>
    /// Whether the top layer copies at every row. Not part of the state: <see cref="Clear"/> and <see cref="Restore"/> do not change it.
    /// </summary>
    public ref bool HoldsTop(int stream) => ref heldTops[stream];

    public void Clear(int stream)
    {
        new Span<float>(Cell(stream, 0), config.Layers * width).Clear();
        new Span<float>(Hidden(stream, 0), config.Layers * width).Clear();
        boundaries.AsSpan(Index(stream, 0), config.Layers).Clear();
    }

    public void CopyTo(int stream, StepState copy)
    {
        copy.CheckFits(config);
        for (int layer = 0; layer < config.Layers; layer++)
            new ReadOnlySpan<float>(Cell(stream, layer), config.Hidden).CopyTo(copy.Cells.AsSpan(layer * config.Hidden));
        CopyHiddensTo(stream, copy.Hiddens);
        boundaries.AsSpan(Index(stream, 0), config.Layers).CopyTo(copy.Boundaries);
    }

    /// <param name="target">[layers · hidden].</param>
    public void CopyHiddensTo(int stream, Span<float> target)
    {
        for (int layer = 0; layer < config.Layers; layer++)
            new ReadOnlySpan<float>(Hidden(stream, layer), config.Hidden).CopyTo(target[(layer * config.Hidden)..]);
    }

    public void Restore(int stream, StepState copy)
    {
        copy.CheckFits(config);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            copy.Cells.AsSpan(layer * config.Hidden, config.Hidden).CopyTo(new(Cell(stream, layer), config.Hidden));
            copy.Hiddens.AsSpan(layer * config.Hidden, config.Hidden).CopyTo(new(Hidden(stream, layer), config.Hidden));
        }

        copy.Boundaries.CopyTo(boundaries.AsSpan(Index(stream, 0)));
    }

    private int Index(int stream, int layer) => stream * config.Layers + layer;
}
