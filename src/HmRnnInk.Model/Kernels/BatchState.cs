namespace HmRnnInk.Model.Kernels;

/// <summary>The recurrent states of all streams of a batch, padded and aligned for the kernels.</summary>
internal sealed unsafe class BatchState
{
    private readonly ModelConfig _config;
    private readonly int _width;
    private readonly AlignedMemory _cells, _hiddens; // [streams, layers, width]
    private readonly bool[] _boundaries; // [streams, layers]
    private readonly bool[] _heldTops; // [streams]
    private readonly int _components, _symbols;
    private readonly float[] _kappas, _windows; // [streams, K], [streams, alphabet]
    private readonly int[][] _texts; // [streams]

    public BatchState(ModelConfig config, int streams)
    {
        _config = config;
        _width = SimdKernels.Pad(config.Hidden);
        _cells = AlignedMemory.OfFloats((long)streams * config.Layers * _width);
        _hiddens = AlignedMemory.OfFloats((long)streams * config.Layers * _width);
        _boundaries = new bool[streams * config.Layers];
        _heldTops = new bool[streams];
        (_components, _symbols) = (config.TextWindow?.Components ?? 0, config.TextWindow?.Alphabet.Length ?? 0);
        (_kappas, _windows) = (new float[streams * _components], new float[streams * _symbols]);
        _texts = new int[streams][];
        Array.Fill(_texts, []);
    }

    public float* Cell(int stream, int layer) => _cells.Floats + Index(stream, layer) * (nint)_width;

    public float* Hidden(int stream, int layer) => _hiddens.Floats + Index(stream, layer) * (nint)_width;

    /// <summary>z of a layer at the previous row.</summary>
    public ref bool Boundary(int stream, int layer) => ref _boundaries[Index(stream, layer)];

    /// <summary>
    /// Whether the top layer copies at every row. Not part of the state: <see cref="Clear"/> and <see cref="Restore"/> do not change it.
    /// </summary>
    public ref bool HoldsTop(int stream) => ref _heldTops[stream];

    /// <summary>κ of a stream's text window, [K].</summary>
    public Span<float> Kappas(int stream) => _kappas.AsSpan(stream * _components, _components);

    /// <summary>w of a stream's text window, [alphabet].</summary>
    public Span<float> Window(int stream) => _windows.AsSpan(stream * _symbols, _symbols);

    /// <summary>The text that a stream writes; empty for none.</summary>
    public int[] Text(int stream) => _texts[stream];

    /// <summary>Sets the text of a stream, from its beginning. The window is empty until the next row.</summary>
    public void SetText(int stream, int[] text)
    {
        _texts[stream] = text;
        Kappas(stream).Clear();
        Window(stream).Clear();
    }

    public void Clear(int stream)
    {
        SetText(stream, []);
        new Span<float>(Cell(stream, 0), _config.Layers * _width).Clear();
        new Span<float>(Hidden(stream, 0), _config.Layers * _width).Clear();
        _boundaries.AsSpan(Index(stream, 0), _config.Layers).Clear();
    }

    public void CopyTo(int stream, StepState copy)
    {
        copy.CheckFits(_config);
        for (int layer = 0; layer < _config.Layers; layer++)
            new ReadOnlySpan<float>(Cell(stream, layer), _config.Hidden).CopyTo(copy.Cells.AsSpan(layer * _config.Hidden));
        CopyHiddensTo(stream, copy.Hiddens);
        _boundaries.AsSpan(Index(stream, 0), _config.Layers).CopyTo(copy.Boundaries);
        copy.Text = _texts[stream];
        if (copy.Kappas.Length == 0) return;
        Kappas(stream).CopyTo(copy.Kappas);
        Window(stream).CopyTo(copy.Window);
    }

    /// <param name="target">[layers · hidden].</param>
    public void CopyHiddensTo(int stream, Span<float> target)
    {
        for (int layer = 0; layer < _config.Layers; layer++)
            new ReadOnlySpan<float>(Hidden(stream, layer), _config.Hidden).CopyTo(target[(layer * _config.Hidden)..]);
    }

    public void Restore(int stream, StepState copy)
    {
        copy.CheckFits(_config);
        for (int layer = 0; layer < _config.Layers; layer++)
        {
            copy.Cells.AsSpan(layer * _config.Hidden, _config.Hidden).CopyTo(new(Cell(stream, layer), _config.Hidden));
            copy.Hiddens.AsSpan(layer * _config.Hidden, _config.Hidden).CopyTo(new(Hidden(stream, layer), _config.Hidden));
        }

        copy.Boundaries.CopyTo(_boundaries.AsSpan(Index(stream, 0)));
        SetText(stream, copy.Kappas.Length == 0 ? [] : copy.Text);
        copy.Kappas.CopyTo(Kappas(stream));
        copy.Window.CopyTo(Window(stream));
    }

    private int Index(int stream, int layer) => stream * _config.Layers + layer;
}
