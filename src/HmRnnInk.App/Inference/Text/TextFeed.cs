using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Text;

/// <summary>Gives an engine the texts of the rows that it reads. Does nothing for a model without a text window.</summary>
internal sealed class TextFeed(IStepEngine engine)
{
    private StepState? _state;

    /// <summary>The characters that the model knows; null for a model without a text window.</summary>
    public CharacterAlphabet? Alphabet { get; } =
        engine.Config.TextWindow is { } window ? new CharacterAlphabet(window.Alphabet) : null;

    /// <summary>The text that the engine sees; null for none.</summary>
    public SeenText? Seen { get; private set; }

    /// <summary>Call it after the engine was reset.</summary>
    public void Clear() => Seen = null;

    /// <summary>Changes the engine's text as a row demands. Call it before the row is fed.</summary>
    public void Apply(RowText? text)
    {
        if (text is null || Alphabet is null) return;
        Note(text);
        if (text.Change == TextChange.Edit && (_state ??= engine.CreateState()) is { } state)
        {
            // The window stays where it is: only the text is replaced.
            engine.CopyStateTo(state);
            state.Text = Alphabet.Encode(Seen!.Text);
            engine.Restore(state);
        }
        else
        {
            engine.SetText(Seen?.Text ?? "");
        }
    }

    /// <summary>Notes which text a restored engine sees.</summary>
    /// <param name="rows">The rows that the engine has read.</param>
    /// <param name="count">How many of them it has read.</param>
    public void NoteRestored(IReadOnlyList<ReadRow> rows, int count)
    {
        Seen = null;
        if (Alphabet is null) return;
        for (int row = count - 1; row >= 0; row--)
        {
            if (rows[row].Text is not { } text) continue;
            Note(text);
            return;
        }
    }

    /// <returns>The index in the page's text that the window is on; −1 without a text.</returns>
    public int Letter(StepTrace trace) => Seen?.Letter(trace.TextPosition) ?? -1;

    private void Note(RowText text) => Seen = text.Change == TextChange.End ? null : SeenText.Of(text, Alphabet!);
}
