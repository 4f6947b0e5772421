using System.CommandLine;
using System.CommandLine.Parsing;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Host;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Learning;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.Arguments;

namespace HmRnnInk.App.Options;

/// <summary>The app's command line. <c>--help</c> lists the options.</summary>
internal static class CommandLine
{
    /// <summary>The options for what the colour of the ink shows: mode, layer and hidden unit.</summary>
    public static IReadOnlyList<string> ColourOptions { get; } = ["--colour", "--layer", "--unit"];

    /// <param name="run">Receives the options and returns the exit code.</param>
    public static RootCommand Create(Func<AppOptions, int> run)
    {
        var defaults = new AppOptions();
        Option<string?> model = PathTo(
            "--model", "The model file (.safetensors). Default: the one last in use, or else the best in models/.");
        var engine = new Option<string>("--engine")
        {
            Description = "The engine that runs the model. auto: CUDA if it is available and faster, otherwise simd.",
            DefaultValueFactory = _ => StepEngines.Name(EngineKind.Auto),
        };
        engine.OneOf([.. Enum.GetValues<EngineKind>().Select(StepEngines.Name)]);
        Option<string?> watch = PathTo("--watch", "Watch a training run instead of writing: the folder that 'trainer train --run' writes.");
        Option<string?> open = PathTo(
            "--open", "Open a page (.hmink) or other ink (InkML, .xopp, SVG, or a line of IAM-OnDB) at the start.");
        Option<string?> replay = PathTo("--replay", "Replay an ink file as pen input with its recorded timing.");
        var text = new Option<string?>("--text")
        {
            Description = "Words for the model to write, after the ink of --open or --replay if there is any. "
                + "Needs a model that was trained with texts.",
        };
        text.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var words }] && (string.IsNullOrWhiteSpace(words) || words.Length > LiveText.MaximumLength))
                result.AddError($"--text must have 1 to {LiveText.MaximumLength:#,0} characters, not only spaces; it has {words.Length}.");
        });
        Option<int?> frames = Number<int?>(
            "--frames", "End after this number of frames. The clock then counts 60 frames a second and waits for the model.",
            count => count > 0, "a number of frames of at least 1");
        var events = new Option<string[]>("--events")
        {
            Description = "Pointer and key events for given frames, for example 900:click@300,120 930:Shift+Right. Needs --frames.",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        events.Validators.Add(RequireReadable);
        Option<string?> screenshot = PathTo("--screenshot", "Write the window as PNG at the end.");
        Option<string?> film = PathTo("--film", "Write 15 frames a second as PNG into this folder. Needs --frames.");
        Option<string?> svg = PathTo("--svg", "Write the ink as SVG at the end.");
        Option<string?> animatedSvg = PathTo("--animated-svg", "Write the ink as an animated SVG at the end.");
        Option<string?> centreLines = PathTo(
            "--centre-lines-svg", "Write the ink as an SVG of centre lines, grouped by segment, at the end.");
        Option<string?> png = PathTo("--png", "Write the page as PNG at the end.");
        Option<double> pngScale = Number(
            "--png-scale", "Pixels of the PNG per page unit.", scale => scale is >= 0.05 and <= 32, "a number from 0.05 to 32",
            _ => defaults.PngScale);
        Option<string?> inkMl = PathTo("--inkml", "Write the ink as InkML at the end.");
        Option<string?> saveAs = PathTo("--save-as", "Save the page (.hmink) at the end.");
        Option<string?> pages = PathTo("--documents", "The folder of pages. Default: HmRnnInk in the user's documents.");
        Option<string?> trainer = PathTo(TrainerProgram.Option, TrainerProgram.OptionHelp);
        Option<double> learn = Number(
            "--learn-minutes", "How long learning your hand may take, in minutes.", minutes => minutes is > 0 and <= 600,
            "a number above 0 and at most 600", _ => defaults.LearnMinutes);
        Option<double> speed = Number(
            "--replay-speed", "Speed of the replay relative to the recording.", speed => speed is >= 0.1 and <= 20,
            "a number from 0.1 to 20", _ => defaults.ReplaySpeed);
        var size = new Option<WindowSize>("--size")
        {
            Description = "Width and height of the window.",
            CustomParser = WindowSize.Parse,
            DefaultValueFactory = _ => new(defaults.Width, defaults.Height),
        };
        var seed = new Option<int>("--seed") { Description = "Random seed of the model's writing." };
        seed.DefaultValueFactory = _ => defaults.Seed;
        Dictionary<NumberSetting<LiveSettings>, Option<double>> writing =
            WritingSettings.OnCommandLine.ToDictionary(setting => setting, Number);
        var dark = new Option<bool>(LookSettings.DarkPage.Option!) { Description = LookSettings.DarkPage.Description };
        var colour = new Option<string>(ColourOptions[0])
        {
            Description = "What the colour of the ink shows.",
            DefaultValueFactory = _ => ColourMode.Nested.Name(),
        };
        colour.OneOf([.. ColourModes.All.Select(mode => mode.Name)]);
        Option<int> layer = CountedFrom1(
            ColourOptions[1], "The layer whose segments, operations or units colour the ink; 1 is the lowest.");
        Option<int> unit = CountedFrom1(ColourOptions[2], "The hidden unit that colours the ink.");
        Option<string?> settings = PathTo("--settings",
            "The file that remembers the hints shown and the model in use. Styles and learnt models are beside it. "
            + "off: store nothing. Default: a file in the user's folder.");
        var json = new Option<bool>("--json");
        json.Description = "Print a line of JSON at each change; during writing, at each change of phase. The last has the final figures.";
        var bench = new Option<bool>("--bench")
        {
            Description = "Measure frame times on pages of 1,000, 10,000 and 100,000 points. With --json, print JSON.",
        };
        Option<int?> benchPoints = Number<int?>(
            "--bench-points", "Measure frame times on one page of this many points.", count => count is >= 100 and <= 1_000_000,
            "100 to 1,000,000 points");
        Option<double> benchSeconds = Number(
            "--bench-seconds", "How long each page is measured, in seconds.", seconds => seconds is >= 1 and <= 600, "1 to 600 seconds",
            _ => defaults.BenchSeconds);
        Argument<string[]> file = FileArgument.Create(open);
        var root = new RootCommand("Write by hand, and let a recurrent network continue the writing.")
        {
            file, model, engine, watch, open, replay, text, frames, events, screenshot, film, svg, animatedSvg, centreLines, png, pngScale,
            inkMl, saveAs, pages, trainer, learn, speed, size, seed, dark, colour, layer, unit, settings, json, bench, benchPoints,
            benchSeconds,
        };
        foreach (Option<double> option in writing.Values) root.Options.Add(option);
        root.Validators.Add(result =>
        {
            foreach (Option byFrame in (Option[])[events, film])
            {
                if (result.GetResult(byFrame) is { Implicit: false } && result.GetResult(frames) is null)
                    result.AddError($"{byFrame.Name} needs --frames, because it counts time by frames.");
            }

            if (result.GetValue(saveAs) is { } page && !page.EndsWith(DocumentFile.Extension, StringComparison.OrdinalIgnoreCase))
                result.AddError($"--save-as must be a name that ends with {DocumentFile.Extension}, not '{page}'.");
            if (result.GetResult(watch) is null) return;
            foreach (Option other in (Option[])[model, replay, text, events, film, svg, animatedSvg, centreLines, png, inkMl, saveAs])
            {
                if (result.GetResult(other) is { Implicit: false })
                    result.AddError($"{other.Name} is for writing and cannot be combined with --watch.");
            }
        });
        root.SetAction(parsed => run(new AppOptions
        {
            Model = parsed.GetValue(model),
            Engine = Enum.GetValues<EngineKind>().First(kind => StepEngines.Name(kind) == parsed.GetValue(engine)),
            Watch = parsed.GetValue(watch),
            Open = parsed.GetValue(open) ?? parsed.GetValue(file)?.FirstOrDefault(),
            Replay = parsed.GetValue(replay),
            Text = parsed.GetValue(text),
            Frames = parsed.GetValue(frames),
            Events = parsed.GetValue(events)!,
            Screenshot = parsed.GetValue(screenshot),
            Film = parsed.GetValue(film),
            Svg = parsed.GetValue(svg),
            AnimatedSvg = parsed.GetValue(animatedSvg),
            CentreLinesSvg = parsed.GetValue(centreLines),
            Png = parsed.GetValue(png),
            PngScale = parsed.GetValue(pngScale),
            InkMl = parsed.GetValue(inkMl),
            SaveAs = parsed.GetValue(saveAs),
            Documents = parsed.GetValue(pages),
            Trainer = parsed.GetValue(trainer),
            LearnMinutes = parsed.GetValue(learn),
            ReplaySpeed = parsed.GetValue(speed),
            Width = parsed.GetValue(size)!.Width,
            Height = parsed.GetValue(size)!.Height,
            Seed = parsed.GetValue(seed),
            Writing = writing.Where(pair => parsed.GetResult(pair.Value) is { Implicit: false })
                .Aggregate(new LiveSettings(), (given, pair) => pair.Key.Set(given, parsed.GetValue(pair.Value))),
            Look = new LookSettings(parsed.GetValue(dark), Colours: new ColourScheme(
                // A watched run shows segments by default, because they change visibly during training.
                parsed.GetValue(watch) is not null && parsed.GetResult(colour) is not { Implicit: false } ? ColourMode.Segments
                    : ColourModes.Named(parsed.GetValue(colour)!), parsed.GetValue(layer) - 1, parsed.GetValue(unit) - 1)),
            Settings = parsed.GetValue(settings),
            Json = parsed.GetValue(json),
            Bench = parsed.GetValue(bench) || parsed.GetValue(benchPoints) is not null,
            BenchPoints = parsed.GetValue(benchPoints),
            BenchSeconds = parsed.GetValue(benchSeconds),
            Given = root.Options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToHashSet(),
        }));
        return root;
    }

    /// <summary>An option for the path of a file or a folder.</summary>
    private static Option<string?> PathTo(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            // An unset shell variable gives an empty path.
            if (result.Tokens is [{ Value: var path }] && string.IsNullOrWhiteSpace(path))
                result.AddError($"{name} must be a path; it is empty.");
        });
        return option;
    }

    /// <summary>An option for a setting, with its limits and default.</summary>
    private static Option<double> Number(NumberSetting<LiveSettings> setting) => Number<double>(
        setting.Option!, $"{setting.Description} {setting.Range}.",
        value => setting.Range.Contains(value) && (setting.Range.Step != 1 || double.IsInteger(value)),
        $"{(setting.Range.Step == 1 ? "a whole number" : "a number")} from {setting.Range}",
        // By default the model does not wait for a fixed delay, so this option has no default.
        setting == WritingSettings.Delay ? null : _ => setting.Get(new LiveSettings()));

    /// <summary>An option for a number that counts from 1, with 1 as its default.</summary>
    private static Option<int> CountedFrom1(string name, string description) =>
        Number(name, description, count => count >= 1, "a whole number of at least 1", _ => 1);

    /// <summary>An option for a number, with its limits. The parser rejects what is not a number.</summary>
    /// <param name="needed">What the number must be, for the error.</param>
    /// <param name="standard">Gives the default; null for none.</param>
    private static Option<T> Number<T>(
        string name, string description, Func<double, bool> fits, string needed, Func<ArgumentResult, T>? standard = null)
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && StrictNumber.TryParse(text, out double value) && !fits(value))
                result.AddError($"{name} must be {needed}, not '{text}'.");
        });
        return option;
    }

    /// <summary>Checks the syntax of events.</summary>
    private static void RequireReadable(OptionResult result)
    {
        try
        {
            ScriptedEvents.Parse(result.Tokens.Select(token => token.Value));
        }
        catch (FormatException error)
        {
            result.AddError(error.Message);
        }
    }
}
