using HmRnnInk.Model;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// Gives a trained model more units, or a text window, without changing what it computes (Chen, Goodfellow and Shlens 2016, "Net2Net", with new units in
/// place of copies): a new unit reads from all units by fresh weights, and no old unit reads from it yet. A narrow model is
/// several times as fast to train, and a wide one goes on from where it is.
/// </summary>
public static class Widening
{
    /// <param name="from">Of the narrow model: of the same cell and as many layers, with as many components, and no wider.</param>
    /// <param name="narrow">Its weights, or other values of each weight.</param>
    /// <param name="config">Of the wider model.</param>
    /// <param name="fresh">Initial weights of the wider model: what no weight of <paramref name="narrow"/> takes the place of.</param>
    /// <param name="inNewColumns">What an old unit has for new inputs, by what it has for the old ones; null is 0.</param>
    /// <returns>Under the names and shapes of <paramref name="config"/>.</returns>
    /// <exception cref="InvalidDataException">The model cannot become one of that config.</exception>
    public static Dictionary<string, float[]> Widen(
        ModelConfig from, IReadOnlyDictionary<string, float[]> narrow, ModelConfig config, IReadOnlyDictionary<string, float[]> fresh,
        Func<ReadOnlySpan<float>, float>? inNewColumns = null)
    {
        if (from.Cell != config.Cell || from.Layers != config.Layers || from.Components != config.Components || from.Embedding != config.Embedding
            || from.Hidden > config.Hidden || from.OutputEmbedding > config.OutputEmbedding || from.SoftFlush != config.SoftFlush
            || from.Alphabet != config.Alphabet || (from.TextWindow is not null && from.TextWindow != config.TextWindow))
        {
            throw new InvalidDataException(
                $"A model of {Describe(from)} cannot become one of {Describe(config)}: only the units of a layer may become more. "
                + $"Give the same cell, layers and --soft-flush, --hidden of at least {from.Hidden}, and for characters the same text; a text window stays as it is.");
        }

        var wide = new Dictionary<string, float[]>();
        Dictionary<string, int[]> oldShapes = from.Tensors().ToDictionary();
        foreach ((string name, int[] shape) in config.Tensors())
        {
            if (!oldShapes.TryGetValue(name, out int[]? oldShape))
            {
                // A text window that the model gets: it moves, and nothing reads it yet.
                wide[name] = name.StartsWith("window.", StringComparison.Ordinal) ? fresh[name] : new float[fresh[name].Length];
                continue;
            }

            float[] values = [.. fresh[name]];
            int columns = shape.Length > 1 ? shape[1] : 1, oldColumns = oldShape.Length > 1 ? oldShape[1] : 1;
            int[] columnOf = Columns(name, from, config, oldColumns);
            for (int row = 0; row < oldShape[0]; row++)
            {
                // An old unit reads what it read before, and nothing of the new.
                Span<float> target = values.AsSpan(Row(name, row, from, config) * columns, columns);
                ReadOnlySpan<float> source = narrow[name].AsSpan(row * oldColumns, oldColumns);
                target.Fill(inNewColumns?.Invoke(source) ?? 0);
                for (int column = 0; column < oldColumns; column++) target[columnOf[column]] = source[column];
            }

            wide[name] = values;
        }

        return wide;
    }

    /// <summary>Where a row of the narrow tensor is in the wide one: gates lie one after the other, and after them the detector.</summary>
    private static int Row(string name, int row, ModelConfig from, ModelConfig config) =>
        name.StartsWith("layers.", StringComparison.Ordinal) ? (row / from.Hidden * config.Hidden) + (row % from.Hidden) : row;

    /// <summary>Where the columns of a narrow tensor are in the wide one: the output's gates read all layers, one after the other.</summary>
    private static int[] Columns(string name, ModelConfig from, ModelConfig config, int count) =>
        name == "output.gate.weight"
            ? [.. Enumerable.Range(0, count).Select(column => (column / from.Hidden * config.Hidden) + (column % from.Hidden))]
            : [.. Enumerable.Range(0, count)];

    private static string Describe(ModelConfig config) =>
        $"{config.Layers} {config.Cell} layers of {config.Hidden} units{(config.SoftFlush ? " with a soft flush" : "")}"
        + (config.Alphabet is { } alphabet ? $", of {alphabet.Length} characters" : "") + (config.TextWindow is { } window
            ? $" with a text window of {window.Alphabet.Length} characters and {window.Components} components" : "");
}
