using HmRnnInk.App.Ui.Keyboard;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Tests.Ui.Keyboard;

/// <summary>A field with its on-screen keyboard, in a window of its own.</summary>
internal sealed class TypedField : ITextField
{
    private readonly (float Width, float Height) _window;

    public TypedField(float width = 640, float height = 400)
    {
        _window = (width, height);
        Keyboard = new ScreenKeyboard((input, _) => Take(input));
    }

    public ScreenKeyboard Keyboard { get; }

    public NameEditor Editor { get; } = new("");

    /// <summary>How often Enter was pressed.</summary>
    public int Confirmed { get; private set; }

    public bool IsTyping { get; set; } = true;

    public Box Field { get; init; } = new(40, 30, 560, 32);

    public string DoneLabel => "done";

    public CharacterAlphabet? Alphabet { get; init; }

    public void Open()
    {
        Keyboard.Toggle(this);
        Frame();
    }

    public void Frame() => Keyboard.Layout(_window.Width, _window.Height);

    /// <summary>Taps the first key that fits.</summary>
    public void Tap(Func<ScreenKey, bool> wanted)
    {
        Box face = Keyboard.Keys.First(wanted).Face;
        Send(face, 0, InputKind.PenMove, InputKind.PenDown, InputKind.PenUp);
    }

    /// <summary>Holds the first key that fits down, with a frame every 10 ms.</summary>
    public void Hold(Func<ScreenKey, bool> wanted, double seconds)
    {
        Box face = Keyboard.Keys.First(wanted).Face;
        Send(face, 0, InputKind.PenMove, InputKind.PenDown);
        for (int frame = 1; frame * 0.01 <= seconds; frame++)
        {
            Keyboard.RepeatHeldKey(frame * 0.01);
            Frame();
        }

        Send(face, seconds, InputKind.PenUp);
        Keyboard.RepeatHeldKey(seconds + 10);
    }

    public void Tap(ScreenKeyKind kind) => Tap(key => key.Kind == kind);

    public void Tap(char character) => Tap(key => key.Kind == ScreenKeyKind.Character && key.Character == character);

    private void Send(Box face, double seconds, params ReadOnlySpan<InputKind> kinds)
    {
        foreach (InputKind kind in kinds)
            Keyboard.Take(new InputEvent(kind, face.X + face.Width / 2, face.CentreY, seconds), seconds);
    }

    private void Take(InputEvent input)
    {
        if (input.Kind == InputKind.Character) Editor.Type(input.Character);
        else if (input.Kind == InputKind.KeyDown && input.Key == InkKey.Enter) Confirmed++;
        else if (input.Kind == InputKind.KeyDown) Editor.Press(input.Key);
    }
}
