using System.CommandLine;
using System.Globalization;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>The options of <c>trainer train</c> by which a model learns to write a given text.</summary>
internal sealed class TextModeOptions
{
    /// <summary>What a rarer character would be learnt from: it is the unknown one.</summary>
    private const int FewestOfACharacter = 5;

    /// <summary>In a transcript a word that was crossed out, which nobody asks for.</summary>
    private const string CrossedOut = "#";

    private readonly Option<string?> _text = new("--text")
    {
        Description = "IAM-OnDB's ascii-all.tar.gz, or a folder of its text files: the model learns to write a given text, and to go on without one.",
    };

    private readonly Option<double> _whole = new("--text-whole-share")
    {
        Description = "With --text: share of the lines that are given their whole text. Those that are left are cut at a word gap, and given the "
            + "text of what follows.",
        DefaultValueFactory = _ => TrainingOptions.Recipe.TextWholeShare,
    };

    private readonly Option<double> _none = new("--text-none-share")
    {
        Description = "With --text: share of the lines that are given no text.",
        DefaultValueFactory = _ => TrainingOptions.Recipe.TextNoneShare,
    };

    private readonly Option<int> _components = new("--window-components") { Description = "With --text: Gaussians of the window.", DefaultValueFactory = _ => 10 };

    private readonly Option<string> _advance = new Option<string>("--window-advance")
    {
        Description = "With --text: whether the window moves at each step or at the boundaries of the lowest layer.",
        DefaultValueFactory = _ => "steps",
    }.AcceptOnlyFromAmong("steps", "boundaries");

    private readonly Option<float> _boundaryRate = new("--window-boundary-rate")
    {
        Description = "With --window-advance boundaries: boundaries a point of the lowest layer. The window moves by so much more at each of them.",
        DefaultValueFactory = _ => 0.4f,
    };

    public TextModeOptions(Command command)
    {
        _whole.Must(share => share is >= 0 and <= 1, "be from 0 to 1");
        _none.Must(share => share is >= 0 and <= 1, "be from 0 to 1");
        _components.Must(count => count is >= 1 and <= 64, "be from 1 to 64");
        _boundaryRate.Must(rate => rate is > 0 and <= 1, "be above 0 and at most 1");
        foreach (Option option in All) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_whole) + result.GetValue(_none) > 1) result.AddError("--text-whole-share and --text-none-share are together at most 1.");
            if (result.GetResult(_text) is not null) return;
            foreach (Option option in All.Where(option => result.GetResult(option) is { Implicit: false })) result.AddError($"{option.Name} is for --text.");
        });
    }

    public Option[] All => [_text, _whole, _none, _components, _advance, _boundaryRate];

    public double WholeShare(ParseResult parsed) => parsed.GetValue(_whole);

    public double NoneShare(ParseResult parsed) => parsed.GetValue(_none);

    /// <returns>Null without <c>--text</c>.</returns>
    public Transcripts? Load(ParseResult parsed) => parsed.GetValue(_text) is { } path ? Transcripts.Load(path) : null;

    /// <param name="before">That of the model that is trained on, which stays as it is; null for none.</param>
    public TextWindow? Window(ParseResult parsed, Transcripts? transcripts, TextWindow? before)
    {
        if (transcripts is null || before is not null) return before;
        return new()
        {
            Alphabet = AlphabetOf(transcripts),
            Components = parsed.GetValue(_components),
            Advance = parsed.GetValue(_advance) == "boundaries" ? WindowAdvance.Boundaries : WindowAdvance.Steps,
            BoundaryRate = parsed.GetValue(_boundaryRate),
        };
    }

    /// <summary>The characters of the texts that are not too rare to be learnt.</summary>
    public static string AlphabetOf(Transcripts transcripts)
    {
        IEnumerable<string> lines = transcripts.Forms.Values.SelectMany(form => form).Select(line => string.Join(' ', TranscriptWords.Of(line)));
        return CharacterAlphabet.Of(string.Join(' ', lines).Replace(CrossedOut, ""), FewestOfACharacter).Symbols;
    }

    /// <exception cref="InvalidDataException">These are not the texts of the run.</exception>
    public static void Check(TrainingOptions options, Transcripts? transcripts, string folder)
    {
        if (options.Model.TextWindow is not null && transcripts is null)
            throw new InvalidDataException($"The model of '{folder}' has a text window: give the texts of its lines with --text.");
        if (options.Model.TextWindow is null && transcripts is not null)
            throw new InvalidDataException($"The model of '{folder}' has no text window, and takes no texts: leave out --text, or start a new run from it by --from.");
        if (options.Model is { TextWindow.Advance: WindowAdvance.Boundaries, Cell: Cell.Lstm })
            throw new InvalidDataException("--window-advance boundaries: an LSTM has none. Leave it out, or train an HM-LSTM.");
        if (options.TextSha256 != transcripts?.Sha256)
        {
            throw new InvalidDataException(
                $"The run in '{folder}' was trained on other texts (sha256 {options.TextSha256}, here {transcripts?.Sha256}). Give it the texts it was started with.");
        }
    }

    /// <summary>Counts the lines with a text and those without, and lists the latter in a file.</summary>
    public static void Tell(TranscribedLines lines, LineDataset dataset, string path)
    {
        int cut = lines.Lines.Values.Count(line => line.WordEnds.Count > 0), without = dataset.Lines.Count - lines.Lines.Count;
        CommandFailure.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{lines.Lines.Count} lines have a text, and {cut} of them word gaps to cut at; {without} have none, {lines.LinesLeftOut.Count} of them for their length ({path})."));
        File.WriteAllLines(path,
        [
            .. lines.FormsLeftOut.Select(form => $"{form.Form}: {form.Lines} lines: {form.Reason}"),
            .. lines.LinesLeftOut.Select(line => $"{line.Id}: {line.Reason}"),
        ]);
    }
}
