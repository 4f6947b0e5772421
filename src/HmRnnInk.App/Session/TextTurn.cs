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
internal sealed class TextTurn
{
    private readonly LiveInk _ink;
    private readonly PageState _state;
    private readonly LiveText _text;
    private TextStopRule? _stopRule;
    private int _wordEnd, _rowsOfLastLetter;

    internal TextTurn(LiveInk ink, PageState state, LiveText text) => (_ink, _state, _text) = (ink, state, text);

    /// <summary>Whether the model writes a text in its newest turn, which may be over.</summary>
    public bool WritesText => _stopRule is not null;

    /// <summary>Whether the model stops after the word that it is writing.</summary>
    public bool StopsAfterWord { get; private set; }

    /// <summary>Stops the model: after its word if it writes a text and was not asked to stop before, otherwise at once.</summary>
    public void Stop()
    {
        if (_ink.Phase == LivePhase.ModelWrites && WritesText && !StopsAfterWord) StopsAfterWord = true;
        else _ink.StopWriting();
    }

    /// <summary>Prepares the turn. Called when the model begins to write.</summary>
    internal void Begin()
    {
        StopsAfterWord = false;
        _stopRule = null;
        if (!_text.HasMore) return;
        BeginWord(Math.Max(_text.Written, _text.WindowLetter));
        BeginStopRule();
    }

    /// <summary>Takes over a text that was edited while the model writes it.</summary>
    internal void Update()
    {
        if (_stopRule is null || _state.Page.Count == 0 || _state.Page.RowsWithText.Count == 0) return;
        RowText mark = _state.Page.Rows[_state.Page.RowsWithText[^1]].Text!;
        if (mark.Text == _text.Text) return;
        // Before the first letter, the new mark replaces the one that begins the text. Later, it marks an edit at the newest row.
        TextChange change = _text.WindowLetter < 0 && _text.Written <= mark.Start ? TextChange.Begin : TextChange.Edit;
        _text.Put(new RowText(_text.Text, mark.Start, change), recorded: true);
        _ink.Turn.DiscardRowsAhead();
        BeginWord(Math.Max(_text.Written, _text.WindowLetter));
        BeginStopRule();
    }

    /// <summary>Begins the next word if the word before ends before a row that the model has written.</summary>
    /// <param name="gap">How far the row is to the right of the model's ink, IAM units.</param>
    /// <returns>Whether a word begins.</returns>
    internal bool TryBeginWord(in InferenceResult row, float gap)
    {
        if (_stopRule is null || _state.Page.Count == 0 || !_state.Page.Rows[^1].Offset.PenUp) return false;
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
        return new WordExtent(begins, begins ? Words.EndOfWord(_text.Text, Math.Max(first.Trace.Letter, _wordEnd)) : _wordEnd);
    }

    /// <inheritdoc cref="SeenText.WidthOfWord"/>
    internal float WidthOfWord(int letter) =>
        WritesText && _text.SeenByModel() is { } seen ? seen.WidthOfWord(letter) : ModelPenGuide.WordWidth;

    /// <summary>Takes a row that was put on the page.</summary>
    /// <param name="penRests">Whether the model no longer moves its pen.</param>
    /// <param name="notice">Why the model stops after it, as a message for the person; null if there is no need for one.</param>
    /// <returns>Whether the model stops after it.</returns>
    internal bool TakeRow(in InferenceResult row, bool penRests, out string? notice)
    {
        notice = null;
        if (_stopRule is null) return false;
        _text.UpdateProgress();
        int letter = row.Trace.Letter;
        if (letter == _wordEnd - 1) _rowsOfLastLetter++;
        TextStop? stop = _stopRule.StopAfter(row.Offset, letter);
        if (row.EndsText || stop == TextStop.Finished) return true;
        if (stop != TextStop.Stuck && !penRests) return false;
        // The model is stuck at a letter. Its next turn begins with this letter.
        _text.Put(new RowText(_text.Text, Math.Clamp(letter, 0, _text.Text.Length), TextChange.End), recorded: true);
        string at = letter >= 0 && letter < _text.Text.Length ? $" at \u201c{_text.Text[letter]}\u201d" : "";
        notice = $"The model is stuck{at}. Press {PageKeys.Continue} to let it try again";
        return true;
    }

    /// <summary>Whether a row after a lifted pen begins a word. No word begins after the last one.</summary>
    private bool BeginsWord(in InferenceResult row, float gap) =>
        _wordEnd <= _text.LastLetter && WordExtent.EndsWord(gap, row.Trace.Letter, _wordEnd, _rowsOfLastLetter);

    /// <summary>Begins the word that contains an index in the text.</summary>
    private void BeginWord(int letter)
    {
        _wordEnd = Words.EndOfWord(_text.Text, letter);
        _rowsOfLastLetter = 0;
    }

    private void BeginStopRule() => _stopRule = new TextStopRule(_text.LastLetter + 1);
}
