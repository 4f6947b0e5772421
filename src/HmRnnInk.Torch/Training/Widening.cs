namespace HmRnnInk.Torch.Training;

/// <summary>
/// Adds units or a text window to a trained model without changing its output (Chen, Goodfellow and Shlens 2016, "Net2Net", but with new
/// units instead of copies). A new unit reads from all units with random weights, and no old unit reads from it yet. A narrow model is
/// several times as fast to train, and a wide one can continue from it.
/// </summary>
internal static class Widening
{
    /// <param name="from">
    /// Configuration of the narrow model. It may differ from <paramref name="config"/> only in smaller widths and a missing text window.
    /// </param>
    /// <param name="narrow">Weights of the narrow model, or other values that belong to its weights.</param>
    /// <param name="config">Configuration of the wide model.</param>
    /// <param name="fresh">Initial weights of the wide model, used where <paramref name="narrow"/> has none.</param>
    /// <param name="newColumn">Value of an old unit for new inputs, computed from its values for old inputs; null for 0.</param>
    /// <returns>Weights with the names and shapes of <paramref name="config"/>.</returns>
    /// <exception cref="InvalidDataException">The model cannot be widened to this configuration.</exception>
    public static Dictionary<string, float[]> Widen(
        ModelConfig from, IReadOnlyDictionary<string, float[]> narrow, ModelConfig config, IReadOnlyDictionary<string, float[]> fresh,
        Func<ReadOnlySpan<float>, float>? newColumn = null)
    {
        if (from.Cell != config.Cell || from.Layers != config.Layers || from.Components != config.Components
            || from.Embedding != config.Embedding
            || from.Hidden > config.Hidden || from.OutputEmbedding > config.OutputEmbedding || from.SoftFlush != config.SoftFlush
            || from.Alphabet != config.Alphabet || (from.TextWindow is not null && from.TextWindow != config.TextWindow))
        {
            throw new InvalidDataException(
                $"A model of {Describe(from)} cannot be widened to {Describe(config)}: only the number of units per layer may increase. "
                + $"Use the same cell, layers and --soft-flush, --hidden of at least {from.Hidden}, and for characters the same text. "
                + "A text window cannot be changed.");
        }

        var wide = new Dictionary<string, float[]>();
        Dictionary<string, int[]> oldShapes = from.Tensors().ToDictionary();
        foreach ((string name, int[] shape) in config.Tensors())
        {
            if (!oldShapes.TryGetValue(name, out int[]? oldShape))
            {
                // A new text window moves, but nothing reads it yet.
                wide[name] = name.StartsWith("window.", StringComparison.Ordinal) ? fresh[name] : new float[fresh[name].Length];
                continue;
            }

            float[] values = [.. fresh[name]];
            int columns = shape.Length > 1 ? shape[1] : 1, oldColumns = oldShape.Length > 1 ? oldShape[1] : 1;
            int[] columnOf = Columns(name, from, config, oldColumns);
            for (int row = 0; row < oldShape[0]; row++)
            {
                // An old unit reads the same inputs as before, and not yet the new ones.
                Span<float> target = values.AsSpan(Row(name, row, from, config) * columns, columns);
                ReadOnlySpan<float> source = narrow[name].AsSpan(row * oldColumns, oldColumns);
                target.Fill(newColumn?.Invoke(source) ?? 0);
                for (int column = 0; column < oldColumns; column++) target[columnOf[column]] = source[column];
            }

            wide[name] = values;
        }

        return wide;
    }

    /// <summary>Index in the wide tensor of a row of the narrow one. The rows are those of each gate, then the detector.</summary>
    private static int Row(string name, int row, ModelConfig from, ModelConfig config) =>
        name.StartsWith("layers.", StringComparison.Ordinal) ? (row / from.Hidden * config.Hidden) + (row % from.Hidden) : row;

    /// <summary>
    /// Indices in the wide tensor of the columns of the narrow one. The output's gates read the concatenation of all layers.
    /// </summary>
    private static int[] Columns(string name, ModelConfig from, ModelConfig config, int count) =>
        name == "output.gate.weight"
            ? [.. Enumerable.Range(0, count).Select(column => (column / from.Hidden * config.Hidden) + (column % from.Hidden))]
            : [.. Enumerable.Range(0, count)];

    private static string Describe(ModelConfig config) =>
        $"{config.Layers} {config.Cell} layers of {config.Hidden} units{(config.SoftFlush ? " with a soft flush" : "")}"
        + (config.Alphabet is { } alphabet ? $", of {alphabet.Length} characters" : "") + (config.TextWindow is { } window
            ? $" with a text window of {window.Alphabet.Length} characters and {window.Components} components" : "");
}
