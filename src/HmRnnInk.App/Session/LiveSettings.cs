using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Session;

/// <summary>How the model goes on; the person changes it while writing. <see cref="WritingSettings"/> has the limits.</summary>
public sealed record LiveSettings
{
    // The numbers that the key goes through.
    private static readonly int[] GhostNumbers = [0, 1, 3, 5, 8, 12, 16];

    /// <summary>b of the sampler: the higher, the neater.</summary>
    public double Bias { get; init; } = 0.5;

    /// <summary>How long the pen rests before the model goes on.</summary>
    public double DelaySeconds { get; init; } = 0.5;

    /// <summary>The model's pace as a multiple of a natural hand's; infinity for as fast as the machine goes.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Rows after which the model stops at the next pen-up.</summary>
    public int StepCap { get; init; } = 700;

    /// <summary>How many alternative futures grow ahead of the ink as ghosts; 0 for none.</summary>
    public int Ghosts { get; init; } = 5;

    /// <summary>How far they reach, in rows: 10 to <see cref="GhostGrower.MostRows"/>.</summary>
    public int GhostRows { get; init; } = 60;

    /// <summary>Whether the top layer is held: it stays as it is while the lower layers read and write on.</summary>
    public bool HoldTop { get; init; }

    /// <summary>The person's correction of the scale that <see cref="Ink.Pointer.HandEstimate"/> finds.</summary>
    public float SizeFactor { get; init; } = 1;

    /// <summary>Whether ink is drawn as a smooth curve through its points, or from point to point in straight lines.</summary>
    public bool Smoothing { get; init; } = true;

    /// <summary>
    /// Whether ink is wider and thinner: as the pen pressed, where its device told that; else as if a slow pen pressed and a swift one did not.
    /// </summary>
    public bool VariableWidth { get; init; } = true;

    public LiveSettings MoreGhosts() => this with { Ghosts = GhostNumbers.FirstOrDefault(number => number > Ghosts, GhostGrower.MostGhosts) };

    public LiveSettings FewerGhosts() => this with { Ghosts = GhostNumbers.LastOrDefault(number => number < Ghosts) };
}
