using HmRnnInk.App.Tests.Session;
using static HmRnnInk.App.Tests.Played.PlayedScripts;

namespace HmRnnInk.App.Tests.Played;

/// <summary>The whole window, with words that are typed for the model.</summary>
public sealed class TypedTextTests : FolderTests
{
    [Fact]
    public void TypedWords_AreWritten_AndTheKeysOfCommandsAreLetters()
    {
        using var app = new PlayedApp(1, 1000, 700, model: TextModel.Create());
        app.Run(Play());

        IEnumerable<int> Play()
        {
            yield return 0;
            app.Type("i"); // the key of the command, which is no letter of the text
            app.Type("mom chops");
            foreach (int frame in Frames(3)) yield return frame;
            Assert.Equal("mom chops", app.Ink.Text.Text);
            Assert.True(app.Ink.Text.IsBeingEdited);
            Assert.Equal((LivePhase.Idle, 5), (app.Ink.Phase, app.Ink.Settings.Ghosts)); // no command was run
            app.Press(InkKey.Enter);
            bool Done() => app.Ink.Text.Written == 9 && app.Ink.Phase == LivePhase.Idle;
            foreach (int frame in Until(app, Done)) yield return frame;
            foreach (int frame in Frames(3)) yield return frame;
            Assert.Equal(LivePhase.Idle, app.Ink.Phase);
            app.Press(InkKey.Z, KeyModifiers.Control); // a command with a modifier works while the text is edited
            foreach (int frame in Frames(3)) yield return frame;
            Assert.InRange(app.Ink.Text.Written, 3, 5); // this pen does not always begin a word to the right of the one before
            app.Press(InkKey.Escape);
            yield return 0;
            Assert.False(app.Ink.Text.IsBeingEdited);
            app.Type("g"); // a command again
            yield return 0;
            Assert.Equal(("mom chops", 8), (app.Ink.Text.Text, app.Ink.Settings.Ghosts));
        }
    }

    [Fact]
    public void ClickOnTheLine_BeginsTheText_AndThePenOnThePaperEndsIt()
    {
        using var app = new PlayedApp(1, 1000, 700, model: TextModel.Create());
        app.Run(Play());

        IEnumerable<int> Play()
        {
            yield return 0;
            app.Tap(300, 50);
            app.Type("so");
            app.Window.ClipboardText = " it\ngoes";
            app.Press(InkKey.V, KeyModifiers.Control);
            yield return 0;
            Assert.Equal("so it goes", app.Ink.Text.Text);
            app.Press(InkKey.A, KeyModifiers.Control);
            app.Press(InkKey.C, KeyModifiers.Control);
            yield return 0;
            Assert.Equal("so it goes", app.Window.ClipboardText);
            Assert.Empty(app.Ink.Rows);
            foreach (int frame in Stroke(app, 300, 150, points: 27)) yield return frame;
            foreach (int frame in Until(app, () => app.Ink.Text.Written == 10)) yield return frame; // the pen rests, so the model goes on
        }
    }

    [Fact]
    public void ModelWithoutATextWindow_IsReplacedByOneThatWritesTexts_WhenTheTextLineOpens()
    {
        using var app = new PlayedApp(1, 1000, 700);
        TextModel.Create().Save(Path.Combine(app.Folder, "models", "writer.safetensors"));
        app.Run(Play());

        IEnumerable<int> Play()
        {
            yield return 0;
            app.Press(InkKey.O); // reads the folder again
            yield return 0;
            app.Press(InkKey.O);
            foreach (int frame in Frames(3)) yield return frame;
            Assert.Null(app.Ink.Text.Alphabet);
            app.Type("i");
            foreach (int frame in Frames(3)) yield return frame;
            Assert.NotNull(app.Ink.Text.Alphabet);
            app.Type("so");
            app.Press(InkKey.Enter);
            foreach (int frame in Until(app, () => app.Ink.Text.Written == 2)) yield return frame;
        }
    }

    [Fact]
    public void PageSavedInTheMiddleOfAWord_ContinuesWithTheSameBits()
    {
        string saved = Path.Combine(Folder, "saved.hmink");
        PenOffset[] here = [], there = [];
        using (var app = new PlayedApp(1, 1000, 700, model: TextModel.Create()))
        {
            app.Run(Play(app, rows => here = rows, saves: true));
        }

        using (var app = new PlayedApp(1, 1000, 700, model: TextModel.Create()))
        {
            app.Run(Play(app, rows => there = rows, saves: false));
        }

        Assert.True(here.Length > 40);
        Assert.Equal(here, there);
        PageRow[] page = DocumentFile.Read(saved).Rows.ToArray();
        Assert.Equal(TextChange.Begin, Assert.Single(page, row => row.Text is not null).Text!.Change);

        IEnumerable<int> Play(PlayedApp app, Action<PenOffset[]> written, bool saves)
        {
            yield return 0;
            if (saves)
            {
                app.Type("ione two three");
                app.Press(InkKey.Enter);
                foreach (int frame in Until(app, () => app.Ink.Text.Current == 5)) yield return frame;
                app.Press(InkKey.Escape); // after the word
                app.Press(InkKey.Escape); // at once
                foreach (int frame in Frames(5)) yield return frame;
                Assert.Equal(LivePhase.Idle, app.Ink.Phase);
                app.Press(InkKey.S, KeyModifiers.Control);
                foreach (int frame in Frames(200)) yield return frame;
                File.Copy(Assert.Single(Directory.GetFiles(Path.Combine(app.Folder, "documents"), "*.hmink")), saved);
            }
            else
            {
                app.Window.Send(new InputEvent(InputKind.FilesDropped, 300, 300, 0, Files: [saved]));
                foreach (int frame in Frames(205)) yield return frame;
                Assert.Equal("one two three", app.Ink.Text.Text);
                Assert.InRange(app.Ink.Text.Written, 5, 6);
            }

            int rows = app.Ink.Rows.Count;
            app.Press(InkKey.F3); // keys go to the text
            app.Press(InkKey.Enter);
            foreach (int frame in Until(app, () => app.Ink.Phase == LivePhase.Idle && app.Ink.Rows.Count > rows)) yield return frame;
            Assert.Equal(13, app.Ink.Text.Written);
            written([.. app.Ink.Rows.Skip(rows).Select(row => row.Offset)]);
        }
    }

    [Fact]
    public void NewPage_HasNoText_AndUndoRestoresTheOldText()
    {
        using var app = new PlayedApp(1, 1000, 700, model: TextModel.Create());
        app.Run(Play());

        IEnumerable<int> Play()
        {
            yield return 0;
            app.Type("iso");
            app.Press(InkKey.Enter);
            foreach (int frame in Until(app, () => app.Ink.Phase == LivePhase.ModelWrites)) yield return frame;
            foreach (int frame in Until(app, () => app.Ink.Phase == LivePhase.Idle)) yield return frame;
            app.Press(InkKey.Escape);
            app.Press(InkKey.Delete);
            foreach (int frame in Frames(3)) yield return frame;
            Assert.Equal(("", 0), (app.Ink.Text.Text, app.Ink.Rows.Count));
            app.Press(InkKey.Z, KeyModifiers.Control);
            foreach (int frame in Frames(3)) yield return frame;
            Assert.Equal(("so", 2), (app.Ink.Text.Text, app.Ink.Text.Written));
        }
    }
}
