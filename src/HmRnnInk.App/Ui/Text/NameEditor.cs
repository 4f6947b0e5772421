using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Text;

/// <summary>A short name that is edited: its characters and the caret.</summary>
internal sealed class NameEditor(string name)
{
    /// <summary>Nothing more can be typed into a name of this many characters.</summary>
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
        int before = Beside(-1), after = Beside(1);
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

    /// <returns>The place one character to the left or right. A character beyond U+FFFF is two chars.</returns>
    private int Beside(int step)
    {
        int place = Math.Clamp(Caret + step, 0, Name.Length);
        return place > 0 && place < Name.Length && char.IsSurrogatePair(Name[place - 1], Name[place]) ? place + step : place;
    }
}
