namespace HmRnnInk.Ink.Pointer;

/// <summary>A pen's recent speed.</summary>
/// <param name="MeanStep">Exponential moving average of the step length, with a weight of 5 % for the newest step, in IAM units.</param>
public readonly record struct PenPace(float MeanStep)
{
    /// <summary>
    /// If the mean step is below this, in IAM units, the pen is at rest. Sequences of the training data stop at the end of a line, so a
    /// model that has finished its line may stop moving the pen.
    /// </summary>
    private const float RestingStep = 1.5f;

    /// <summary>The initial value: the mean step of the training data.</summary>
    public static PenPace Initial => new(TrainingPen.MeanStep);

    public bool IsAtRest => MeanStep < RestingStep;

    /// <returns>The pace after one more row.</returns>
    public PenPace After(PenOffset row) =>
        new(MeanStep + 0.05f * (MathF.Sqrt(row.DeltaX * row.DeltaX + row.DeltaY * row.DeltaY) - MeanStep));
}
