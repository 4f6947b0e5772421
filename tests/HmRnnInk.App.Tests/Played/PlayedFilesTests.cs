using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Tests.Documents;

namespace HmRnnInk.App.Tests.Played;

/// <summary>The app and files: what it writes, and what it does if a file cannot be written.</summary>
public sealed class PlayedFilesTests : FolderTests
{
    [Fact]
    public void ExportThatCannotBeWrittenAtTheEnd_DoesNotPreventTheSave()
    {
        using var app = new PlayedApp(1, 900, 600, svg: Folder); // a folder cannot be written as a file

        Exception? error = Record.Exception(() => app.Run(() => app.StrokeAlone(150, 150, to: 390)));

        Assert.True(error is IOException or UnauthorizedAccessException, $"{error}");
        // The document is written after the export that failed.
        Assert.True(DocumentFile.Read(app.SavedAtTheEnd).Rows.Length > 20);
    }

    [Fact]
    public void CopyOfAPageTooLongForAPicture_DoesNotEndTheApp()
    {
        using var app = new PlayedApp(1, 900, 600);
        app.Run(() =>
        {
            PageRow[] rows = AnyDocument.Example.Rows.ToArray();
            rows[^1] = rows[^1] with { Y = 200_000, Line = 2000 };
            string path = Path.Combine(app.Folder, "long.hmink");
            DocumentFile.Write(path, AnyDocument.Example with { Rows = rows, TracedRows = 0, Model = null, Snapshot = null, Pen = null });
            app.Open(path);
            app.Press(InkKey.C, KeyModifiers.Control);
            app.Frames(5);
        });
        Assert.Equal(40, DocumentFile.Read(app.SavedAtTheEnd).Rows.Length);
    }

    [Fact]
    public void KeysWithControl_EditANameThatIsBeingEdited()
    {
        using var app = new PlayedApp(1, 900, 600);
        app.Run(() =>
        {
            app.StrokeAlone(150, 150, to: 390);
            app.Press(InkKey.S, KeyModifiers.Control);
            app.Frames(200);
            PageRow[] rows = [.. app.Ink.Rows];
            app.Press(InkKey.O, KeyModifiers.Control);
            app.Press(InkKey.F2);
            app.Frames(3);
            string name = app.Parts.Menu.Editor!.Name;
            app.Window.ClipboardText = "\nmore";
            foreach (InkKey key in (InkKey[])[InkKey.V, InkKey.A, InkKey.Z, InkKey.Y, InkKey.Left, InkKey.C])
                app.Press(key, KeyModifiers.Control);
            app.Frame();
            Assert.Equal((name + " more", name.Length + 4), (app.Parts.Menu.Editor.Name, app.Parts.Menu.Editor.Caret));
            Assert.Equal(name + " more", app.Window.ClipboardText);
            app.Press(InkKey.X, KeyModifiers.Control);
            app.Frame();
            app.Window.ClipboardText = "";
            app.Press(InkKey.V, KeyModifiers.Control);
            app.Frame();
            Assert.Equal("", app.Parts.Menu.Editor!.Name);
            app.Press(InkKey.S, KeyModifiers.Control); // a command
            app.Frame();
            Assert.False(app.Parts.Menu.IsShown);
            Assert.Equal(rows, app.Ink.Rows);
        });
    }

    [Fact]
    public void ReplayedPage_IsExportedWhole_AndContinues()
    {
        using var app = new PlayedApp(1, 900, 600);
        app.Run(() =>
        {
            app.StrokeAlone(150, 150, to: 390);
            app.Frames(60); // until the model has read the page
            app.Press(InkKey.P);
            app.Frames(3);
            app.Press(InkKey.R);
            app.Frames(3);
            app.Press(InkKey.P);
            app.Frames(3);
            Assert.True(Shown() < 20); // the end of the stroke is not visible yet
        });
        byte[][] pictures = [.. Directory.GetFiles(Path.Combine(app.Folder, "documents", "exports"), "*.png").Select(File.ReadAllBytes)];
        Assert.Equal(2, pictures.Length);
        Assert.Equal(pictures[0], pictures[1]);

        int Shown()
        {
            using Screenshot shot = Screenshot.Take(app.Window.Gl, 900, 600);
            return app.Ink.Rows.Count(row => shot.Bitmap.HasInkAt((int)row.X, (int)row.Y, reach: 2));
        }
    }
}
