using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Tests.Commands;

public class KeyMapTests
{
    [Fact]
    public void Press_DoesWhatTheKeyIsBoundTo()
    {
        var map = new KeyMap();
        var done = new List<string>();
        map.Add(KeyGroup.Model, "one", InkKey.A, _ => done.Add("a"));
        map.Add(KeyGroup.Model, "two", KeyChord.Control(InkKey.A), _ => done.Add("ctrl a"));
        map.Add(KeyGroup.Model, "three", KeyChord.Shift(InkKey.A), _ => done.Add("shift a"));
        Assert.True(map.Press(new(InkKey.A, KeyModifiers.None, 0)));
        Assert.True(map.Press(new(InkKey.A, KeyModifiers.Shift, 0)));
        Assert.True(map.Press(new(InkKey.A, KeyModifiers.Control, 0)));
        Assert.True(map.Press(new(InkKey.A, KeyModifiers.Control | KeyModifiers.Shift, 0)));
        Assert.False(map.Press(new(InkKey.A, KeyModifiers.Alt, 0)));
        Assert.False(map.Press(new(InkKey.B, KeyModifiers.None, 0)));
        Assert.Equal(["a", "shift a", "ctrl a", "ctrl a"], done);
    }

    [Fact]
    public void KeyThatIsBoundForAWhile_IsTheNextBindingsOtherwise()
    {
        var map = new KeyMap();
        bool shown = true;
        string done = "";
        map.Add(KeyGroup.Ghosts, "take the ghost", InkKey.Right, _ => done += "ghost ", when: () => shown);
        map.Add(KeyGroup.Model, "faster", InkKey.Right, _ => done += "faster ");
        map.Press(new(InkKey.Right, KeyModifiers.None, 0));
        shown = false;
        map.Press(new(InkKey.Right, KeyModifiers.None, 0));
        Assert.Equal("ghost faster ", done);
    }

    [Fact]
    public void KeyBoundTwice_IsRefusedWithBothMeanings()
    {
        var map = new KeyMap();
        map.Add(KeyGroup.Model, "go on", InkKey.Enter, _ => { });
        string message = Assert.Throws<ArgumentException>(() => map.Add(KeyGroup.Files, "save", InkKey.Enter, _ => { })).Message;
        Assert.Contains("Enter", message);
        Assert.Contains("go on", message);
        Assert.Contains("save", message);
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(900, 600)]
    [InlineData(640, 400)]
    public void Help_ShowsEveryBindingWithinTheWindow(int width, int height)
    {
        KeyMap map = new LiveKeys(new TestPage().Ink).Map;
        Assert.All(map.Bindings, binding => Assert.True(binding.Does.Length > 0 && binding.Keys.Count > 0 && binding.Caps.Count == binding.Keys.Count));
        using var screen = new Offscreen(width, height);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        using Screenshot all = Draw(map.Bindings);
        byte[] pixels = all.Bitmap.Bytes;
        for (int x = 0; x < width; x++)
            foreach (int y in (int[])[0, height - 1]) Assert.Equal(255, all.Bitmap.GetPixel(x, y).Red);
        foreach (KeyBinding binding in map.Bindings)
        {
            // Each binding changes the card where it alone is missing: so each is on it.
            using Screenshot without = Draw([.. map.Bindings.Where(other => other != binding)]);
            Assert.False(pixels.AsSpan().SequenceEqual(without.Bitmap.Bytes), $"'{binding.Does}' is not on the card");
        }

        Screenshot Draw(IReadOnlyList<KeyBinding> bindings)
        {
            screen.Clear(255, 255, 255);
            ui.Begin(screen.View());
            new HelpPanel().Draw(ui, Palette.Light with { Shadow = 0 }, width, height, bindings);
            ui.End();
            return screen.Take();
        }
    }
}
