using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Text;

namespace HmRnnInk.App.Ui.Text;

/// <summary>
/// The caret and the selection in the text of the page, and how keys edit it. Characters that the model has written can be selected and
/// copied, but not changed.
/// </summary>
internal sealed class TextEditor(LiveText text)
{
    private int _caret, _anchor;

    /// <summary>The index of the character after the caret.</summary>
    public int Caret => Math.Min(_caret, text.Text.Length);

    /// <summary>The first selected character, and the one after the last.</summary>
    public (int First, int End) Selection
    {
        get
        {
            int anchor = Math.Min(_anchor, text.Text.Length);
            return (Math.Min(anchor, Caret), Math.Max(anchor, Caret));
        }
    }

    public string Selected => text.Text[Selection.First..Selection.End];

    /// <summary>Moves the caret.</summary>
    /// <param name="extends">Whether the selection extends to the new place.</param>
    public void MoveTo(int place, bool extends = false)
    {
        _caret = Math.Clamp(place, 0, text.Text.Length);
        if (!extends) _anchor = _caret;
    }

    /// <summary>Moves the caret to the right or left.</summary>
    /// <param name="step">1 to the right, −1 to the left.</param>
    /// <param name="byWord">Whether the caret moves to the start of the next word or of this one, rather than by a character.</param>
    public void Move(int step, bool byWord, bool extends)
    {
        (int first, int end) = Selection;
        if (!extends && !byWord && first < end) MoveTo(step < 0 ? first : end);
        else MoveTo(Beside(step, byWord), extends);
    }

    public void SelectAll() => (_anchor, _caret) = (0, text.Text.Length);

    public void SelectWord(int place)
    {
        int first = place < text.Text.Length && !char.IsWhiteSpace(text.Text[place]) ? place + 1 : place;
        _anchor = Words.StartOfWord(text.Text, first);
        _caret = Words.EndOfWord(text.Text, _anchor);
    }

    /// <summary>Replaces the selection. After a text that is written completely, a space is inserted before a new word.</summary>
    /// <returns>Whether there was room for all of it.</returns>
    public bool Insert(string inserted)
    {
        (int first, int end) = Editable();
        bool joins = first > 0 && first == text.Frozen && inserted is [var begin, ..] && !char.IsWhiteSpace(begin)
            && !char.IsWhiteSpace(text.Text[first - 1]) && text.Current < 0 && text.Written == first;
        string all = joins ? " " + inserted : inserted;
        int count = text.Replace(first, end - first, all);
        MoveTo(first + count);
        return count >= all.Count(character => !char.IsControl(character));
    }

    /// <summary>Deletes the selection, or the character or word beside the caret.</summary>
    /// <param name="step">1 for what is on the right of the caret, −1 for what is on the left.</param>
    public void Delete(int step, bool byWord)
    {
        (int first, int end) = Selection;
        if (first == end) MoveTo(Beside(step, byWord), extends: true);
        (first, end) = Editable();
        text.Replace(first, end - first, "");
        MoveTo(first);
    }

    /// <returns>The place to the right or left of the caret.</returns>
    /// <inheritdoc cref="Move"/>
    private int Beside(int step, bool byWord)
    {
        string all = text.Text;
        return !byWord ? NameEditor.Beside(all, Caret, step)
            : step < 0 ? Words.StartOfWord(all, Caret) : Words.StartOfNext(all, Words.EndOfWord(all, Caret));
    }

    /// <returns>The part of the selection that can be changed.</returns>
    private (int First, int End) Editable()
    {
        (int first, int end) = Selection;
        return (Math.Max(first, text.Frozen), Math.Max(end, text.Frozen));
    }
}
