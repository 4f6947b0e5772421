using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Ui.Keyboard;

namespace HmRnnInk.App.Tests.Ui.Keyboard;

public sealed class ScreenKeyboardTests
{
    private readonly TypedField _field = new();

    public ScreenKeyboardTests() => _field.Open();

    [Fact]
    public void Taps_TypeIntoTheField()
    {
        _field.Tap(ScreenKeyKind.Shift);
        foreach (char character in "Ab c") _field.Tap(character);
        _field.Tap(ScreenKeyKind.Left);
        _field.Tap(ScreenKeyKind.Left);
        _field.Tap(ScreenKeyKind.Backspace);
        _field.Tap(ScreenKeyKind.SymbolsOrLetters);
        _field.Tap('7');
        _field.Tap(ScreenKeyKind.Right);
        _field.Tap('?');
        Assert.Equal("A7 ?c", _field.Editor.Name);
        Assert.Equal(0, _field.Confirmed);
        _field.Tap(ScreenKeyKind.Done);
        Assert.Equal(1, _field.Confirmed);
        Assert.False(_field.Keyboard.IsShown);
    }

    [Fact]
    public void EveryAsciiCharacter_AndEveryCharacterOfTheModel_HasAKey()
    {
        var field = new TypedField { Alphabet = new CharacterAlphabet("abcé£ßЖ" + CharacterAlphabet.Unknown) };
        field.Open();
        HashSet<char> typed = [];
        Collect();
        field.Tap(ScreenKeyKind.Shift);
        Collect();
        field.Tap(ScreenKeyKind.SymbolsOrLetters);
        for (int layer = 0; layer < 3; layer++)
        {
            Collect();
            field.Tap(ScreenKeyKind.MoreSymbols);
        }

        Assert.Empty(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Concat("é£ßЖ").Except(typed));
        Assert.True(field.Keyboard.Knows('a') && field.Keyboard.Knows(' '));
        Assert.False(field.Keyboard.Knows('z'));

        void Collect() =>
            typed.UnionWith(field.Keyboard.Keys.Where(key => key.Kind == ScreenKeyKind.Character).Select(key => key.Character));
    }

    [Fact]
    public void HeldKey_RepeatsAfterItsDelay_UntilItIsReleased()
    {
        _field.Hold(key => key.Character == 'a', ScreenKeyboard.RepeatDelay - 0.02);
        Assert.Equal("a", _field.Editor.Name);
        _field.Hold(key => key.Character == 'b', ScreenKeyboard.RepeatDelay + 2.5 * ScreenKeyboard.RepeatInterval);
        Assert.Equal("abbbb", _field.Editor.Name);
        _field.Hold(key => key.Kind == ScreenKeyKind.Backspace, ScreenKeyboard.RepeatDelay + 1.5 * ScreenKeyboard.RepeatInterval);
        Assert.Equal("ab", _field.Editor.Name);
        _field.Hold(key => key.Kind == ScreenKeyKind.Shift, 2);
        Assert.True(_field.Keyboard.IsShifted);
    }

    [Fact]
    public void Shift_IsForOneLetter_UnlessItIsPressedTwice()
    {
        _field.Tap(ScreenKeyKind.Shift);
        _field.Tap('A');
        _field.Tap('b');
        _field.Tap(ScreenKeyKind.Shift);
        _field.Tap(ScreenKeyKind.Shift);
        Assert.True(_field.Keyboard.IsLocked);
        _field.Tap('C');
        _field.Tap('D');
        _field.Tap(ScreenKeyKind.Shift);
        _field.Tap('e');
        Assert.Equal("AbCDe", _field.Editor.Name);
    }

    [Fact]
    public void Keyboard_ClosesWithItsField_AndStaysClosedWhenTheFieldOpensAgain()
    {
        _field.IsTyping = false;
        Assert.False(_field.Keyboard.IsShown);
        Assert.False(_field.Keyboard.Contains(_field.Keyboard.Card.X + 20, _field.Keyboard.Card.CentreY));
        _field.Frame();
        _field.IsTyping = true;
        Assert.False(_field.Keyboard.IsShown);
        _field.Open();
        Assert.True(_field.Keyboard.IsShown);
        _field.Open(); // the button closes it too
        Assert.False(_field.Keyboard.IsShown);
        _field.Open();
        _field.Tap(ScreenKeyKind.Hide);
        Assert.False(_field.Keyboard.IsShown);
        Assert.Equal(0, _field.Confirmed);
    }

    [Theory]
    [InlineData(640, 400)]
    [InlineData(900, 700)]
    [InlineData(2560, 1440)]
    public void Keyboard_LiesInTheWindow_AndNeverOnItsField(int width, int height)
    {
        for (float y = 0; y < height - 54; y += 6)
        {
            var field = new TypedField(width, height) { Field = new Box(60, y, width - 120, 54) };
            field.Open();
            Box card = field.Keyboard.Card;
            Assert.True(card is { X: >= 0, Y: >= 0 } && card.Right <= width && card.Bottom <= height, $"{card}");
            Assert.True(card.Bottom <= field.Field.Y || card.Y >= field.Field.Bottom, $"{card} covers the field at {y}");
            for (int key = 0; key < field.Keyboard.Keys.Count; key++)
            {
                Box face = field.Keyboard.Keys[key].Face;
                Assert.True(face is { Width: >= 30, Height: >= 24 }, $"{face} is too small for a pen");
                Assert.True(face.X >= card.X && face.Right <= card.Right && face.Y >= card.Y && face.Bottom <= card.Bottom, $"{face}");
                Assert.All(field.Keyboard.Keys.Skip(key + 1), other => Assert.False(
                    face.X < other.Face.Right && other.Face.X < face.Right && face.Y < other.Face.Bottom && other.Face.Y < face.Bottom));
            }
        }
    }

    [Fact]
    public void Frame_AllocatesNothing()
    {
        using var screen = new Offscreen(640, 400);
        var field = new TypedField { Alphabet = new CharacterAlphabet("abc" + CharacterAlphabet.Unknown) };
        field.Open();
        screen.AssertFramesAllocateNothing((ui, _) =>
        {
            field.Frame();
            ScreenKeyboardPainter.Draw(ui, Palette.Light, field.Keyboard);
        });
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Keyboard_LooksAsItDid(bool dark, bool symbols)
    {
        using var screen = new Offscreen(640, 220);
        Palette palette = dark ? Palette.Dark : Palette.Light;
        // The model does not know the last letters.
        var field = new TypedField(640, 220)
        {
            Field = default,
            Alphabet = new CharacterAlphabet("abcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVW0123456789.,?!" + CharacterAlphabet.Unknown),
        };
        field.Open();
        field.Tap(symbols ? ScreenKeyKind.SymbolsOrLetters : ScreenKeyKind.Shift);
        using Screenshot shot = screen.Draw(palette.Desk, ui => ScreenKeyboardPainter.Draw(ui, palette, field.Keyboard));
        GoldenImage.AssertMatches(shot, $"keyboard-{(dark ? "dark" : "light")}");
    }
}
