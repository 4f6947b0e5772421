using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Learning;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui;

namespace HmRnnInk.App.Options;

/// <summary>
/// The options of the command line. <see cref="CommandLine"/> has their help texts. Null stands for an option that was not given.
/// </summary>
internal sealed record AppOptions
{
    public string? Model { get; init; }

    /// <summary>
    /// The folder of models to choose from; null to search for <c>models</c> from the program's folder and the working directory upwards.
    /// </summary>
    public string? ModelFolder { get; init; }

    public EngineKind Engine { get; init; }

    public string? Watch { get; init; }

    /// <summary>A page or other ink to open at the start. With <see cref="Watch"/>, the line that the checkpoints read.</summary>
    public string? Open { get; init; }

    public string? Replay { get; init; }

    public string? Text { get; init; }

    /// <summary>A run with this option is reproducible: the same command gives the same ink on every machine.</summary>
    public int? Frames { get; init; }

    public IReadOnlyList<string> Events { get; init; } = [];

    public string? Screenshot { get; init; }

    public string? Film { get; init; }

    public string? Svg { get; init; }

    public string? AnimatedSvg { get; init; }

    public string? CentreLinesSvg { get; init; }

    public string? Png { get; init; }

    public double PngScale { get; init; } = 2;

    public string? InkMl { get; init; }

    public string? SaveAs { get; init; }

    public string? Documents { get; init; }

    public string? Trainer { get; init; }

    public double LearnMinutes { get; init; } = LearningSetup.DefaultMinutes;

    public double ReplaySpeed { get; init; } = 1;

    /// <summary>The size of the window in window units.</summary>
    public int Width { get; init; } = 1280;

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; } = 800;

    public int Seed { get; init; } = 1;

    /// <summary>How the model writes, at the start.</summary>
    public LiveSettings Writing { get; init; } = new();

    /// <summary>How the window looks at the start. Layer and unit are clamped to those of the model.</summary>
    public LookSettings Look { get; init; } = new();

    public string? Settings { get; init; }

    public bool Json { get; init; }

    /// <summary>Whether to measure frame times on filled pages instead of opening a page for writing.</summary>
    public bool Bench { get; init; }

    /// <summary>The number of points of the only page to measure; null for the default sizes.</summary>
    public int? BenchPoints { get; init; }

    public double BenchSeconds { get; init; } = 10;

    /// <summary>
    /// The names of the options that were given. They take precedence over the settings saved in a page that is opened at the start.
    /// </summary>
    public IReadOnlySet<string> Given { get; init; } = new HashSet<string>();
}
