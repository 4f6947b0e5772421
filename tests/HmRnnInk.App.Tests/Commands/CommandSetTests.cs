using HmRnnInk.App.Commands;
using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Tests.Played;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Tests.Commands;

public class CommandSetTests
{
    [Fact]
    public void KeyPress_RunsTheCommandOfItsChord()
    {
        var commands = new CommandSet();
        var done = new List<string>();
        commands.Add(CommandGroup.Model, "one", new Command("", _ => done.Add("a"), InkKey.A));
        commands.Add(CommandGroup.Model, "two", new Command("", _ => done.Add("ctrl a"), KeyChord.Control(InkKey.A)));
        commands.Add(CommandGroup.Model, "three", new Command("", _ => done.Add("shift a"), KeyChord.Shift(InkKey.A)));
        Assert.True(Press(commands, InkKey.A));
        Assert.True(Press(commands, InkKey.A, KeyModifiers.Shift));
        Assert.True(Press(commands, InkKey.A, KeyModifiers.Control));
        Assert.True(Press(commands, InkKey.A, KeyModifiers.Control | KeyModifiers.Shift));
        Assert.False(Press(commands, InkKey.A, KeyModifiers.Alt));
        Assert.False(Press(commands, InkKey.B));
        Assert.Equal(["a", "shift a", "ctrl a", "ctrl a"], done);
    }

    [Fact]
    public void KeyOfADisabledRow_RunsTheNextRow()
    {
        var commands = new CommandSet();
        bool shown = true;
        string done = "";
        commands.AddWhen(() => shown, CommandGroup.Ghosts, "take the ghost", new Command("", _ => done += "ghost ", InkKey.Right));
        commands.Add(CommandGroup.Model, "faster", new Command("", _ => done += "faster ", InkKey.Right));
        Press(commands, InkKey.Right);
        shown = false;
        Press(commands, InkKey.Right);
        Assert.Equal("ghost faster ", done);
    }

    [Fact]
    public void KeyBoundTwice_IsAnErrorThatNamesBothCommands()
    {
        var commands = new CommandSet();
        commands.Add(CommandGroup.Model, "go on", new Command("", _ => { }, InkKey.Enter));
        string message = Assert.Throws<ArgumentException>(
            () => commands.Add(CommandGroup.Files, "save", new Command("", _ => { }, InkKey.Enter))).Message;
        Assert.Contains("Enter", message);
        Assert.Contains("go on", message);
        Assert.Contains("save", message);
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(900, 600)]
    [InlineData(640, 400)]
    public void CardOfKeys_ShowsEveryRowWithinTheWindow(int width, int height)
    {
        CommandSet commands = PlayedApp.Commands();
        Assert.All(commands.Rows, row => Assert.True(row.Help.Length > 0 && row.Caps.Count > 0));
        using var screen = new Offscreen(width, height);
        using Screenshot all = Draw(commands.Rows);
        byte[] pixels = all.Bitmap.Bytes;
        for (int x = 0; x < width; x++)
            foreach (int y in (int[])[0, height - 1]) Assert.Equal(255, all.Bitmap.GetPixel(x, y).Red);
        for (int y = 0; y < height; y++)
            foreach (int x in (int[])[0, width - 1]) Assert.Equal(255, all.Bitmap.GetPixel(x, y).Red);
        foreach (CommandRow row in commands.Rows)
        {
            // Removing a row changes the card, so each row is on it.
            using Screenshot without = Draw([.. commands.Rows.Where(other => other != row)]);
            Assert.False(pixels.AsSpan().SequenceEqual(without.Bitmap.Bytes), $"'{row.Help}' is not on the card");
        }

        Screenshot Draw(IReadOnlyList<CommandRow> rows) => screen.Draw(
            0xFFFFFFFF, ui => new HelpPanel().Draw(ui, Palette.Light with { Shadow = 0 }, width, height, rows));
    }

    [Fact]
    public void EveryHelpLine_FitsTheCardOfKeys()
    {
        using var screen = new Offscreen(64, 64);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        Assert.All(PlayedApp.Commands().Rows, row =>
        {
            int end = HelpPanel.LineBreak(ui, row.Help) ?? row.Help.Length;
            foreach (string line in (string[])[row.Help[..end], row.Help[end..].TrimStart()])
                Assert.True(ui.Measure(line, HelpPanel.TextSize) <= HelpPanel.MaximumLineWidth, $"'{line}' is too long");
        });
    }

    [Fact]
    public void Menu_ShowsEveryEnabledCommand()
    {
        CommandSet commands = PlayedApp.Commands();
        var card = new MenuCard();
        List<string> shown = [];
        for (int group = 0; ; group++)
        {
            CommandMenu.Show(card, commands, () => 0);
            if (group == card.Items.Count) break;
            card.Items[group].Choose();
            Assert.True(card.IsShown);
            shown.AddRange(card.Items.Select(item => item.Label));
        }

        Assert.Equal(
            commands.Rows.Where(row => row.IsEnabled).SelectMany(row => row.Commands)
                .Where(command => command.InMenu).Select(command => command.Label).Order(),
            shown.Order());
        Assert.All(shown, label => Assert.NotEqual("", label));
    }

    private static bool Press(CommandSet commands, InkKey key, KeyModifiers modifiers = KeyModifiers.None) =>
        commands.Take(new InputEvent(InputKind.KeyDown, 0, 0, 0, key, modifiers), 0);
}
