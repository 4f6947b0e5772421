namespace HmRnnInk.Ink.Pointer;

/// <summary>How fast a pen has gone of late.</summary>
/// <param name="MeanStep">Length of the newest steps, a mean that forgets 5 % with each, IAM units.</param>
public readonly record struct PenPace(float MeanStep)
{
    /// <summary>
    /// A mean step below this is a pen at rest, IAM units. Lines of the training data end, and nothing comes after: a model that has
    /// ended its line may hold the pen where it is.
    /// </summary>
    private const float RestingStep = 1.5f;

    /// <summary>Of a pen that is taken over: as if it had gone as pens of the training data do.</summary>
    public static PenPace Initial => new(TrainingPen.MeanStep);

    /// <summary>Whether it has come to rest.</summary>
    public bool Rests => MeanStep < RestingStep;

    /// <returns>One row further.</returns>
    public PenPace After(PenOffset row) =>
        new(MeanStep + 0.05f * (MathF.Sqrt(row.DeltaX * row.DeltaX + row.DeltaY * row.DeltaY) - MeanStep));
}
