namespace HmRnnInk.App.Ui.Score;

/// <summary>
/// Chooses the range of the curve of boundary probabilities. A detector may use only a tiny part of the full range, because only the side
/// of the threshold matters to the model.
/// </summary>
internal static class CurveRange
{
    // Few of them, so that the range seldom changes. Probabilities are stored in steps of 0.000015.
    private static readonly float[] HalfRanges =
        [0.0005f, 0.001f, 0.002f, 0.005f, 0.01f, 0.02f, 0.03f, 0.05f, 0.08f, 0.12f, 0.2f, 0.3f, 0.5f];

    /// <param name="sumOfDistances">The sum of the distances of the probabilities from the threshold, 0.5.</param>
    /// <param name="count">The number of probabilities.</param>
    /// <returns>The distance from the threshold to either end of the range. Most of the probabilities are within the range.</returns>
    public static float HalfRange(float sumOfDistances, int count)
    {
        float wanted = 2.5f * sumOfDistances / Math.Max(1, count);
        foreach (float half in HalfRanges)
            if (half >= wanted) return half;
        return HalfRanges[^1];
    }
}
