namespace HmRnnInk.Model;

/// <summary>The operations and boundaries of all layers of a model at each character of a text.</summary>
/// <param name="Operations">[layer][row], lowest layer first.</param>
/// <param name="Boundaries">[layer][row]: z.</param>
/// <param name="Nats">[row]: log-likelihood given the previous characters; 0 for row 0, which is not predicted.</param>
public sealed record CharacterTrace(Operation[][] Operations, bool[][] Boundaries, double[] Nats)
{
    /// <summary>Reads a text from the model's zero state.</summary>
    /// <param name="engine">Must run a model of characters. It is reset first.</param>
    public static CharacterTrace Of(SimdStepEngine engine, ReadOnlySpan<char> text)
    {
        int layers = engine.Config.Layers;
        int[] symbols = new CharacterAlphabet(engine.Config.Alphabet!).Encode(text);
        var read = new CharacterTrace(Rows<Operation>(), Rows<bool>(), new double[symbols.Length]);
        var trace = new StepTrace(layers);
        var logits = new float[engine.Config.HeadWidth];
        engine.Reset();
        for (int row = 0; row < symbols.Length; row++)
        {
            if (row > 0) read.Nats[row] = LogLikelihood(logits, symbols[row]);
            engine.Step(symbols[row], trace, logits);
            for (int layer = 0; layer < layers; layer++)
            {
                read.Operations[layer][row] = trace.Operations[layer];
                read.Boundaries[layer][row] = trace.Boundaries[layer];
            }
        }

        return read;

        T[][] Rows<T>() => [.. Enumerable.Range(0, layers).Select(_ => new T[symbols.Length])];
    }

    /// <summary>Log-likelihood of a symbol under the softmax of the logits, in nats.</summary>
    private static double LogLikelihood(ReadOnlySpan<float> logits, int symbol)
    {
        float largest = System.Numerics.Tensors.TensorPrimitives.Max(logits);
        double sum = 0;
        foreach (float logit in logits) sum += Math.Exp(logit - largest);
        return logits[symbol] - largest - Math.Log(sum);
    }
}
