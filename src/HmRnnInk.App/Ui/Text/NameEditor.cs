using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Text;

/// <summary>A short name that is edited: its characters and the caret.</summary>
internal sealed class NameEditor(string name)
{
    /// <summary>A name of this many characters takes no more.</summary>
    private const int MaximumLength = 80;

    public string Name { get; private set; } = name;

    /// <summary>The index of the character after the caret.</summary>
    public int Caret { get; private set; } = name.Length;

    public void Type(char character)
    {
        if (Name.Length < MaximumLength && !char.IsControl(character)) Name = Name.Insert(Caret++, character.ToString());
    }

    /// <summary>Moves the caret, or deletes the character beside it.</summary>
    public void Press(InkKey key)
    {
        int before = Beside(Name, Caret, -1), after = Beside(Name, Caret, 1);
        switch (key)
        {
            case InkKey.Left: Caret = before; break;
            case InkKey.Right: Caret = after; break;
            case InkKey.Home: Caret = 0; break;
            case InkKey.End: Caret = Name.Length; break;
            case InkKey.Backspace: (Name, Caret) = (Name.Remove(before, Caret - before), before); break;
            case InkKey.Delete: Name = Name.Remove(Caret, after - Caret); break;
        }
    }

    /// <param name="step">1 to the right, −1 to the left.</param>
    /// <returns>The place one character to the right or left of a caret. A character beyond U+FFFF is two chars.</returns>
    public static int Beside(string text, int caret, int step)
    {
        int place = Math.Clamp(caret + step, 0, text.Length);
        return place > 0 && place < text.Length && char.IsSurrogatePair(text[place - 1], text[place]) ? place + step : place;
    }
}
