using System.Text.Json.Serialization;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>How the boundaries of one layer compare with the landmarks of one kind, and how baselines do. A share of nothing is null.</summary>
/// <param name="Layer">From 1.</param>
/// <param name="BoundaryRate">Boundaries a point, over all lines of the part.</param>
/// <param name="Landmark">Its name.</param>
public sealed record BoundariesRow(
    int Layer, double BoundaryRate, string Landmark,
    double? Precision, double? PrecisionShifted, double? PrecisionPeriodic, double? PrecisionRandom,
    double? Recall, double? RecallShifted, double? RecallPeriodic, double? RecallRandom,
    double? F1, double? F1Shifted, double? F1Periodic, double? F1Random)
{
    /// <summary>Of a text: the share of the boundaries at 2 characters before a landmark, at 1, at it, and at 1 and 2 after it. Null for ink.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Offsets { get; init; }

    /// <param name="lines">Those that the landmark can be found in are used.</param>
    /// <param name="boundaries">[line][row].</param>
    public static BoundariesRow Of(int layer, double rate, Landmark landmark, IReadOnlyList<InkLine> lines, bool[][] boundaries)
    {
        var alignment = new BoundaryAlignment(landmark.ToleranceRows);
        for (int line = 0; line < lines.Count; line++)
            if (landmark.Find(lines[line]) is { } found) alignment.Add(boundaries[line], found);
        return Of(layer, rate, landmark.Name, alignment);
    }

    public static BoundariesRow Of(int layer, double rate, string landmark, BoundaryAlignment alignment)
    {
        AlignmentCount itself = alignment.Boundaries, shifted = alignment.Shifted, periodic = alignment.Periodic, random = alignment.Random;
        return new(layer, rate, landmark,
            Finite(itself.Precision), Finite(shifted.Precision), Finite(periodic.Precision), Finite(random.Precision),
            Finite(itself.Recall), Finite(shifted.Recall), Finite(periodic.Recall), Finite(random.Recall),
            Finite(itself.F1), Finite(shifted.F1), Finite(periodic.F1), Finite(random.F1));
    }

    private static double? Finite(double share) => double.IsFinite(share) ? share : null;
}
