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

    private static InputEvent Key(InkKey key) => new(InputKind.KeyDown, 0, 0, 0, key);
}
