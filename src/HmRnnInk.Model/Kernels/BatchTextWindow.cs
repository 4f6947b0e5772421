namespace HmRnnInk.Model.Kernels;

/// <summary>Computes the text windows of a batch of streams. A stream without a text costs nothing.</summary>
internal sealed unsafe class BatchTextWindow
{
    private readonly PackedModel _model;
    private readonly PackedTextWindow _weights;
    private readonly TextWindow _window;
    private readonly BatchState _state;
    private readonly WorkCounter _work;
    private readonly int _gateWidth, _embeddingWidth, _parameterWidth;
    private readonly AlignedMemory _parameters; // [streams, 3K padded]
    private readonly RowList _list;
    private float[] _density = []; // φ at the positions that the Gaussians of one stream reach

    public BatchTextWindow(PackedModel model, int streams, BatchState state, WorkCounter work)
    {
        (_model, _state, _work) = (model, state, work);
        (_weights, _window) = (model.TextWindow!, model.Config.TextWindow!);
        (_gateWidth, _embeddingWidth) = (4 * SimdKernels.Pad(model.Config.Hidden), PackedMatrix.Pad(model.Config.OutputEmbedding));
        _parameterWidth = PackedMatrix.Pad(_window.ParameterWidth);
        _parameters = AlignedMemory.OfFloats((long)streams * _parameterWidth);
        _list = new(streams);
    }

    /// <summary>Moves the windows by one step. Call it after the step of the bottom layer.</summary>
    public void Advance(ReadOnlySpan<int> streams, ReadOnlySpan<StepTrace> traces)
    {
        _list.Clear();
        foreach (int stream in streams)
        {
            if (_state.Text(stream).Length == 0) continue;
            _weights.Bias.CopyFloatsTo(Parameters(stream));
            _list.Add(_state.Hidden(stream, 0), Parameters(stream));
        }

        _weights.Parameters.AddProducts(_list);
        _work.Count(_weights.Parameters.Bytes, _weights.Parameters.MultiplyAdds, _list.Count);
        foreach (int stream in streams) traces[stream].TextPosition = _state.Text(stream).Length == 0 ? -1 : Move(stream, traces[stream]);
    }

    /// <summary>Adds what a layer reads of w to its pre-activations, and to its detector's.</summary>
    /// <param name="sums">[4 width].</param>
    public void AddTo(int layer, int stream, float* sums, ref float detector)
    {
        if (_state.Text(stream).Length == 0) return;
        ReadOnlySpan<float> characters = _state.Window(stream);
        for (int symbol = 0; symbol < characters.Length; symbol++)
        {
            if (characters[symbol] == 0) continue;
            _model.Kernels.AddScaled(sums, characters[symbol], _weights.Gates(layer, symbol), _gateWidth);
            detector += characters[symbol] * _weights.Detector(layer, symbol);
            _work.Count(_gateWidth * sizeof(float), 4 * _model.Config.Hidden, 1);
        }
    }

    /// <summary>Adds what h^e reads of w.</summary>
    /// <param name="embedding">[embedding, padded].</param>
    public void AddTo(int stream, float* embedding)
    {
        if (_state.Text(stream).Length == 0) return;
        ReadOnlySpan<float> characters = _state.Window(stream);
        for (int symbol = 0; symbol < characters.Length; symbol++)
        {
            if (characters[symbol] == 0) continue;
            _model.Kernels.AddScaled(embedding, characters[symbol], _weights.Output(symbol), _embeddingWidth);
            _work.Count(_embeddingWidth * sizeof(float), _model.Config.OutputEmbedding, 1);
        }
    }

    /// <returns>The position with the largest weight; the text's length if the window is past its end.</returns>
    private int Move(int stream, StepTrace trace)
    {
        int[] text = _state.Text(stream);
        ReadOnlySpan<float> values = new(Parameters(stream), _window.ParameterWidth);
        Span<float> kappas = _state.Kappas(stream), characters = _state.Window(stream);
        if (_window.Advance == WindowAdvance.Steps || trace.Boundaries[0]) TextWindowMath.Advance(values, kappas, _window.AdvanceScale);
        if (_density.Length <= text.Length) _density = new float[text.Length + 1];
        (int first, int count) = TextWindowMath.Weigh(values, kappas, text.Length + 1, _density);
        characters.Clear();
        for (int index = 0; index < count && first + index < text.Length; index++) characters[text[first + index]] += _density[index];
        return TextWindowMath.Position(values, kappas, text.Length, first, _density.AsSpan(0, count));
    }

    private float* Parameters(int stream) => _parameters.Floats + stream * (nint)_parameterWidth;
}
