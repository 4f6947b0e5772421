namespace HmRnnInk.App.Learning;

/// <summary>Where the app learns the person's hand, and with which trainer.</summary>
/// <param name="Folder">The folder for a training in progress. It is empty at all other times.</param>
/// <param name="Models">The folder of the models that were learnt.</param>
/// <param name="Trainer">The trainer that the person named; null to search for it.</param>
/// <param name="Minutes">The maximum duration of a training.</param>
internal sealed record LearningSetup(string Folder, string Models, string? Trainer, double Minutes)
{
    public const double DefaultMinutes = 3;

    /// <summary>The minimum number of lines. With ten or more the gain is clear (docs/research/log.md).</summary>
    public const int MinimumLines = 5;

    /// <summary>
    /// The minimum gain on the lines that were not trained on, in nats a line. A model that gained less is not worth another file.
    /// </summary>
    public const double MinimumGain = 1;
}
