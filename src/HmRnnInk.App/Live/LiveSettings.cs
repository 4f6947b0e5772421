namespace HmRnnInk.App.Live;

/// <summary>How the model goes on; the person changes it while writing.</summary>
public sealed record LiveSettings
{
    public const double SlowestSpeed = 0.25, FastestSpeed = 16, SpeedStep = 1.25;

    /// <summary>b of the sampler: 0 wild, 3 neat.</summary>
    public double Bias { get; init; } = 0.5;

    /// <summary>How long the pen rests before the model goes on.</summary>
    public double DelaySeconds { get; init; } = 0.5;

    /// <summary>The model's pace, of a natural hand's: 0.25 to 16, or infinity for as fast as the machine goes.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Rows after which the model stops at the next pen-up.</summary>
    public int StepCap { get; init; } = 700;

    /// <summary>The person's correction of the scale that <see cref="Ink.Pointer.HandEstimate"/> finds.</summary>
    public float SizeFactor { get; init; } = 1;

    /// <summary>Whether ink is drawn as a smooth curve through its points, or from point to point in straight lines.</summary>
    public bool Smoothing { get; init; } = true;

    /// <summary>
    /// Whether ink is thicker and thinner as a pen's: by its pressure where the platform tells it, else as if a slow pen pressed and a swift
    /// one did not. <see cref="PressureSource"/>.
    /// </summary>
    public bool VariableWidth { get; init; } = true;

    /// <summary>The same at a pace a step faster; behind the fastest comes as fast as the machine goes.</summary>
    public LiveSettings Faster() => this with { Speed = Speed >= FastestSpeed ? double.PositiveInfinity : Math.Min(FastestSpeed, Speed * SpeedStep) };

    public LiveSettings Slower() => this with { Speed = double.IsPositiveInfinity(Speed) ? FastestSpeed : Math.Max(SlowestSpeed, Speed / SpeedStep) };
}
