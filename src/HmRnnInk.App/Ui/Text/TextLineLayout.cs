using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Ui.Text;

/// <summary>The places of the characters in the line of text, and how far it is scrolled.</summary>
internal sealed class TextLineLayout
{
    public const float TextSize = 16, Padding = 12;

    /// <summary>The height that the line takes from the sheet, window units.</summary>
    public const float Room = 44;

    /// <summary>The width of the button that opens the on-screen keyboard.</summary>
    public const float ButtonWidth = 40;

    private const float Height = 32, GapAbove = 3;

    // [characters + 1]: the start of the text, and then the right edge of each character.
    private float[] _edges = [0];
    private string _text = "";

    /// <summary>The box of the line in window units.</summary>
    public Box Box { get; private set; }

    /// <summary>How far the text is scrolled to the left.</summary>
    public float Scroll { get; private set; }

    public float Left => Box.X + Padding - Scroll;

    public float Baseline => Box.Baseline(TextSize);

    /// <returns>The box of the line above a sheet.</returns>
    public static Box On(PageLayout page) => new(page.X, page.Top - Room + GapAbove, page.Width, Height);

    /// <returns>The place of the button in the line that opens the on-screen keyboard.</returns>
    public static Box KeyboardButton(Box line) => new(line.Right - ButtonWidth, line.Y, ButtonWidth, line.Height);

    /// <summary>Measures a new text, and scrolls so that a character is visible.</summary>
    /// <param name="shown">The character that must be visible.</param>
    /// <param name="room">The width of what stands at the right end of the line.</param>
    public void Update(UiRenderer ui, string text, Box box, int shown, float room)
    {
        Box = box;
        if (!ReferenceEquals(text, _text)) Measure(ui, text);
        float width = Math.Max(1, box.Width - 2 * Padding - room), at = XOf(shown);
        float maximum = Math.Max(0, _edges[text.Length] - width);
        // After scrolling, a third of the line shows what comes next.
        if (at < Scroll + width * 0.1f || at > Scroll + width * 0.95f) Scroll = at - width * 0.66f;
        Scroll = Math.Clamp(Scroll, 0, maximum);
    }

    /// <returns>The distance of a character's left edge from the start of the text, without scrolling.</returns>
    public float XOf(int character) => _edges[Math.Clamp(character, 0, _text.Length)];

    /// <returns>The character at a place in the window; the text's length after its end.</returns>
    public int CharacterAt(float x)
    {
        int character = Math.Clamp(Count(x - Left), 0, _text.Length);
        // A character beyond U+FFFF is two chars, and the second has its width.
        bool isSecond = character > 0 && character < _text.Length && char.IsSurrogatePair(_text[character - 1], _text[character]);
        return isSecond ? character - 1 : character;
    }

    /// <returns>The place between characters that is nearest.</returns>
    public int CaretAt(float x)
    {
        int character = CharacterAt(x), next = NameEditor.Beside(_text, character, 1);
        return x - Left > (_edges[character] + _edges[next]) / 2 ? next : character;
    }

    private void Measure(UiRenderer ui, string text)
    {
        _text = text;
        if (_edges.Length <= text.Length) _edges = new float[text.Length * 3 / 2 + 1];
        for (int index = 0; index < text.Length; index++)
        {
            // The two chars of a character beyond U+FFFF are as wide as the character.
            bool pair = index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
            _edges[index + 1] = _edges[index] + (pair ? 0 : ui.Measure(Rune(text, index), TextSize));
        }
    }

    /// <returns>The character that ends at an index: one char, or two beyond U+FFFF.</returns>
    private static ReadOnlySpan<char> Rune(string text, int index) =>
        index > 0 && char.IsSurrogatePair(text[index - 1], text[index]) ? text.AsSpan(index - 1, 2) : text.AsSpan(index, 1);

    /// <returns>The number of characters that end before a place.</returns>
    private int Count(float x)
    {
        int index = Array.BinarySearch(_edges, 1, _text.Length, x);
        return index < 0 ? ~index - 1 : index;
    }
}
