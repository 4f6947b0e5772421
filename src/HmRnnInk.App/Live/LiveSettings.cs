namespace HmRnnInk.App.Live;

/// <summary>How the model goes on; the person changes it while writing.</summary>
public sealed record LiveSettings
{
    /// <summary>b of the sampler: 0 wild, 3 neat.</summary>
    public double Bias { get; init; } = 0.5;

    /// <summary>How long the pen rests before the model goes on.</summary>
    public double DelaySeconds { get; init; } = 0.5;

    /// <summary>The model's pace, of a natural hand's.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Rows after which the model stops at the next pen-up.</summary>
    public int StepCap { get; init; } = 700;

    /// <summary>The person's correction of the scale that <see cref="Ink.Pointer.HandEstimate"/> finds.</summary>
    public float SizeFactor { get; init; } = 1;
}
