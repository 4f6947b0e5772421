using System.Text.Json.Serialization;

namespace HmRnnInk.Model;

/// <summary>The configuration of a model, saved in its file.</summary>
public sealed record ModelConfig
{
    public Cell Cell { get; init; } = Cell.HmLstm;

    /// <summary>L: at least 2 in an HM-LSTM, whose top layer has no boundary detector, and at least 1 in an LSTM.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>d, the width of each layer's cell and hidden state.</summary>
    public int Hidden { get; init; } = 400;

    /// <summary>Width of the linear embedding of a row: (Δx, Δy, pen-up) or a character.</summary>
    public int Embedding { get; init; } = 128;

    /// <summary>Width of the output embedding h^e.</summary>
    public int OutputEmbedding { get; init; } = 400;

    /// <summary>K, the number of Gaussians in the mixture density.</summary>
    public int Components { get; init; } = 20;

    /// <summary>
    /// Whether FLUSH keeps a part of the cell: c = i⊙g + f⊙c'. The forget gate learns from the top-down term and its bias how much to keep.
    /// If false, c = i⊙g as in the paper.
    /// </summary>
    public bool SoftFlush { get; init; }

    /// <summary>Symbols of the <see cref="CharacterAlphabet"/> of a model of characters; null for a model of ink.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Alphabet { get; init; }

    /// <summary>The text window, through which the model reads the text to write; null if it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TextWindow? TextWindow { get; init; }

    /// <summary>Number of inputs of the embedding: Δx, Δy and pen-up, or a one-hot vector over the alphabet.</summary>
    [JsonIgnore]
    public int RowWidth => Alphabet?.Length ?? 3;

    /// <summary>Number of outputs of the head: the parameters of the mixture, or a logit for each character.</summary>
    [JsonIgnore]
    public int HeadWidth => Alphabet?.Length ?? MixtureWidth;

    /// <summary>Number of boundary detectors. All layers of an HM-LSTM except the top one have a detector and a top-down term.</summary>
    [JsonIgnore]
    public int Detectors => Cell == Cell.HmLstm ? Layers - 1 : 0;

    /// <summary>
    /// Number of rows of a layer's gate matrices: d each for f, i, o and g, then one row for the boundary pre-activation, if there is a
    /// detector.
    /// </summary>
    /// <param name="layer">From 0, the lowest.</param>
    public int GateRows(int layer) => 4 * Hidden + (HasDetector(layer) ? 1 : 0);

    /// <summary>Whether a layer has a boundary detector and a top-down term.</summary>
    /// <param name="layer">From 0, the lowest.</param>
    public bool HasDetector(int layer) => layer < Detectors;

    /// <summary>Whether the top-down term, which only FLUSH reads, has its own bias; this is so with a soft flush.</summary>
    public bool HasTopDownBias(int layer) => SoftFlush && HasDetector(layer);

    /// <summary>Number of columns of a layer's bottom-up matrix.</summary>
    public int InputWidth(int layer) => layer == 0 ? Embedding : Hidden;

    /// <summary>
    /// Number of parameters of the mixture: the pen-up logit, then K each of weights, means x, means y, log deviations x, log deviations y,
    /// and correlations (before tanh).
    /// </summary>
    /// <remarks>Model files have it, but it is not read: it follows from <see cref="Components"/>.</remarks>
    public int MixtureWidth => 6 * Components + 1;

    /// <summary>All tensors of the model with their shapes, in the order of the file.</summary>
    public IEnumerable<(string Name, int[] Shape)> Tensors()
    {
        yield return ("embedding.weight", [Embedding, RowWidth]);
        yield return ("embedding.bias", [Embedding]);
        for (int layer = 0; layer < Layers; layer++)
        {
            yield return ($"layers.{layer}.recurrent.weight", [GateRows(layer), Hidden]);
            yield return ($"layers.{layer}.bottom_up.weight", [GateRows(layer), InputWidth(layer)]);
            if (HasDetector(layer)) yield return ($"layers.{layer}.top_down.weight", [GateRows(layer), Hidden]);
            if (HasTopDownBias(layer)) yield return ($"layers.{layer}.top_down.bias", [GateRows(layer)]);
            yield return ($"layers.{layer}.bias", [GateRows(layer)]);
            if (TextWindow is not null) yield return ($"layers.{layer}.window.weight", [GateRows(layer), TextWindow.Alphabet.Length]);
        }

        yield return ("output.gate.weight", [Layers, Layers * Hidden]);
        for (int layer = 0; layer < Layers; layer++)
            yield return ($"output.{layer}.weight", [OutputEmbedding, Hidden]);
        yield return ("output.bias", [OutputEmbedding]);
        yield return ("head.weight", [HeadWidth, OutputEmbedding]);
        yield return ("head.bias", [HeadWidth]);
        if (TextWindow is null) yield break;
        yield return ("output.window.weight", [OutputEmbedding, TextWindow.Alphabet.Length]);
        yield return ("window.weight", [TextWindow.ParameterWidth, Hidden]);
        yield return ("window.bias", [TextWindow.ParameterWidth]);
    }

    public int ParameterCount() => Tensors().Sum(tensor => tensor.Shape.Aggregate(1, (product, size) => product * size));
}
