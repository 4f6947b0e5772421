namespace HmRnnInk.Torch.Training;

/// <summary>What a model is worth on a set of lines or a text.</summary>
/// <param name="NatsPerSequence">Log-likelihood of a line's rows, summed; the mean over lines.</param>
/// <param name="NatsPerPoint">The same sum over the number of rows predicted.</param>
/// <param name="Sequences">Lines.</param>
/// <param name="Points">Rows predicted.</param>
/// <param name="BoundaryRates">For each layer, the share of steps at which it found the end of a segment; 0 for the top layer.</param>
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
    /// <summary>The figure of a model of characters; lower is better.</summary>
    public double BitsPerCharacter => -NatsPerPoint / Math.Log(2);
}
