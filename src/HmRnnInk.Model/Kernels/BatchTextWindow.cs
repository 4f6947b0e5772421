namespace HmRnnInk.Model.Kernels;

/// <summary>Computes the text windows of a batch of streams. A stream without a text costs nothing.</summary>
internal sealed unsafe class BatchTextWindow
{
    private readonly PackedModel model;
    private readonly PackedTextWindow weights;
    private readonly TextWindow window;
    private readonly BatchState state;
    private readonly WorkCounter work;
    private readonly int gateWidth, embeddingWidth, parameterWidth;
    private readonly AlignedMemory parameters; // [streams, 3K padded]
    private readonly RowList list;
    private float[] density = []; // of the positions that the Gaussians of one stream reach

    public BatchTextWindow(PackedModel model, int streams, BatchState state, WorkCounter work)
    {
        (this.model, this.state, this.work) = (model, state, work);
        (weights, window) = (model.TextWindow!, model.Config.TextWindow!);
        (gateWidth, embeddingWidth) = (4 * SimdKernels.Pad(model.Config.Hidden), PackedMatrix.Pad(model.Config.OutputEmbedding));
        parameterWidth = PackedMatrix.Pad(window.ParameterWidth);
        parameters = AlignedMemory.OfFloats((long)streams * parameterWidth);
        list = new(streams);
    }

    /// <summary>Moves the windows by one step. Call it after the step of the bottom layer.</summary>
    public void Advance(ReadOnlySpan<int> streams, ReadOnlySpan<StepTrace> traces)
    {
        list.Clear();
        foreach (int stream in streams)
        {
            if (state.Text(stream).Length == 0) continue;
            weights.Bias.CopyFloatsTo(Parameters(stream));
            list.Add(state.Hidden(stream, 0), Parameters(stream));
        }

        weights.Parameters.AddProducts(list);
        work.Count(weights.Parameters.Bytes, weights.Parameters.MultiplyAdds, list.Count);
        foreach (int stream in streams) traces[stream].TextPosition = state.Text(stream).Length == 0 ? -1 : Move(stream, traces[stream]);
    }

    /// <summary>Adds what a layer reads of w to its pre-activations, and to its detector's.</summary>
    /// <param name="sums">[4 width].</param>
    public void AddTo(int layer, int stream, float* sums, ref float detector)
    {
        if (state.Text(stream).Length == 0) return;
        ReadOnlySpan<float> characters = state.Window(stream);
        for (int symbol = 0; symbol < characters.Length; symbol++)
        {
            if (characters[symbol] == 0) continue;
            model.Kernels.AddScaled(sums, characters[symbol], weights.Gates(layer, symbol), gateWidth);
            detector += characters[symbol] * weights.Detector(layer, symbol);
            work.Count(gateWidth * sizeof(float), 4 * model.Config.Hidden, 1);
        }
    }

    /// <summary>Adds what h^e reads of w.</summary>
    /// <param name="embedding">[embedding, padded].</param>
    public void AddTo(int stream, float* embedding)
    {
        if (state.Text(stream).Length == 0) return;
        ReadOnlySpan<float> characters = state.Window(stream);
        for (int symbol = 0; symbol < characters.Length; symbol++)
        {
            if (characters[symbol] == 0) continue;
            model.Kernels.AddScaled(embedding, characters[symbol], weights.Output(symbol), embeddingWidth);
            work.Count(embeddingWidth * sizeof(float), model.Config.OutputEmbedding, 1);
        }
    }

    /// <returns>The position with the largest weight; the text's length if the window is past its end.</returns>
    private int Move(int stream, StepTrace trace)
    {
        int[] text = state.Text(stream);
        ReadOnlySpan<float> values = new(Parameters(stream), window.ParameterWidth);
        Span<float> kappas = state.Kappas(stream), characters = state.Window(stream);
        if (window.Advance == WindowAdvance.Steps || trace.Boundaries[0]) TextWindowMath.Advance(values, kappas, window.AdvanceScale);
        if (density.Length <= text.Length) density = new float[text.Length + 1];
        (int first, int count) = TextWindowMath.Weigh(values, kappas, text.Length + 1, density);
        characters.Clear();
        for (int index = 0; index < count && first + index < text.Length; index++) characters[text[first + index]] += density[index];
        return TextWindowMath.Position(values, kappas, text.Length, first, density.AsSpan(0, count));
    }

    private float* Parameters(int stream) => parameters.Floats + stream * (nint)parameterWidth;
}
