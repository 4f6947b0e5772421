using System.CommandLine;
using HmRnnInk.Arguments;
using HmRnnInk.Torch.Training;
using static HmRnnInk.Trainer.OptionsWithDefault;

namespace HmRnnInk.Trainer;

/// <summary>The options of <c>trainer train</c> for a model that learns to write given texts.</summary>
internal sealed class TextModeOptions
{
    /// <summary>A character that occurs less often in the texts is encoded as the unknown character.</summary>
    private const int MinimumCount = 5;

    /// <summary>Stands for a crossed-out word in a transcript.</summary>
    private const string CrossedOut = "#";

    private readonly Option<string?> _text = CommandOptions.OptionalTranscripts("The model also learns to write a given text.");

    private readonly Option<double> _whole = Share(
        "--text-whole-share",
        "With --text: share of the lines that get their whole text. The lines that belong neither to this share nor to "
            + "--text-none-share are cut at a word gap and get the text after it, or the whole text if no word gap is clear.",
        TrainingOptions.Recipe.TextWholeShare);

    private readonly Option<double> _none = Share(
        "--text-none-share", "With --text: share of the lines that get no text.", TrainingOptions.Recipe.TextNoneShare);

    private readonly Option<int> _components = Integer(
        "--window-components", "With --text: number of Gaussians in the text window.", 10, 1, 64);

    private readonly Option<string> _advance = StrictOptions.ByLowerCaseName(
        "--window-advance", "With --text: whether the window moves at each step or at the boundaries of the bottom layer.",
        WindowAdvance.Steps);

    private readonly Option<float> _boundaryRate = new("--window-boundary-rate")
    {
        Description = "With --window-advance boundaries: expected boundary rate of the bottom layer. The lower it is, the further the "
            + "window moves at each boundary.",
        DefaultValueFactory = _ => 0.4f,
    };

    public TextModeOptions(Command command)
    {
        _boundaryRate.Must(rate => rate is > 0 and <= 1, "be above 0 and at most 1");
        foreach (Option option in All) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_whole) + result.GetValue(_none) > 1)
                result.AddError("The sum of --text-whole-share and --text-none-share must not be above 1.");
            if (result.GetResult(_text) is null) result.Reject("is only valid with --text", All);
        });
    }

    public Option[] All => [_text, _whole, _none, _components, _advance, _boundaryRate];

    /// <summary>All options except <c>--text</c>. They apply to a model with a text window.</summary>
    public IReadOnlyList<TrainingSetting> Settings =>
    [
        Setting(_whole, (options, value) => options with { TextWholeShare = value }, (options, _) => options.TextWholeShare),
        Setting(_none, (options, value) => options with { TextNoneShare = value }, (options, _) => options.TextNoneShare),
        OfWindow(_components, (window, value) => window with { Components = value }, window => window.Components),
        OfWindow(
            _advance, (window, value) => window with { Advance = StrictOptions.ValueOf<WindowAdvance>(value) }, window => window.Advance),
        OfWindow(_boundaryRate, (window, value) => window with { BoundaryRate = value }, window => window.BoundaryRate),
    ];

    public string? GivenPath(ParseResult parsed) => parsed.GetValue(_text);

    /// <returns>Null without <c>--text</c>.</returns>
    public Transcripts? Load(ParseResult parsed) => parsed.GetValue(_text) is { } path ? Transcripts.Load(path) : null;

    /// <param name="before">The text window of the starting model, which is not changed; null for none.</param>
    public TextWindow? CreateWindow(ParseResult parsed, Transcripts? transcripts, TextWindow? before)
    {
        if (transcripts is null || before is not null) return before;
        return new()
        {
            Alphabet = AlphabetOf(transcripts),
            Components = parsed.GetValue(_components),
            Advance = StrictOptions.ValueOf<WindowAdvance>(parsed.GetValue(_advance)!),
            BoundaryRate = parsed.GetValue(_boundaryRate),
        };
    }

    /// <summary>The characters of the texts, without those that are too rare to be learnt.</summary>
    public static string AlphabetOf(Transcripts transcripts)
    {
        IEnumerable<string> lines =
            transcripts.Forms.Values.SelectMany(form => form).Select(line => string.Join(' ', TranscriptWords.Of(line)));
        return CharacterAlphabet.Of(string.Join(' ', lines).Replace(CrossedOut, ""), MinimumCount).Symbols;
    }

    /// <param name="isOwnInk">Whether the data is a person's own ink, which has no transcripts.</param>
    /// <exception cref="InvalidDataException">The texts are not those of the run, or do not suit its model or its data.</exception>
    public static void Check(TrainingOptions options, Transcripts? transcripts, string folder, bool isOwnInk)
    {
        if (isOwnInk && transcripts is not null)
            throw new InvalidDataException("--text: your own ink has no transcripts. Omit it.");
        if (options.Model.TextWindow is not null && isOwnInk)
            Terminal.Note("The model's text window stays as it is: your own ink has no transcripts.");
        else if (options.Model.TextWindow is not null && transcripts is null)
            throw new InvalidDataException($"The model of '{folder}' has a text window. Use the texts of its lines for --text.");
        if (options.Model.TextWindow is null && transcripts is not null)
        {
            throw new InvalidDataException(
                $"The model of '{folder}' has no text window. Omit --text, or start a new run from it with --from.");
        }

        if (options.Model is { TextWindow.Advance: WindowAdvance.Boundaries, Cell: Cell.Lstm })
            throw new InvalidDataException("--window-advance boundaries: an LSTM has no boundaries. Omit it, or train an HM-LSTM.");
        if (options.TextSha256 != transcripts?.Sha256)
        {
            throw new InvalidDataException(
                $"The run in '{folder}' was trained on other texts (SHA-256 {options.TextSha256}, now {transcripts?.Sha256}). "
                + "Use the texts that it was started with.");
        }
    }

    /// <summary>Counts the lines with a text and those without. A file lists the forms and lines that are left out, and why.</summary>
    public static void Report(TranscribedLines lines, LineDataset dataset, string path)
    {
        int cut = lines.Lines.Values.Count(line => line.WordEnds.Count > 0), without = dataset.Lines.Count - lines.Lines.Count;
        Terminal.Note($"{lines.Lines.Count} lines have a text, {cut} of them with clear word gaps. {without} lines have no text, "
            + $"{lines.LinesLeftOut.Count} of them because the text does not fit their length ({path}).");
        File.WriteAllLines(path,
        [
            .. lines.FormsLeftOut.Select(form => $"{form.Form}: {form.Lines} lines: {form.Reason}"),
            .. lines.LinesLeftOut.Select(line => $"{line.Id}: {line.Reason}"),
        ]);
    }

    private static TrainingSetting OfWindow<T>(
        Option<T> option, Func<TextWindow, T, TextWindow> set, Func<TextWindow, object?> value) => Setting(
            option, (options, given) => options with { Model = options.Model with { TextWindow = set(options.Model.TextWindow!, given) } },
            (_, window) => value(window));

    private static TrainingSetting Setting<T>(
        Option<T> option, Func<TrainingOptions, T, TrainingOptions> set, Func<TrainingOptions, TextWindow, object?> value) =>
        TrainingSetting.Of(
            option, (options, given) => options.Model.TextWindow is null ? options : set(options, given),
            options => options.Model.TextWindow is { } window ? value(options, window) : null);
}
