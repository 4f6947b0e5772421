using HmRnnInk.App.Commands;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Text;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session.Text;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session;

/// <summary>
/// Follows the turns of the model. If the model writes the page's text in a turn, it finds where the words end and when to stop.
/// </summary>
internal sealed class TextTurn(LiveInk ink, PageState state)
{
    private TextStopRule? _stopRule;
    private int _wordEnd, _rowsOfLastLetter;

    /// <summary>Whether the model writes a text in its newest turn, which may be over.</summary>
    public bool WritesText => _stopRule is not null;

    /// <summary>Whether the model stops after the word that it is writing.</summary>
    public bool StopsAfterWord { get; private set; }

    private LiveText Text => ink.Text;

    /// <summary>Stops the model: after its word if it writes a text and was not asked to stop before, otherwise at once.</summary>
    public void Stop()
    {
        if (ink.Phase == LivePhase.ModelWrites && WritesText && !StopsAfterWord) StopsAfterWord = true;
        else ink.StopWriting();
    }

    /// <summary>Prepares the turn. Called when the model begins to write.</summary>
    internal void Begin()
    {
        StopsAfterWord = false;
        _stopRule = null;
        if (!Text.HasMore) return;
        BeginWord(Math.Max(Text.Written, Text.WindowLetter));
        BeginStopRule();
    }

    /// <summary>Takes over a text that was edited while the model writes it.</summary>
    internal void Update()
    {
        if (_stopRule is null || state.Page.NewestMark is not { } mark || mark.Text == Text.Text) return;
        // Before the first letter, the new mark replaces the one that begins the text. Later, it marks an edit at the newest row.
        TextChange change = Text.WindowLetter < 0 && Text.Written <= mark.Start ? TextChange.Begin : TextChange.Edit;
        Text.Put(new RowText(Text.Text, mark.Start, change), recorded: true);
        ink.Turn.DiscardRowsAhead();
        BeginWord(Math.Max(Text.Written, Text.WindowLetter));
        BeginStopRule();
    }

    /// <summary>Begins the next word if the word before ends before a row that the model has written.</summary>
    /// <param name="gap">How far the row is to the right of the model's ink, IAM units.</param>
    /// <returns>Whether a word begins.</returns>
    internal bool TryBeginWord(in InferenceResult row, float gap)
    {
        if (_stopRule is null || state.Page.Count == 0 || !state.Page.Rows[^1].Offset.PenUp) return false;
        if (!BeginsWord(row, gap)) return false;
        BeginWord(Math.Max(row.Trace.Letter, _wordEnd));
        return true;
    }

    /// <summary>Begins to measure how far the next word or stroke reaches.</summary>
    /// <param name="first">The first row of a stroke.</param>
    /// <param name="gap">How far it is to the right of the model's ink, IAM units.</param>
    /// <param name="isFirstOfTurn">Whether it is the first row that the model writes.</param>
    internal WordExtent ExtentFrom(in InferenceResult first, float gap, bool isFirstOfTurn)
    {
        if (_stopRule is null) return new WordExtent(gap);
        if (isFirstOfTurn) return new WordExtent(begins: true, _wordEnd);
        bool begins = BeginsWord(first, gap);
        return new WordExtent(begins, begins ? Words.EndOfWord(Text.Text, Math.Max(first.Trace.Letter, _wordEnd)) : _wordEnd);
    }

    /// <inheritdoc cref="SeenText.WidthOfWord"/>
    internal float WidthOfWord(int letter) =>
        WritesText && Text.SeenByModel() is { } seen ? seen.WidthOfWord(letter) : ModelPenGuide.WordWidth;

    /// <summary>Takes a row that was put on the page.</summary>
    /// <param name="penRests">Whether the model no longer moves its pen.</param>
    /// <param name="notice">Why the model stops after it, as a message for the person; null if there is no need for one.</param>
    /// <returns>Whether the model stops after it.</returns>
    internal bool TakeRow(in InferenceResult row, bool penRests, out string? notice)
    {
        notice = null;
        if (_stopRule is null) return false;
        Text.UpdateProgress();
        int letter = row.Trace.Letter;
        if (letter == _wordEnd - 1) _rowsOfLastLetter++;
        TextStop? stop = _stopRule.StopAfter(row.Offset, letter);
        if (row.EndsText || stop == TextStop.Finished) return true;
        if (stop != TextStop.Stuck && !penRests) return false;
        // The model is stuck at a letter. Its next turn begins with this letter.
        Text.Put(new RowText(Text.Text, Math.Clamp(letter, 0, Text.Text.Length), TextChange.End), recorded: true);
        string at = letter >= 0 && letter < Text.Text.Length ? $" at \u201c{Text.Text[letter]}\u201d" : "";
        notice = $"The model is stuck{at}. Press {PageKeys.Continue} to let it try again";
        return true;
    }

    /// <summary>Whether a row after a lifted pen begins a word. No word begins after the last one.</summary>
    private bool BeginsWord(in InferenceResult row, float gap) =>
        _wordEnd <= Text.LastLetter && WordExtent.EndsWord(gap, row.Trace.Letter, _wordEnd, _rowsOfLastLetter);

    /// <summary>Begins the word that contains an index in the text.</summary>
    private void BeginWord(int letter)
    {
        _wordEnd = Words.EndOfWord(Text.Text, letter);
        _rowsOfLastLetter = 0;
    }

    private void BeginStopRule() => _stopRule = new TextStopRule(Text.LastLetter + 1);
}
