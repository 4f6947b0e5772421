using HmRnnInk.Model;

namespace HmRnnInk.App.Page;

/// <summary>What every layer did at one row, packed because a page has thousands of rows.</summary>
/// <param name="OperationBits">Two bits for each layer, the lowest layer in the lowest bits.</param>
/// <param name="BoundaryBits">One bit for each layer.</param>
/// <param name="ProbabilityBits">Sixteen bits for each of the lowest four layers.</param>
/// <param name="Nats">Log-likelihood of the row under the prediction before it; 0 for the first row.</param>
internal readonly record struct RowTrace(uint OperationBits, ushort BoundaryBits, ulong ProbabilityBits, float Nats)
{
    /// <summary>The number of layers, from the lowest, whose probability is stored.</summary>
    public const int LayersWithProbability = 4;

    /// <summary>The stored number of a probability of 1.</summary>
    public const int MaximumProbability = 65_535;

    // Stored so that the default, 0, is a row without a text.
    private readonly int _letterPlusOne;

    /// <summary>
    /// The index of the character in the page's text that the model's window was on. The text's length past its end; −1 without a text.
    /// </summary>
    public int Letter
    {
        get => _letterPlusOne - 1;
        init => _letterPlusOne = value + 1;
    }

    public static RowTrace Of(StepTrace trace, double nats)
    {
        var row = new RowTrace(0, 0, 0, (float)nats);
        for (int layer = 0; layer < trace.Operations.Length; layer++)
        {
            int probability = (int)MathF.Round(MaximumProbability * trace.BoundaryProbabilities[layer]);
            row = row.With(layer, trace.Operations[layer], trace.Boundaries[layer], probability);
        }

        return row;
    }

    /// <summary>Adds what a layer did. The trace has nothing of the layer yet.</summary>
    /// <param name="layer">From 0, the lowest layer.</param>
    /// <param name="probability">The boundary probability as in <see cref="StoredProbability"/>. Only stored for the lowest layers.</param>
    public RowTrace With(int layer, Operation operation, bool boundary, int probability) => this with
    {
        OperationBits = OperationBits | (uint)operation << (2 * layer),
        BoundaryBits = (ushort)(BoundaryBits | (boundary ? 1 : 0) << layer),
        ProbabilityBits = ProbabilityBits | (layer < LayersWithProbability ? (ulong)probability << (16 * layer) : 0),
    };

    /// <param name="layer">From 0, the lowest layer.</param>
    public Operation Operation(int layer) => (Operation)((OperationBits >> (2 * layer)) & 3);

    /// <inheritdoc cref="Operation"/>
    public bool Boundary(int layer) => (BoundaryBits >> layer & 1) != 0;

    /// <summary>The boundary probability z̃; 0 if the detector did not run.</summary>
    /// <param name="layer">From 0, the lowest layer.</param>
    public float BoundaryProbability(int layer) =>
        layer < LayersWithProbability ? StoredProbability(layer) / (float)MaximumProbability : 0;

    /// <param name="layer">From 0 to <see cref="LayersWithProbability"/> - 1.</param>
    /// <returns>The boundary probability as it is stored, from 0 to <see cref="MaximumProbability"/>.</returns>
    public int StoredProbability(int layer) => (int)(ProbabilityBits >> (16 * layer) & MaximumProbability);

    /// <inheritdoc cref="StepTrace.DeepestFlush"/>
    public int DeepestFlush(int layers)
    {
        for (int layer = layers - 1; layer >= 0; layer--)
            if (Operation(layer) == Model.Operation.Flush) return layer + 1;
        return 0;
    }
}
