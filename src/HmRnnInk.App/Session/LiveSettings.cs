using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Session;

/// <summary>
/// How the model continues the writing, and how ink is drawn. The person can change these settings while writing. The class
/// <see cref="WritingSettings"/> has their limits.
/// </summary>
internal sealed record LiveSettings
{
    // The numbers of ghosts that the keys for more and fewer ghosts step through.
    private static readonly int[] GhostNumbers = [0, 1, 3, 5, 8, 12, 16];

    /// <summary>The bias b of the sampler: higher is neater.</summary>
    public double Bias { get; init; } = 0.5;

    public TurnTaking Turns { get; init; }

    /// <summary>How long the pen rests before the model continues, with <see cref="TurnTaking.Delay"/>.</summary>
    public double DelaySeconds { get; init; } = 0.5;

    /// <summary>The model's speed relative to natural handwriting; infinity for as fast as possible.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The number of rows after which the model stops at the next pen-up, unless it writes a text.</summary>
    public int StepCap { get; init; } = 700;

    /// <summary>How many possible continuations are shown as ghosts; 0 for none.</summary>
    public int Ghosts { get; init; } = 5;

    /// <summary>
    /// The length of a ghost in rows, at most <see cref="GhostGrower.MaximumRows"/>. A ghost of a text may be longer or shorter.
    /// </summary>
    public int GhostRows { get; init; } = 60;

    /// <summary>Whether the top layer is held: it does not change while the lower layers read and write on.</summary>
    public bool HoldTop { get; init; }

    /// <summary>The person's correction of the scale that <see cref="Ink.Pointer.HandEstimate"/> estimates.</summary>
    public float SizeFactor { get; init; } = 1;

    /// <summary>Whether ink is drawn as a smooth curve through its points instead of straight lines between them.</summary>
    public bool Smoothing { get; init; } = true;

    /// <summary>
    /// Whether the width of the ink varies: with the pressure if the device reports it, otherwise with the speed, where slow is wide.
    /// </summary>
    public bool VariableWidth { get; init; } = true;

    /// <summary>The width of the ink relative to the usual pen.</summary>
    public double Thickness { get; init; } = 1;

    public LiveSettings MoreGhosts() =>
        this with { Ghosts = GhostNumbers.FirstOrDefault(number => number > Ghosts, GhostGrower.MaximumGhosts) };

    public LiveSettings FewerGhosts() =>
        this with { Ghosts = GhostNumbers.LastOrDefault(number => number < Ghosts) };
}
