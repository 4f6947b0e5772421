using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Ui.Keyboard;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Ui.Files;

/// <summary>Draws the field in which a name is edited.</summary>
internal static class NameField
{
    private const float Radius = 5, Padding = 6;

    /// <param name="button">The place of the button that opens the on-screen keyboard; null if there is none.</param>
    public static void Draw(UiRenderer ui, Palette palette, NameEditor editor, Box place, Box? button, float textSize)
    {
        ui.Rect(place, Radius, palette.Paper, palette.Ink.Of(byModel: true, 1));
        float left = place.X + Padding, end = button?.X ?? place.Right - Padding, baseline = place.Y + 16;
        // A name that is too long begins at the first character with which the caret is visible.
        int first = 0;
        while (first < editor.Caret && ui.Measure(editor.Name.AsSpan(first, editor.Caret - first), textSize) > end - left - 4) first++;
        ui.Clip(place.X, place.Y, end - place.X, place.Height);
        float caret = left + ui.Text(editor.Name.AsSpan(first, editor.Caret - first), left, baseline, textSize, palette.Text);
        ui.Text(editor.Name.AsSpan(editor.Caret), caret, baseline, textSize, palette.Text);
        ui.Rect(caret, place.Y + 4, 1.5f, 15, 0, palette.Text);
        ui.Unclip();
        if (button is { } face) ScreenKeyboardPainter.Button(ui, palette, face with { Y = place.Y, Height = place.Height });
    }
}
