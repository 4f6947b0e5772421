using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.Keyboard;
using HmRnnInk.App.Ui.Text;
using static HmRnnInk.App.Tests.Played.PlayedScripts;

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
        app.Run(Play());

        IEnumerable<int> Play()
        {
            foreach (int frame in Frames(2)) yield return frame;
            app.Tap(TextLineLayout.KeyboardButton(app.Parts.Text.Field));
            yield return 0;
            Assert.True(app.Parts.Keyboard.IsShown);
            foreach (char letter in "mom x") app.Tap(key => key.Character == letter);
            app.Tap(key => key.Kind == ScreenKeyKind.Backspace);
            app.Tap(key => key.Character == 'o');
            yield return 0;
            Assert.Equal("mom o", app.Ink.Text.Text);
            app.Tap(key => key.Kind == ScreenKeyKind.Done);
            yield return 0;
            Assert.False(app.Parts.Keyboard.IsShown);
            foreach (int frame in Until(app, () => app.Ink.Text.Written == 5)) yield return frame;
            // The keyboard closes with the line.
            app.Tap(TextLineLayout.KeyboardButton(app.Parts.Text.Field));
            yield return 0;
            Assert.True(app.Parts.Keyboard.IsShown);
            app.Tap(new Box(app.Ink.Layout.X + 100, app.Parts.Text.Field.Bottom + 20, 10, 10)); // on the paper
            foreach (int frame in Frames(2)) yield return frame;
            Assert.False(app.Parts.Keyboard.IsShown);
        }
    }

    [Fact]
    public void PageIsRenamed_ByTapsAlone()
    {
        using var app = new PlayedApp(1, 640, 400);
        string documents = Path.Combine(app.Folder, "documents");
        app.Run(Play());
        Assert.Equal("Ab.hmink", Path.GetFileName(Assert.Single(Directory.GetFiles(documents, "*.hmink"))));

        IEnumerable<int> Play()
        {
            foreach (int frame in Write(app, 150, 150, 300)) yield return frame;
            app.Press(InkKey.S, KeyModifiers.Control);
            foreach (int frame in Frames(200)) yield return frame;
            Assert.Single(Directory.GetFiles(documents, "*.hmink"));
            app.Press(InkKey.O, KeyModifiers.Control);
            foreach (int frame in Frames(3)) yield return frame;
            app.Tap(Place(MenuAction.Rename));
            yield return 0;
            app.Tap(Place(MenuAction.Keyboard));
            yield return 0;
            Assert.True(app.Parts.Keyboard.IsShown);
            for (int letters = app.Parts.Menu.Editor!.Name.Length; letters > 0; letters--)
            {
                app.Tap(key => key.Kind == ScreenKeyKind.Backspace);
                yield return 0;
            }

            Assert.Equal("", app.Parts.Menu.Editor.Name);
            app.Tap(key => key.Kind == ScreenKeyKind.Shift);
            yield return 0;
            app.Tap(key => key.Character == 'A');
            yield return 0;
            app.Tap(key => key.Character == 'b');
            app.Tap(key => key.Kind == ScreenKeyKind.Done);
            foreach (int frame in Frames(3)) yield return frame;
            Assert.False(app.Parts.Keyboard.IsShown);
            Assert.Equal("Ab", app.Parts.Menu.Items[app.Parts.Menu.Selected].Label);
        }

        Box Place(MenuAction action)
        {
            Box row = MenuPanel.RowOf(app.Parts.Menu, 0);
            float x = row.X;
            while (x < row.Right && MenuPanel.ActionAt(app.Parts.Menu, x, row.CentreY) != action) x++;
            return new Box(x + 3, row.CentreY - 3, 6, 6);
        }
    }
}
