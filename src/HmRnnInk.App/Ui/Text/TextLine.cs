using HmRnnInk.App.Canvas;
using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.Keyboard;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Text;

/// <summary>
/// The line above the page in which the person types what the model writes next. While it has the keyboard focus, keys edit the text.
/// </summary>
/// <param name="screenKeyboard">The on-screen keyboard, which a button in the line opens.</param>
/// <param name="window">The window whose clipboard the keys use.</param>
/// <param name="releaseKeys">Takes the keyboard focus from the line.</param>
/// <param name="say">Shows a notice.</param>
internal sealed class TextLine(LiveInk ink, ScreenKeyboard screenKeyboard, IInkWindow window, Action releaseKeys, Action<string> say)
    : IInputTarget, ITextField
{
    private readonly ClickCounter _clicks = new();

    // Whether the pointer is selecting text.
    private bool _isSelecting;

    // Whether the next character is ignored, because the key that gave the line the focus reports it.
    private bool _ignoresCharacter;

    public TextEditor Editor { get; } = new(ink.Text);

    public TextLineLayout Layout { get; } = new();

    public UnknownCharacters Unknown { get; } = new(ink.Text);

    /// <inheritdoc cref="LiveText.IsOffered"/>
    public bool IsShown => ink.Text.IsOffered;

    /// <summary>Called when the line is pressed: lets a model that writes texts take over. Returns false if there is none.</summary>
    public Func<bool> EnsureTextModel { get; set; } = () => true;

    /// <summary>Whether the line has the keyboard focus: keys go to it.</summary>
    public bool IsFocused { get; private set; }

    /// <summary>The character under the pointer; −1 for none.</summary>
    public int Hovered { get; private set; } = -1;

    /// <summary>When the line was used last. The caret blinks from then on.</summary>
    public double TouchedSeconds { get; private set; }

    public bool WantsKeyboard => true;

    public bool IsTyping => IsFocused && IsShown;

    public Box Field => TextLineLayout.On(ink.Layout);

    public string DoneLabel => "write";

    public CharacterAlphabet? Alphabet => ink.Text.Alphabet;

    public bool Contains(float x, float y) => IsShown && Layout.Box.Contains(x, y);

    public void PointerLeft() => Hovered = -1;

    public void KeyboardLeft() => IsFocused = ink.Text.IsBeingEdited = _isSelecting = false;

    /// <summary>Begins to edit. Call it when the router has given the keyboard focus to the line.</summary>
    /// <param name="byKey">Whether a key gave the focus. If it also reports a character, that character is not typed.</param>
    public void Focus(bool byKey, double seconds)
    {
        (IsFocused, ink.Text.IsBeingEdited, _ignoresCharacter, TouchedSeconds) = (true, true, byKey, seconds);
        Editor.MoveTo(ink.Text.Text.Length);
    }

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
                Press(input, seconds);
                return true;
            case InputKind.PenMove:
                Hovered = ink.Text.Text.Length > 0 ? Layout.CharacterAt(input.X) : -1;
                if (_isSelecting) Editor.MoveTo(Layout.CaretAt(input.X), extends: true);
                return true;
            case InputKind.PenUp or InputKind.FocusLost:
                _isSelecting = false;
                return input.Kind == InputKind.PenUp;
            case InputKind.KeyUp:
                _ignoresCharacter = false;
                return false;
            case InputKind.Character when IsFocused:
                if (!_ignoresCharacter) Type(input.Character.ToString(), seconds);
                _ignoresCharacter = false;
                return true;
            case InputKind.KeyDown when IsFocused:
                _ignoresCharacter = false;
                TouchedSeconds = seconds;
                return Key(input, seconds);
            default:
                return false;
        }
    }

    public void Paste(double seconds) => Type(window.ClipboardText, seconds);

    private void Type(string typed, double seconds)
    {
        TouchedSeconds = seconds;
        if (typed.Length > 0 && !Editor.Insert(typed)) say($"The text is full: it has {LiveText.MaximumLength:#,0} characters");
    }

    private void Press(in InputEvent input, double seconds)
    {
        if (!EnsureTextModel()) return;
        if (!IsFocused) Focus(byKey: false, seconds);
        (TouchedSeconds, _ignoresCharacter) = (seconds, false);
        if (TextLineLayout.KeyboardButton(Field).Contains(input.X, input.Y))
        {
            screenKeyboard.Toggle(this);
            return;
        }

        int place = Layout.CaretAt(input.X), presses = _clicks.Press(input.Point with { TimeSeconds = seconds });
        if (presses == 1) Editor.MoveTo(place, input.Modifiers.HasFlag(KeyModifiers.Shift));
        else if (presses == 2) Editor.SelectWord(Layout.CharacterAt(input.X));
        else Editor.SelectAll();
        _isSelecting = presses == 1;
    }

    /// <returns>
    /// False for a key that is left to the commands: Tab, Page Up, Page Down, the function keys, characters with Alt, and characters with
    /// Ctrl that do not edit the text.
    /// </returns>
    private bool Key(in InputEvent input, double seconds)
    {
        bool shift = input.Modifiers.HasFlag(KeyModifiers.Shift), control = input.HasControl;
        switch (input.Key)
        {
            case InkKey.Left or InkKey.Right:
                Editor.Move(input.Key == InkKey.Left ? -1 : 1, control, shift);
                return true;
            case InkKey.Home or InkKey.Up:
                Editor.MoveTo(0, shift);
                return true;
            case InkKey.End or InkKey.Down:
                Editor.MoveTo(ink.Text.Text.Length, shift);
                return true;
            case InkKey.Backspace or InkKey.Delete:
                Editor.Delete(input.Key == InkKey.Backspace ? -1 : 1, control);
                return true;
            case InkKey.Enter:
                ink.Turn.Continue(seconds);
                return true;
            case InkKey.Escape:
                if (ink.Phase == LivePhase.ModelWrites) ink.Text.Turn.Stop();
                else releaseKeys();
                return true;
            case >= InkKey.F1 and <= InkKey.F12 or InkKey.Tab or InkKey.PageUp or InkKey.PageDown:
                return false;
            default:
                return control ? EditingKey(input.Key, seconds) : !input.Modifiers.HasFlag(KeyModifiers.Alt);
        }
    }

    /// <summary>Handles Ctrl with A, C, X or V.</summary>
    /// <returns>False for any other key, and if there is nothing to copy.</returns>
    private bool EditingKey(InkKey key, double seconds)
    {
        bool hasSelection = Editor.Selected.Length > 0;
        switch (key)
        {
            case InkKey.A:
                Editor.SelectAll();
                return true;
            case InkKey.V:
                Paste(seconds);
                return true;
            case InkKey.C or InkKey.X when hasSelection:
                window.ClipboardText = Editor.Selected;
                if (key == InkKey.X) Editor.Delete(-1, byWord: false);
                return true;
            default:
                return false;
        }
    }
}
