using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>How the boundaries of one layer compare with the landmarks of one kind. A share of nothing is null.</summary>
/// <param name="Layer">From 1.</param>
/// <param name="BoundaryRate">Boundaries a point, over all lines of the part.</param>
/// <param name="Landmark">Its name.</param>
public sealed record BoundariesRow(
    int Layer, double BoundaryRate, string Landmark, double? Precision, double? PrecisionShifted, double? Recall, double? RecallShifted, double? F1, double? F1Shifted)
{
    /// <param name="lines">Those that the landmark can be found in are used.</param>
    /// <param name="boundaries">[line][row].</param>
    public static BoundariesRow Of(int layer, double rate, Landmark landmark, IReadOnlyList<InkLine> lines, bool[][] boundaries)
    {
        var alignment = new BoundaryAlignment(landmark.ToleranceRows);
        for (int line = 0; line < lines.Count; line++)
            if (landmark.Find(lines[line]) is { } found) alignment.Add(boundaries[line], found);
        return new(layer, rate, landmark.Name, Finite(alignment.Precision), Finite(alignment.ShiftedPrecision), Finite(alignment.Recall), Finite(alignment.ShiftedRecall),
            Finite(alignment.F1), Finite(alignment.ShiftedF1));
    }

    private static double? Finite(double share) => double.IsFinite(share) ? share : null;
}
