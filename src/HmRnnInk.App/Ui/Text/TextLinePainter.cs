using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Keyboard;

namespace HmRnnInk.App.Ui.Text;

/// <summary>
/// Draws the line of text above the page: written letters are grey, the one that the model is writing is highlighted, and characters that
/// the model does not know are struck through and named below the line.
/// </summary>
internal static class TextLinePainter
{
    private const float HintSize = 12, Gap = 18, Radius = 7;
    private const string Placeholder = "Type the words that the model writes next, or nothing to let it improvise";
    private const string ShortPlaceholder = "Type what the model writes next";
    private const double BlinkSeconds = 1.1;

    // The hints at the end of the line. While the line has the keyboard, it handles Enter and Escape itself; F4 is left to the commands.
    private static readonly string Stops = $"{PageKeys.Stop} stops after the word",
        Writes = $"{PageKeys.Continue} writes it  ·  {PageKeys.SkipWord} skips a word", Leaves = $"{PageKeys.Stop} leaves the text",
        Types = $"{PageKeys.TypeText} to type";

    /// <param name="hovered">The character whose ink is under the pointer; −1 for none.</param>
    public static void Draw(UiRenderer ui, Palette palette, TextLine line, LiveInk ink, int hovered, double seconds)
    {
        if (!line.IsShown) return;
        LiveText text = ink.Text;
        PageLayout page = ink.Layout;
        string hint = Hint(line, ink);
        float room = TextLineLayout.ButtonWidth + (hint.Length == 0 ? 0 : ui.Measure(hint, HintSize) + Gap);
        Box box = TextLineLayout.On(page);
        int shown = line.IsFocused ? line.Editor.Caret : text.Current >= 0 ? text.Current : text.Written;
        line.Layout.Update(ui, text.Text, box, shown, room);
        uint border = line.IsFocused ? palette.Ink.Of(byModel: true, 1) : palette.PanelBorder;
        ui.Rect(box, Radius, palette.Panel.WithAlpha(0xFF), border, line.IsFocused ? 1.5f : 1);
        ScreenKeyboardPainter.Button(ui, palette, TextLineLayout.KeyboardButton(box));
        ui.Text(hint, box.Right - TextLineLayout.ButtonWidth - 4, box.Baseline(HintSize), HintSize, palette.MutedText,
            align: TextAlign.Right);
        ui.Clip(box.X + 2, box.Y, box.Width - 4 - room, box.Height);
        if (text.Text.Length == 0)
        {
            string placeholder = !line.IsFocused ? "What comes next…"
                : ui.Measure(Placeholder, TextLineLayout.TextSize) <= box.Width - room - TextLineLayout.Padding ? Placeholder
                : ShortPlaceholder;
            ui.Text(placeholder, box.X + TextLineLayout.Padding, line.Layout.Baseline, TextLineLayout.TextSize, palette.MutedText);
        }

        Text(ui, palette, line, text, hovered >= 0 ? hovered : line.Hovered);
        if (line.IsFocused) Caret(ui, palette, line, seconds);
        ui.Unclip();
        if (line.Unknown.Notice is { Length: > 0 } unknown) Warn(ui, palette, page, unknown);
    }

    /// <summary>Says below the line which characters the model leaves out.</summary>
    private static void Warn(UiRenderer ui, Palette palette, PageLayout page, string text)
    {
        var card = new Box(page.X + 6, page.Top + 6, ui.Measure(text, HintSize) + 2 * TextLineLayout.Padding, 24);
        ui.Rect(card, Radius, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
        ui.Text(text, card.X + TextLineLayout.Padding, card.Baseline(HintSize), HintSize, palette.Warning);
    }

    private static void Text(UiRenderer ui, Palette palette, TextLine line, LiveText text, int hovered)
    {
        TextLineLayout layout = line.Layout;
        (int from, int to) = line.IsFocused ? line.Editor.Selection : (0, 0);
        if (from < to) Mark(ui, layout, from, to, palette.Marker);
        if (hovered >= 0 && hovered < text.Text.Length)
            Mark(ui, layout, hovered, NameEditor.Beside(text.Text, hovered, 1), palette.Marker);
        uint lit = palette.Ink.Of(byModel: true, 1);
        if (text.Current >= 0 && text.Current < text.Text.Length) Mark(ui, layout, text.Current, text.Current + 1, lit.WithAlpha(0x38));
        int first = layout.CharacterAt(layout.Box.X), end = Math.Min(text.Text.Length, layout.CharacterAt(layout.Box.Right) + 1);
        for (int character = first; character < end; character++)
        {
            bool isPair = character + 1 < text.Text.Length && char.IsSurrogatePair(text.Text[character], text.Text[character + 1]);
            bool isWritten = text.Current >= 0 ? character < text.Current : character < text.Written;
            uint colour = character == text.Current ? lit : isWritten ? palette.MutedText : palette.Text;
            float x = layout.Left + layout.XOf(character);
            ui.Text(text.Text.AsSpan(character, isPair ? 2 : 1), x, layout.Baseline, TextLineLayout.TextSize, colour);
            if (isPair) character++;
            if (IsUnknown(text, text.Text[character]))
            {
                ui.Line(x, layout.Baseline - TextLineLayout.TextSize * 0.33f, layout.Left + layout.XOf(character + 1),
                    layout.Baseline - TextLineLayout.TextSize * 0.33f, 1.5f, palette.Warning);
            }
        }
    }

    private static void Mark(UiRenderer ui, TextLineLayout layout, int first, int end, uint colour)
    {
        float left = layout.Left + layout.XOf(first);
        ui.Rect(left - 1, layout.Box.Y + 6, Math.Max(4, layout.XOf(end) - layout.XOf(first) + 2), layout.Box.Height - 12, 3, colour);
    }

    private static void Caret(UiRenderer ui, Palette palette, TextLine line, double seconds)
    {
        if ((seconds - line.TouchedSeconds) % BlinkSeconds > BlinkSeconds / 2) return;
        float x = line.Layout.Left + line.Layout.XOf(line.Editor.Caret);
        ui.Rect(x - 0.5f, line.Layout.Box.Y + 7, 1.5f, line.Layout.Box.Height - 14, 0, palette.Text);
    }

    private static string Hint(TextLine line, LiveInk ink) =>
        ink.Text.Turn.StopsAfterWord && ink.Text.Current >= 0 ? "stops after this word"
        : ink.Text.Current >= 0 ? Stops
        : ink.Text.HasMore && ink.Phase == LivePhase.PenRests && !line.IsFocused ? ""
        : ink.Text.HasMore ? Writes
        : line.IsFocused ? Leaves : Types;

    private static bool IsUnknown(LiveText text, char character) =>
        text.Alphabet is { } known && !char.IsWhiteSpace(character) && !known.Knows(character);
}
