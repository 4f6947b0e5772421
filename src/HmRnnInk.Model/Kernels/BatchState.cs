namespace HmRnnInk.Model.Kernels;

/// <summary>The recurrent states of all streams of a batch, padded and aligned for the kernels.</summary>
internal sealed unsafe class BatchState
{
    private readonly ModelConfig config;
    private readonly int width;
    private readonly AlignedMemory cells, hiddens; // [streams, layers, width]
    private readonly bool[] boundaries; // [streams, layers]
    private readonly bool[] heldTops; // [streams]
    private readonly int components, symbols;
    private readonly float[] kappas, windows; // [streams, K], [streams, alphabet]
    private readonly int[][] texts; // [streams]

    public BatchState(ModelConfig config, int streams)
    {
        this.config = config;
        width = SimdKernels.Pad(config.Hidden);
        cells = AlignedMemory.OfFloats((long)streams * config.Layers * width);
        hiddens = AlignedMemory.OfFloats((long)streams * config.Layers * width);
        boundaries = new bool[streams * config.Layers];
        heldTops = new bool[streams];
        (components, symbols) = (config.TextWindow?.Components ?? 0, config.TextWindow?.Alphabet.Length ?? 0);
        (kappas, windows) = (new float[streams * components], new float[streams * symbols]);
        texts = new int[streams][];
        Array.Fill(texts, []);
    }

    public float* Cell(int stream, int layer) => cells.Floats + Index(stream, layer) * (nint)width;

    public float* Hidden(int stream, int layer) => hiddens.Floats + Index(stream, layer) * (nint)width;

    /// <summary>z of a layer at the previous row.</summary>
    public ref bool Boundary(int stream, int layer) => ref boundaries[Index(stream, layer)];

    /// <summary>
    /// Whether the top layer copies at every row. Not part of the state: <see cref="Clear"/> and <see cref="Restore"/> do not change it.
    /// </summary>
    public ref bool HoldsTop(int stream) => ref heldTops[stream];

    /// <summary>κ of a stream's text window, [K].</summary>
    public Span<float> Kappas(int stream) => kappas.AsSpan(stream * components, components);

    /// <summary>w of a stream's text window, [alphabet].</summary>
    public Span<float> Window(int stream) => windows.AsSpan(stream * symbols, symbols);

    /// <summary>The text that a stream writes; empty for none.</summary>
    public int[] Text(int stream) => texts[stream];

    /// <summary>Sets the text of a stream, from its beginning. The window is empty until the next row.</summary>
    public void SetText(int stream, int[] text)
    {
        texts[stream] = text;
        Kappas(stream).Clear();
        Window(stream).Clear();
    }

    public void Clear(int stream)
    {
        SetText(stream, []);
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
        copy.Text = texts[stream];
        if (copy.Kappas.Length == 0) return;
        Kappas(stream).CopyTo(copy.Kappas);
        Window(stream).CopyTo(copy.Window);
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
        SetText(stream, copy.Kappas.Length == 0 ? [] : copy.Text);
        copy.Kappas.CopyTo(Kappas(stream));
        copy.Window.CopyTo(Window(stream));
    }

    private int Index(int stream, int layer) => stream * config.Layers + layer;
}
