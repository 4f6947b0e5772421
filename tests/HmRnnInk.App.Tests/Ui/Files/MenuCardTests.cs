using HmRnnInk.App.Ui.Files;

namespace HmRnnInk.App.Tests.Ui.Files;

public sealed class MenuCardTests
{
    [Fact]
    public void Keys_ChooseFromTheMenu()
    {
        int chosen = 0;
        var menu = new MenuCard();
        menu.Show("Choose", [.. Enumerable.Range(1, 12).Select(item => new MenuItem($"{item}", "", () => chosen = item))]);
        menu.Take(Key(InkKey.Digit3), 0);
        Assert.Equal(3, chosen);
        Assert.False(menu.IsShown);

        menu.Show("Choose", menu.Items);
        for (int press = 0; press < 20; press++) menu.Take(Key(InkKey.Down), 0);
        Assert.Equal((11, 3), (menu.Selected, menu.FirstShown));
        menu.Take(Key(InkKey.Enter), 0);
        Assert.Equal(12, chosen);

        menu.Show("Choose", menu.Items);
        menu.Take(Key(InkKey.Escape), 0);
        Assert.Equal((12, false), (chosen, menu.IsShown));
        Assert.False(menu.Take(Key(InkKey.Digit1), 0));
    }

    [Fact]
    public void KeyThatIsReleased_IsForThePageToo() =>
        Assert.False(Shown().Take(new InputEvent(InputKind.KeyUp, 0, 0, 0, InkKey.Space), 0));

    [Theory]
    [InlineData(nameof(InkKey.Q), false, false)]
    [InlineData(nameof(InkKey.Q), true, true)] // AltGr, which types a character
    [InlineData(nameof(InkKey.Unknown), false, true)] // Ctrl itself
    public void KeyWithControl_ClosesTheMenu(string key, bool withAlt, bool stays)
    {
        MenuCard menu = Shown();
        KeyModifiers modifiers = KeyModifiers.Control | (withAlt ? KeyModifiers.Alt : KeyModifiers.None);
        Assert.Equal(stays, menu.Take(Key(Enum.Parse<InkKey>(key)) with { Modifiers = modifiers }, 0));
        Assert.Equal(stays, menu.IsShown);
    }

    private static MenuCard Shown()
    {
        var menu = new MenuCard();
        menu.Show("Choose", [new MenuItem("one", "", () => { })]);
        return menu;
    }

    private static InputEvent Key(InkKey key) => new(InputKind.KeyDown, 0, 0, 0, key);
}
