using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Input;
using HmRnnInk.App.Ui.Keyboard;

namespace HmRnnInk.App.Ui.Text;

/// <summary>A short name that is edited: its characters and the caret.</summary>
internal sealed class NameEditor(string name)
{
    /// <summary>A name of this many characters takes no more.</summary>
    private const int MaximumLength = 80;

    private const float Radius = 5, Padding = 6;

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

    /// <summary>Draws the field in which the name is edited.</summary>
    /// <param name="button">The place of the button that opens the on-screen keyboard; null if there is none.</param>
    public void Draw(UiRenderer ui, Palette palette, Box place, Box? button, float textSize)
    {
        ui.Rect(place, Radius, palette.Paper, palette.Ink.Of(byModel: true, 1));
        float left = place.X + Padding, end = button?.X ?? place.Right - Padding, baseline = place.Y + 16;
        // A name that is too long begins at the first character with which the caret is visible.
        int first = 0;
        while (first < Caret && ui.Measure(Name.AsSpan(first, Caret - first), textSize) > end - left - 4) first++;
        ui.Clip(place.X, place.Y, end - place.X, place.Height);
        float caret = left + ui.Text(Name.AsSpan(first, Caret - first), left, baseline, textSize, palette.Text);
        ui.Text(Name.AsSpan(Caret), caret, baseline, textSize, palette.Text);
        ui.Rect(caret, place.Y + 4, 1.5f, 15, 0, palette.Text);
        ui.Unclip();
        if (button is { } face) ScreenKeyboardPainter.Button(ui, palette, face with { Y = place.Y, Height = place.Height });
    }

    /// <param name="step">1 to the right, −1 to the left.</param>
    /// <returns>The place one character to the right or left of a caret. A character beyond U+FFFF is two chars.</returns>
    public static int Beside(string text, int caret, int step)
    {
        int place = Math.Clamp(caret + step, 0, text.Length);
        return place > 0 && place < text.Length && char.IsSurrogatePair(text[place - 1], text[place]) ? place + step : place;
    }
}
