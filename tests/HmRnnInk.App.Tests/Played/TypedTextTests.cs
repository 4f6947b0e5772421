using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Played;

/// <summary>The whole window, with words that are typed for the model.</summary>
public sealed class TypedTextTests : FolderTests
{
    [Fact]
    public void TypedWords_AreWritten_AndTheKeysOfCommandsAreLetters()
    {
        using var app = new PlayedApp(1, 1000, 700, model: TextModel.Create());
        app.Run(() =>
        {
            app.Frame();
            app.Type("i"); // the key of the command, which is no letter of the text
            app.Type("mom chops");
            app.Frames(3);
            Assert.Equal("mom chops", app.Ink.Text.Text);
            Assert.True(app.Ink.Text.IsBeingEdited);
            Assert.Equal((LivePhase.Idle, 5), (app.Ink.Phase, app.Ink.Settings.Ghosts)); // no command was run
            app.Press(InkKey.Enter);
            app.Until(() => app.Ink.Text.Written == 9 && app.Ink.Phase == LivePhase.Idle);
            app.Frames(3);
            Assert.Equal(LivePhase.Idle, app.Ink.Phase);
            app.Press(InkKey.Z, KeyModifiers.Control); // a command with a modifier works while the text is edited
            app.Frames(3);
            Assert.InRange(app.Ink.Text.Written, 3, 5); // this pen does not always begin a word to the right of the one before
            app.Press(InkKey.Escape);
            app.Frame();
            Assert.False(app.Ink.Text.IsBeingEdited);
            app.Type("g"); // a command again
            app.Frame();
            Assert.Equal(("mom chops", 8), (app.Ink.Text.Text, app.Ink.Settings.Ghosts));
        });
    }

    [Fact]
    public void ClickOnTheLine_BeginsTheText_AndThePenOnThePaperEndsIt()
    {
        using var app = new PlayedApp(1, 1000, 700, model: TextModel.Create());
        app.Run(() =>
        {
            app.Frame();
            app.Tap(300, 50);
            app.Type("so");
            app.Window.ClipboardText = " it\ngoes";
            app.Press(InkKey.V, KeyModifiers.Control);
            app.Frame();
            app.Press(InkKey.A, KeyModifiers.Control | KeyModifiers.Alt); // AltGr, which types a character
            app.Window.Send(new InputEvent(InputKind.Character, 0, 0, 0, Character: 's'));
            app.Press(InkKey.Backspace);
            app.Frame();
            Assert.Equal("so it goes", app.Ink.Text.Text);
            app.Press(InkKey.A, KeyModifiers.Control);
            app.Press(InkKey.C, KeyModifiers.Control);
            app.Frame();
            Assert.Equal("so it goes", app.Window.ClipboardText);
            Assert.Empty(app.Ink.Rows);
            app.Stroke(300, 150, points: 27);
            app.Until(() => app.Ink.Text.Written == 10); // the pen rests, so the model goes on
        });
    }

    [Fact]
    public void ModelWithoutATextWindow_IsReplacedByOneThatWritesTexts_WhenTheTextLineOpens()
    {
        using var app = new PlayedApp(1, 1000, 700);
        TextModel.Create().Save(Path.Combine(app.Folder, "models", "writer.safetensors"));
        app.Run(() =>
        {
            app.Frame();
            app.Press(InkKey.O); // reads the folder again
            app.Frame();
            app.Press(InkKey.O);
            app.Frames(3);
            Assert.Null(app.Ink.Text.Alphabet);
            app.Type("i");
            app.Frames(3);
            Assert.NotNull(app.Ink.Text.Alphabet);
            app.Type("so");
            app.Press(InkKey.Enter);
            app.Until(() => app.Ink.Text.Written == 2);
        });
    }

    [Fact]
    public void PageSavedInTheMiddleOfAWord_ContinuesWithTheSameBits()
    {
        string saved = Path.Combine(Folder, "saved.hmink");
        PenOffset[] here = Continue(saves: true), there = Continue(saves: false);
        Assert.True(here.Length > 40);
        Assert.Equal(here, there);
        PageRow[] page = DocumentFile.Read(saved).Rows.ToArray();
        Assert.Equal(TextChange.Begin, Assert.Single(page, row => row.Text is not null).Text!.Change);

        PenOffset[] Continue(bool saves)
        {
            using var app = new PlayedApp(1, 1000, 700, model: TextModel.Create());
            PenOffset[] written = [];
            app.Run(() => written = Play(app, saves));
            return written;
        }

        PenOffset[] Play(PlayedApp app, bool saves)
        {
            app.Frame();
            if (saves)
            {
                app.Type("ione two three");
                app.Press(InkKey.Enter);
                app.Until(() => app.Ink.Text.Current == 5);
                app.Press(InkKey.Escape); // after the word
                app.Press(InkKey.Escape); // at once
                app.Frames(5);
                Assert.Equal(LivePhase.Idle, app.Ink.Phase);
                app.Press(InkKey.S, KeyModifiers.Control);
                app.Frames(200);
                File.Copy(Assert.Single(Directory.GetFiles(Path.Combine(app.Folder, "documents"), "*.hmink")), saved);
            }
            else
            {
                app.Window.Send(new InputEvent(InputKind.FilesDropped, 300, 300, 0, Files: [saved]));
                app.Frames(205);
                Assert.Equal("one two three", app.Ink.Text.Text);
                Assert.InRange(app.Ink.Text.Written, 5, 6);
            }

            int rows = app.Ink.Rows.Count;
            app.Press(InkKey.F3); // keys go to the text
            app.Press(InkKey.Enter);
            app.Until(() => app.Ink.Phase == LivePhase.Idle && app.Ink.Rows.Count > rows);
            Assert.Equal(13, app.Ink.Text.Written);
            return [.. app.Ink.Rows.Skip(rows).Select(row => row.Offset)];
        }
    }

    [Fact]
    public void NewPage_HasNoText_AndUndoRestoresTheOldText()
    {
        using var app = new PlayedApp(1, 1000, 700, model: TextModel.Create());
        app.Run(() =>
        {
            app.Frame();
            app.Type("iso");
            app.Press(InkKey.Enter);
            app.Until(() => app.Ink.Phase == LivePhase.ModelWrites);
            app.Until(() => app.Ink.Phase == LivePhase.Idle);
            app.Press(InkKey.Escape);
            app.Press(InkKey.Delete);
            app.Frames(3);
            Assert.Equal(("", 0), (app.Ink.Text.Text, app.Ink.Rows.Count));
            app.Press(InkKey.Z, KeyModifiers.Control);
            app.Frames(3);
            Assert.Equal(("so", 2), (app.Ink.Text.Text, app.Ink.Text.Written));
        });
    }
}
