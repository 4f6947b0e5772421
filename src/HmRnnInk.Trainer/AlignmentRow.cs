using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>How boundaries compare with the landmarks of one kind, and how baselines do. A share of nothing is null.</summary>
/// <param name="BoundaryRate">Boundaries a point.</param>
/// <param name="Landmark">The landmark's name.</param>
internal abstract record AlignmentRow(
    double BoundaryRate, string Landmark,
    double? Precision, double? PrecisionShifted, double? PrecisionPeriodic, double? PrecisionRandom,
    double? Recall, double? RecallShifted, double? RecallPeriodic, double? RecallRandom,
    double? F1, double? F1Shifted, double? F1Periodic, double? F1Random)
{
    protected AlignmentRow(double boundaryRate, string landmark, BoundaryAlignment alignment)
        : this(boundaryRate, landmark,
            Finite(alignment.Boundaries.Precision), Finite(alignment.Shifted.Precision),
            Finite(alignment.Periodic.Precision), Finite(alignment.Random.Precision),
            Finite(alignment.Boundaries.Recall), Finite(alignment.Shifted.Recall),
            Finite(alignment.Periodic.Recall), Finite(alignment.Random.Recall),
            Finite(alignment.Boundaries.F1), Finite(alignment.Shifted.F1), Finite(alignment.Periodic.F1), Finite(alignment.Random.F1))
    {
    }

    private static double? Finite(double share) => double.IsFinite(share) ? share : null;
}
