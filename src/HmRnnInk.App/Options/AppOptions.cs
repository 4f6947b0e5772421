using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Learning;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui;

namespace HmRnnInk.App.Options;

/// <summary>The options of the command line.</summary>
internal sealed record AppOptions
{
    /// <summary>A model file; null for the one that was last in use, or else the default.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The folder of models to choose from; null to search for <c>models</c> from the program's folder and the working directory upwards.
    /// </summary>
    public string? ModelFolder { get; init; }

    public EngineKind Engine { get; init; }

    /// <summary>The folder of a training run to watch instead of writing; null to write.</summary>
    public string? Watch { get; init; }

    /// <summary>A page or other ink to open at the start. With <see cref="Watch"/>, the line that the checkpoints read.</summary>
    public string? Open { get; init; }

    /// <summary>Ink that is replayed as pen input with its recorded timing.</summary>
    public string? Replay { get; init; }

    /// <summary>The text that the model writes first; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// The number of frames after which the run ends; null to run until the window is closed. With a number, the clock counts frames, 60 a
    /// second, and waits for the model, so that the same command gives the same ink on every machine.
    /// </summary>
    public int? Frames { get; init; }

    /// <summary>Input for a run with <see cref="Frames"/>, in the syntax of <see cref="Host.ScriptedEvents"/>.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>PNG file for a picture of the window at the end of the run.</summary>
    public string? Screenshot { get; init; }

    /// <summary>Folder for the frames of a run with <see cref="Frames"/>, 15 PNG files a second.</summary>
    public string? Film { get; init; }

    /// <summary>SVG file for the ink at the end of the run.</summary>
    public string? Svg { get; init; }

    /// <summary>File for an SVG that animates the writing.</summary>
    public string? AnimatedSvg { get; init; }

    /// <summary>File for an SVG of centre lines, grouped by segment.</summary>
    public string? CentreLinesSvg { get; init; }

    /// <summary>PNG file for the page at the end of the run.</summary>
    public string? Png { get; init; }

    /// <summary>Pixels of <see cref="Png"/> in one page unit.</summary>
    public double PngScale { get; init; } = 2;

    /// <summary>InkML file for the ink at the end of the run.</summary>
    public string? InkMl { get; init; }

    /// <summary>File to which the page is saved at the end of the run.</summary>
    public string? SaveAs { get; init; }

    /// <summary>The folder of pages; null for the default folder in the person's documents.</summary>
    public string? Documents { get; init; }

    /// <summary>The trainer, for learning the person's hand; null to search for it.</summary>
    public string? Trainer { get; init; }

    /// <summary>The maximum duration of learning the person's hand, in minutes.</summary>
    public double LearnMinutes { get; init; } = LearningSetup.DefaultMinutes;

    /// <summary>Speed of <see cref="Replay"/> relative to the recording.</summary>
    public double ReplaySpeed { get; init; } = 1;

    /// <summary>The size of the window in window units.</summary>
    public int Width { get; init; } = 1280;

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; } = 800;

    /// <summary>The seed of the model's random numbers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How the model writes, at the start.</summary>
    public LiveSettings Writing { get; init; } = new();

    /// <summary>How the window looks at the start. Layer and unit are clamped to those of the model.</summary>
    public LookSettings Look { get; init; } = new();

    /// <summary>
    /// The file that remembers the hints shown and the model in use. Null for the one in the user's folder, <see cref="UserFolder.Off"/> to
    /// store nothing.
    /// </summary>
    public string? Settings { get; init; }

    /// <summary>Whether to print a line of JSON at each change of phase. The last line has the final figures.</summary>
    public bool Json { get; init; }

    /// <summary>Whether to measure frame times on filled pages instead of opening a page for writing.</summary>
    public bool Bench { get; init; }

    /// <summary>The number of points of the only page to measure; null for the default sizes.</summary>
    public int? BenchPoints { get; init; }

    /// <summary>How long each page is measured.</summary>
    public double BenchSeconds { get; init; } = 10;

    /// <summary>
    /// The names of the options that were given. They take precedence over the settings saved in a page that is opened at the start.
    /// </summary>
    public IReadOnlySet<string> Given { get; init; } = new HashSet<string>();
}
