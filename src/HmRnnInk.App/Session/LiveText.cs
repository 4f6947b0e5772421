using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Text;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session.Text;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session;

/// <summary>
/// The text of the page: what the model has written of it, and what it is to write next. The rows of the page say what is written
/// (<see cref="RowText"/>), so undo, redo and opened pages need no more than the rows. What is to be written can be edited at any time.
/// </summary>
internal sealed class LiveText(LiveInk ink, PageState state)
{
    /// <summary>The maximum length of a page's text, characters.</summary>
    public const int MaximumLength = 100_000;

    private readonly ProgressReader _progress = new(state.Page, state.Reader);
    // The last letter to write, and what it was found in.
    private (string Text, CharacterAlphabet? Alphabet, int Last) _cachedLast = ("", null, -1);

    /// <summary>The whole text, with what is written already. Typed line breaks and tabs have become spaces.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The number of characters that are written.</summary>
    public int Written { get; private set; }

    /// <summary>The index of the character that the model is writing; −1 while it does not write a text.</summary>
    public int Current => Turn.WritesText && ink.Phase == LivePhase.ModelWrites ? WindowLetter : -1;

    /// <summary>The number of characters that can no longer be edited, because they are written or being written.</summary>
    public int Frozen => Math.Min(Text.Length, Math.Max(Written, Current + 1));

    /// <summary>Increases with every edit.</summary>
    public int Version { get; private set; }

    /// <summary>Whether the person is editing the text. Until that ends, the model does not continue by itself.</summary>
    public bool IsBeingEdited { get; set; }

    /// <inheritdoc cref="RunningModel.Alphabet"/>
    public CharacterAlphabet? Alphabet => state.Reader.Alphabet;

    /// <summary>Whether another model could write a text, although this one cannot.</summary>
    public bool OffersAnotherModel { get; set; }

    /// <summary>Whether there is a model that writes texts, or a text to see.</summary>
    public bool IsOffered => Alphabet is not null || Text.Length > 0 || OffersAnotherModel;

    /// <summary>Whether there is a character to write that the model knows.</summary>
    public bool HasMore => LastLetter >= Written;

    /// <summary>The model's turn to write the text.</summary>
    public TextTurn Turn { get; } = new(ink, state);

    /// <summary>The character that the model's window was on at the newest row; −1 if the model cannot continue from there.</summary>
    internal int WindowLetter { get; private set; } = -1;

    /// <summary>The number of characters up to the end of the word that is to be written next; 0 if there is no text to write.</summary>
    internal int CharactersOfWord
    {
        get
        {
            int next = Math.Max(Written, WindowLetter);
            return HasMore ? Words.EndOfWord(Text, next) - next : 0;
        }
    }

    /// <summary>The index of the last character to write; −1 if there is none, or the model writes no texts.</summary>
    internal int LastLetter
    {
        get
        {
            if (!ReferenceEquals(_cachedLast.Text, Text) || _cachedLast.Alphabet != Alphabet)
                _cachedLast = (Text, Alphabet, FindLast(Text, Alphabet));
            return _cachedLast.Last;
        }
    }

    /// <summary>The mark for the first row of a page that the model begins with a text; null if there is ink or no text to write.</summary>
    internal RowText? FirstMark => state.Page.Count == 0 && HasMore ? new RowText(Text, Written, TextChange.Begin) : null;

    /// <summary>Replaces a part of the text. What is frozen does not change.</summary>
    /// <param name="start">At least <see cref="Frozen"/>.</param>
    /// <param name="count">The number of characters that are removed.</param>
    /// <param name="inserted">Line breaks and tabs become spaces; other control characters are removed.</param>
    /// <returns>The number of characters that were inserted. It is less than the length if the text would be too long.</returns>
    public int Replace(int start, int count, string inserted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start, Frozen);
        string clean = Clean(inserted);
        clean = clean[..Math.Min(clean.Length, MaximumLength - Text.Length + count)];
        Change(string.Concat(Text.AsSpan(0, start), clean, Text.AsSpan(start + count)));
        state.History.ForgetUndone(); // the undone steps belong to the previous text
        return clean.Length;
    }

    /// <summary>Sets the text of a page that is opened.</summary>
    public void Open(string text) => Change(text);

    /// <summary>Skips the next word, because the person has written it. This is one undo step.</summary>
    /// <returns>False if there is no word to skip.</returns>
    public bool SkipWord()
    {
        if (ink.Phase == LivePhase.PersonWrites || (!Turn.WritesText && Words.StartOfNext(Text, Written) == Text.Length)) return false;
        LivePhase phase = ink.Phase;
        // The part of the word that the model has written is removed.
        bool began = Turn.WritesText && state.History is { IsOpen: true, OpenStepIsEmpty: false };
        ink.EndTurn();
        if (began) ink.Edits.Retract();
        UpdateProgress();
        if (Words.StartOfNext(Text, Written) == Text.Length) return false;
        int end = Words.EndOfWord(Text, Written), last = state.Page.Count - 1;
        if (last < 0) Change(Text[Words.StartOfNext(Text, end)..]); // there is no row to mark
        else ink.Edits.Replace(last, 1, [state.Page.Rows[last] with { Text = new RowText(Text, end, TextChange.End) }]);
        UpdateProgress();
        if (phase is LivePhase.PenRests or LivePhase.ModelWrites) ink.ContinueOnceRead(asked: phase == LivePhase.ModelWrites);
        return true;
    }

    /// <summary>Follows the page, and gives the model the text to write next. Call it before the model may begin.</summary>
    internal void Update()
    {
        if (!UpdateProgress() || !state.Reader.CanRead) return;
        if (ink.Phase == LivePhase.ModelWrites) Turn.Update();
        else if (ink.Phase != LivePhase.PersonWrites && !state.History.IsOpen && !ink.Edits.IsRewriting) MarkEnd();
    }

    /// <summary>
    /// Hides the text from the model from here on, because nobody knows what the person writes. Called when the pen touches the page.
    /// </summary>
    internal void PenTouches()
    {
        if (state.Page.RowsWithText.Count == 0) return;
        UpdateProgress();
        RowText? before = MarkBefore(state.Page.Count - 1);
        bool isMarked = (before is null && Written == 0) || (before is { Change: TextChange.End } && before.Start == Written);
        Put(isMarked ? null : new RowText(Text, Written, TextChange.End), recorded: true);
    }

    /// <summary>The text that the model sees after the newest row; null for none.</summary>
    internal SeenText? SeenByModel()
    {
        if (Alphabet is null || state.Page.NewestMark is not { Change: not TextChange.End } mark) return null;
        return _progress.Seen(mark);
    }

    /// <summary>Puts a mark on the newest row. The model reads that row again.</summary>
    /// <param name="recorded">Whether it belongs to the undo step that is open.</param>
    internal void Put(RowText? mark, bool recorded)
    {
        int last = state.Page.Count - 1;
        PageRow row = state.Page.Rows[last];
        if (row.Text == mark) return;
        if (recorded) state.Page.Replace(last, 1, [row with { Text = mark }]);
        else state.Page.Put(last, 1, [row with { Text = mark }]);
        state.Reader.CatchUp();
    }

    /// <summary>Updates <see cref="Written"/> and <see cref="WindowLetter"/>, which follow from the rows of the page.</summary>
    /// <returns>False if they are not known yet.</returns>
    internal bool UpdateProgress()
    {
        if (_progress.Read() is not { } now) return false;
        (Written, WindowLetter) = (now.Written, now.Letter);
        if (now.Mark is not { } mark || ReferenceEquals(mark.Text, Text)) return true;
        // If a document contradicts itself, its rows count.
        ReadOnlySpan<char> written = mark.Text.AsSpan(0, now.Written);
        if (!Text.AsSpan().StartsWith(written)) Change(string.Concat(written, Text.AsSpan(Math.Min(Text.Length, now.Written))));
        return true;
    }

    /// <summary>Marks the end of the page, where the model continues.</summary>
    private void MarkEnd()
    {
        if (state.Page.Count == 0 || _progress.Read() is not { } now) return;
        int last = state.Page.Count - 1;
        if (now.IsUnderWay && HasMore)
        {
            if (now.Mark!.Text != Text) Put(new RowText(Text, now.Mark.Start, TextChange.Edit), recorded: false);
            return;
        }

        if (HasMore)
        {
            // Most frames change nothing, so nothing is allocated.
            bool isMarked = now.Mark is { Change: TextChange.Begin } mark && mark.Start == Written && mark.Text == Text
                && state.Page.RowsWithText[^1] == last;
            if (!isMarked) Put(new RowText(Text, Written, TextChange.Begin), recorded: false);
        }
        else if (now.Mark is { Change: not TextChange.End })
            Put(MarkBefore(last) is null && Written == 0 ? null : new RowText(Text, Written, TextChange.End), recorded: false);
    }

    private RowText? MarkBefore(int row)
    {
        IReadOnlyList<int> texts = state.Page.RowsWithText;
        int index = texts.Count - 1;
        while (index >= 0 && texts[index] >= row) index--;
        return index < 0 ? null : state.Page.Rows[texts[index]].Text;
    }

    private static int FindLast(string text, CharacterAlphabet? alphabet)
    {
        int last = alphabet is null ? -1 : text.Length - 1;
        while (last >= 0 && (char.IsWhiteSpace(text[last]) || !alphabet!.Knows(text[last]))) last--;
        return last;
    }

    private void Change(string text)
    {
        if (text == Text) return;
        Text = text;
        Version++;
    }

    private static string Clean(string text)
    {
        string lines = text.ReplaceLineEndings(" ").Replace('\t', ' ');
        return lines.Any(char.IsControl) ? string.Concat(lines.Where(character => !char.IsControl(character))) : lines;
    }
}
