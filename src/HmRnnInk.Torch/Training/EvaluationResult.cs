namespace HmRnnInk.Torch.Training;

/// <summary>The evaluation of a model on a set of lines or a text.</summary>
/// <param name="NatsPerSequence">Mean log-likelihood of a line; higher is better.</param>
/// <param name="NatsPerPoint">Log-likelihood of all lines, divided by the number of predicted rows.</param>
/// <param name="Sequences">Number of lines.</param>
/// <param name="Points">Number of predicted rows.</param>
/// <param name="BoundaryRates">For each layer, the share of steps at which it detected the end of a segment; 0 for the top layer.</param>
/// <param name="UpdateShares">For each layer, the share of steps at which it updated.</param>
/// <param name="CopyShares">For each layer, the share of steps at which it copied.</param>
/// <param name="FlushShares">For each layer, the share of steps at which it flushed.</param>
public sealed record EvaluationResult(
    double NatsPerSequence,
    double NatsPerPoint,
    int Sequences,
    long Points,
    double[] BoundaryRates,
    double[] UpdateShares,
    double[] CopyShares,
    double[] FlushShares)
{
    /// <summary>The result for a model of characters; lower is better.</summary>
    public double BitsPerCharacter => -NatsPerPoint / Math.Log(2);
}
