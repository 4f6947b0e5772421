using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Ui.Tools;

namespace HmRnnInk.App.Ui.Keyboard;

/// <summary>Draws a <see cref="ScreenKeyboard"/>, and the button of a field that opens it.</summary>
internal static class ScreenKeyboardPainter
{
    private const float TextSize = 16, LabelSize = 12.5f, Radius = 6;

    // The lines of the icons; see ToolbarPainter.Lines.
    private static readonly float[] Shift = [8, 3, 2.5f, 8.5f, 5.5f, 8.5f, 5.5f, 13, 10.5f, 13, 10.5f, 8.5f, 13.5f, 8.5f, 8, 3];

    private static readonly float[] Backspace = [5.5f, 3.5f, 1, 8, 5.5f, 12.5f, 15, 12.5f, 15, 3.5f, 5.5f, 3.5f, float.NaN, 0,
        7.5f, 6, 11.5f, 10, float.NaN, 0, 11.5f, 6, 7.5f, 10];

    private static readonly float[] Left = [10, 3, 5, 8, 10, 13];
    private static readonly float[] Right = [6, 3, 11, 8, 6, 13];

    private static readonly float[] Hide = [1.5f, 2, 14.5f, 2, 14.5f, 9, 1.5f, 9, 1.5f, 2, float.NaN, 0, 5, 6.5f, 11, 6.5f, float.NaN, 0,
        5.5f, 11.5f, 8, 14, 10.5f, 11.5f];

    private static readonly float[] Keyboard = [1, 4, 15, 4, 15, 12.5f, 1, 12.5f, 1, 4, float.NaN, 0, 3.5f, 6.7f, 4, 6.7f, float.NaN, 0,
        6.5f, 6.7f, 7, 6.7f, float.NaN, 0, 9.2f, 6.7f, 9.7f, 6.7f, float.NaN, 0, 12, 6.7f, 12.5f, 6.7f, float.NaN, 0,
        5, 9.8f, 11, 9.8f];

    public static void Draw(UiRenderer ui, Palette palette, ScreenKeyboard keyboard)
    {
        if (!keyboard.IsShown) return;
        Box card = keyboard.Card;
        ui.Shadow(card.X, card.Y + 5, card.Width, card.Height, 14, 18, palette.Shadow);
        ui.Rect(card, 12, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
        for (int index = 0; index < keyboard.Keys.Count; index++) Key(ui, palette, keyboard, index);
    }

    /// <summary>Draws the button of a field that opens the keyboard.</summary>
    public static void Button(UiRenderer ui, Palette palette, Box face) => ToolbarPainter.Lines(ui, Keyboard, face, palette.MutedText);

    private static void Key(UiRenderer ui, Palette palette, ScreenKeyboard keyboard, int index)
    {
        ScreenKey key = keyboard.Keys[index];
        Box face = key.Face;
        uint accent = palette.Ink.Of(byModel: true, 1);
        bool on = key.Kind == ScreenKeyKind.Shift && keyboard.IsShifted, held = keyboard.Pressed == index;

        // As in the list of keys, the lower edge of a key is slightly thicker.
        if (!held) ui.Rect(face.X, face.Y + 1.5f, face.Width, face.Height, Radius, palette.PanelBorder);
        float top = face.Y + (held ? 1.5f : 0);
        ui.Rect(face.X, top, face.Width, face.Height, Radius, palette.Paper, palette.PanelBorder);
        uint tint = held ? accent.WithAlpha(0x38) : palette.PanelBorder;
        if (held || keyboard.Hovered == index) ui.Rect(face.X, top, face.Width, face.Height, Radius, tint);
        uint colour = on ? accent : palette.Text;
        switch (key.Kind)
        {
            case ScreenKeyKind.Character when key.Character != ' ':
                ReadOnlySpan<char> character = [key.Character];
                Label(ui, character, face, TextSize, keyboard.Knows(key.Character) ? colour : palette.MutedText.WithAlpha(0x80),
                    FontWeight.Regular);
                break;
            case ScreenKeyKind.Character:
                Label(ui, "space", face, LabelSize, palette.MutedText, FontWeight.Regular);
                break;
            case ScreenKeyKind.SymbolsOrLetters:
                Label(ui, keyboard.ShowsLetters ? "123" : "abc", face, LabelSize, colour);
                break;
            case ScreenKeyKind.MoreSymbols:
                Label(ui, "more", face, LabelSize, colour);
                break;
            case ScreenKeyKind.Done:
                Label(ui, keyboard.DoneLabel, face, LabelSize, accent);
                break;
            default:
                ToolbarPainter.Lines(ui, Icon(key.Kind), face, colour);
                if (on && keyboard.IsLocked)
                    ui.Rect(face.X + face.Width / 2 - 6, face.Bottom - 5, 12, 2, 1, accent);
                break;
        }
    }

    private static float[] Icon(ScreenKeyKind kind) => kind switch
    {
        ScreenKeyKind.Shift => Shift,
        ScreenKeyKind.Backspace => Backspace,
        ScreenKeyKind.Left => Left,
        ScreenKeyKind.Right => Right,
        _ => Hide,
    };

    private static void Label(
        UiRenderer ui, ReadOnlySpan<char> text, Box face, float size, uint colour, FontWeight weight = FontWeight.SemiBold) =>
        ui.Text(text, face.X + face.Width / 2, face.Baseline(size), size, colour, weight, TextAlign.Centre);
}
