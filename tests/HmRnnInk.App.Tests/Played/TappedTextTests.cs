using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.Keyboard;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Tests.Played;

/// <summary>The whole window, with words that are tapped on the on-screen keyboard.</summary>
public sealed class TappedTextTests
{
    [Theory]
    [InlineData(640, 400)]
    [InlineData(1000, 700)]
    public void TappedWords_AreWritten(int width, int height)
    {
        using var app = new PlayedApp(1, width, height, model: TextModel.Create());
        app.Run(() =>
        {
            app.Frames(2);
            app.Tap(TextLineLayout.KeyboardButton(app.Parts.Text.Field));
            app.Frame();
            Assert.True(app.Parts.Keyboard.IsShown);
            foreach (char letter in "mom x") app.Tap(key => key.Character == letter);
            app.Tap(key => key.Kind == ScreenKeyKind.Backspace);
            app.Tap(key => key.Character == 'o');
            app.Frame();
            Assert.Equal("mom o", app.Ink.Text.Text);
            app.Tap(key => key.Kind == ScreenKeyKind.Done);
            app.Frame();
            Assert.False(app.Parts.Keyboard.IsShown);
            app.Until(() => app.Ink.Text.Written == 5);
            // The keyboard closes with the line.
            app.Tap(TextLineLayout.KeyboardButton(app.Parts.Text.Field));
            app.Frame();
            Assert.True(app.Parts.Keyboard.IsShown);
            app.Tap(new Box(app.Ink.Layout.X + 100, app.Parts.Text.Field.Bottom + 20, 10, 10)); // on the paper
            app.Frames(2);
            Assert.False(app.Parts.Keyboard.IsShown);
        });
    }

    [Fact]
    public void TextFromTheMenu_GetsTheFirstTappedLetter()
    {
        using var app = new PlayedApp(1, 1000, 700, model: TextModel.Create());
        app.Run(() =>
        {
            app.Frames(2);
            app.Parts.Commands.Rows.SelectMany(row => row.Commands).Single(command => command.Label == "Type what comes next").Run(0);
            app.Frame();
            app.Tap(TextLineLayout.KeyboardButton(app.Parts.Text.Field));
            app.Frame();
            app.Tap(key => key.Character == 'm');
            app.Frame();
            Assert.Equal("m", app.Ink.Text.Text);
        });
    }

    [Fact]
    public void PageIsRenamed_ByTapsAlone()
    {
        using var app = new PlayedApp(1, 640, 400);
        string documents = Path.Combine(app.Folder, "documents");
        app.Run(() =>
        {
            app.StrokeAlone(150, 150, 300);
            app.Press(InkKey.S, KeyModifiers.Control);
            app.Frames(200);
            Assert.Single(Directory.GetFiles(documents, "*.hmink"));
            app.Press(InkKey.O, KeyModifiers.Control);
            app.Frames(3);
            app.Tap(Place(MenuAction.Rename));
            app.Frame();
            app.Tap(Place(MenuAction.Keyboard));
            app.Frame();
            Assert.True(app.Parts.Keyboard.IsShown);
            for (int letters = app.Parts.Menu.Editor!.Name.Length; letters > 0; letters--)
            {
                app.Tap(key => key.Kind == ScreenKeyKind.Backspace);
                app.Frame();
            }

            Assert.Equal("", app.Parts.Menu.Editor.Name);
            app.Tap(key => key.Kind == ScreenKeyKind.Shift);
            app.Frame();
            app.Tap(key => key.Character == 'A');
            app.Frame();
            app.Tap(key => key.Character == 'b');
            app.Tap(key => key.Kind == ScreenKeyKind.Done);
            app.Frames(3);
            Assert.False(app.Parts.Keyboard.IsShown);
            Assert.Equal("Ab", app.Parts.Menu.Items[app.Parts.Menu.Selected].Label);
        });
        Assert.Equal("Ab.hmink", Path.GetFileName(Assert.Single(Directory.GetFiles(documents, "*.hmink"))));

        Box Place(MenuAction action)
        {
            Box row = MenuPanel.RowOf(app.Parts.Menu, 0);
            float x = row.X;
            while (x < row.Right && MenuPanel.ActionAt(app.Parts.Menu, x, row.CentreY) != action) x++;
            return new Box(x + 3, row.CentreY - 3, 6, 6);
        }
    }
}
