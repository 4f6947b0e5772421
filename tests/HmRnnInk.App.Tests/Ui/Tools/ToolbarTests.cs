using HmRnnInk.App.Commands;
using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Tests.Played;
using HmRnnInk.App.Ui.Tools;

namespace HmRnnInk.App.Tests.Ui.Tools;

public sealed class ToolbarTests
{
    [Fact]
    public void EveryIcon_HasOneCommandOfThePage()
    {
        IEnumerable<Command> commands = PlayedApp.Commands().Rows.SelectMany(row => row.Commands);
        ToolIcon[] icons = [.. commands.Select(command => command.Icon).OfType<ToolIcon>()];
        Assert.Equal(Enum.GetValues<ToolIcon>().Where(icon => icon != ToolIcon.Delete), icons.Order()); // that one is only in lists
    }

    [Theory]
    [InlineData(640, 400, 0)]
    [InlineData(640, 480, 160)]
    [InlineData(1280, 800, 150)]
    [InlineData(2560, 1440, 150)]
    public void Buttons_LieBesideTheSheet_OneBelowTheOther(int width, int height, float score)
    {
        Toolbar toolbar = Toolbar(width, height, score, _ => { });
        PageLayout page = PageLayout.Fit(width, height, 25, new PanelRoom(0, score));
        Assert.Equal(Enum.GetValues<ToolIcon>().Length, toolbar.Buttons.Count);
        float below = page.Y;
        foreach (ToolButton button in toolbar.Buttons)
        {
            Assert.True(button.Face.X >= 0 && button.Face.Right <= page.X && button.Face.Y >= below - 0.01f, $"{button.Face}");
            Assert.True(button.Face.Height >= 18, $"{button.Face}");
            below = button.Face.Bottom;
        }

        Assert.True(below <= (score > 0 ? page.SlipY + page.SlipHeight : page.Y + page.Height));
    }

    [Fact]
    public void Click_RunsTheCommand_UnlessItIsDisabled()
    {
        var run = new List<ToolIcon>();
        Toolbar toolbar = Toolbar(1280, 800, 150, run.Add);
        foreach (ToolButton button in toolbar.Buttons)
            toolbar.Take(new InputEvent(InputKind.PenDown, button.Face.X + 3, button.Face.Y + 3, 0), 0);
        Assert.Equal(Enum.GetValues<ToolIcon>().Where(icon => icon != ToolIcon.Redo), run);
    }

    [Fact]
    public void EveryIcon_IsDrawn()
    {
        Toolbar toolbar = Toolbar(1280, 800, 150, _ => { });
        using var screen = new Offscreen(60, 500);
        using Screenshot shot = screen.Draw(Palette.Light.Desk, ui => ToolbarPainter.Draw(ui, Palette.Light, toolbar));
        foreach (ToolButton button in toolbar.Buttons)
        {
            int marked = 0;
            for (int x = 0; x < button.Face.Width; x++)
                for (int y = 0; y < button.Face.Height; y++)
                    if (shot.Bitmap.GetPixel((int)button.Face.X + x, (int)button.Face.Y + y).Red < 200) marked++;
            Assert.True(marked > 12, $"{button.Command.Icon}: {marked}");
        }
    }

    /// <summary>A toolbar with a command for each icon. The one to redo is disabled.</summary>
    private static Toolbar Toolbar(int width, int height, float score, Action<ToolIcon> run)
    {
        var commands = new CommandSet();
        foreach (ToolIcon icon in Enum.GetValues<ToolIcon>().Reverse())
            commands.AddWhen(icon == ToolIcon.Redo ? () => false : null, CommandGroup.Window, "",
                new Command($"{icon}", _ => run(icon)) { Icon = icon });
        var toolbar = new Toolbar(commands);
        toolbar.Layout(PageLayout.Fit(width, height, 25, new PanelRoom(0, score)));
        return toolbar;
    }
}
