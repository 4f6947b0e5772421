using HmRnnInk.App.Canvas;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui;

namespace HmRnnInk.App.Options;

/// <summary>What the command line asks for.</summary>
public sealed record AppOptions
{
    /// <summary>A model file; null for the best that <c>models/</c> has.</summary>
    public string? Model { get; init; }

    /// <summary>The folder of models to choose from; null for the <c>models</c> that is found beside the program or the working directory.</summary>
    public string? ModelFolder { get; init; }

    public EngineKind Engine { get; init; }

    /// <summary>The folder of a training run to watch instead of writing; null to write.</summary>
    public string? Watch { get; init; }

    /// <summary>A page, or other ink, that is there when the window opens; of a watched run, the line that its checkpoints read.</summary>
    public string? Open { get; init; }

    /// <summary>Ink that is written as if by a pen, in its own timing.</summary>
    public string? Replay { get; init; }

    /// <summary>
    /// End after so many frames. The clock then is the frames', at 60 a second, and the model is waited for, so that the same command
    /// shows the same ink on every machine.
    /// </summary>
    public int? Frames { get; init; }

    /// <summary>Pointer and keys of a run of some frames, in the words of <see cref="Host.ScriptedEvents"/>.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>PNG of the window as it is at the end.</summary>
    public string? Screenshot { get; init; }

    /// <summary>SVG of the ink as it is at the end.</summary>
    public string? Svg { get; init; }

    /// <summary>Where to write, at the end, an SVG that writes itself.</summary>
    public string? AnimatedSvg { get; init; }

    /// <summary>Where to write, at the end, an SVG of single lines in groups for the segments.</summary>
    public string? CentreLinesSvg { get; init; }

    /// <summary>Where to write the page as PNG at the end.</summary>
    public string? Png { get; init; }

    /// <summary>Pixels in a page unit.</summary>
    public double PngScale { get; init; } = 2;

    /// <summary>Where to write the ink as InkML at the end.</summary>
    public string? InkMl { get; init; }

    /// <summary>Where to save the page at the end.</summary>
    public string? SaveAs { get; init; }

    /// <summary>The folder of pages; null for the one in the person's documents.</summary>
    public string? Documents { get; init; }

    /// <summary>Of <see cref="Replay"/>, of its own timing.</summary>
    public double ReplaySpeed { get; init; } = 1;

    /// <summary>Of the window, pen units.</summary>
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 800;

    public int Seed { get; init; } = 1;

    /// <summary>How the model goes on, at the start.</summary>
    public LiveSettings Writing { get; init; } = new();

    /// <summary>How the window looks at the start; layer and unit are brought within the model's.</summary>
    public LookSettings Look { get; init; } = new();

    /// <summary>The file that remembers what the person was shown; null for the one in the user's folder, <see cref="UserFolder.Off"/> for none.</summary>
    public string? Settings { get; init; }

    /// <summary>Whether a line of JSON tells of each change of phase; the last line then has the final figures.</summary>
    public bool Json { get; init; }

    /// <summary>Whether frames are to be timed, on pages that are filled for that, instead of a person's page opened.</summary>
    public bool Bench { get; init; }

    /// <summary>Of the only page that the timing is to be on; null for the usual ones.</summary>
    public int? BenchPoints { get; init; }

    /// <summary>Names of the options that were given and not left at their defaults: they hold over what a page that is opened at the start says.</summary>
    public IReadOnlySet<string> Given { get; init; } = new HashSet<string>();

    /// <summary>How long each page is timed.</summary>
    public double BenchSeconds { get; init; } = 10;
}
