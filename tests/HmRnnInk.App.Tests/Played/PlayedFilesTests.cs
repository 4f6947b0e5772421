using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Tests.Documents;
using static HmRnnInk.App.Tests.Played.PlayedScripts;

namespace HmRnnInk.App.Tests.Played;

/// <summary>The app and files: what it writes, and what it does if a file cannot be written.</summary>
public sealed class PlayedFilesTests : FolderTests
{
    [Fact]
    public void ExportThatCannotBeWrittenAtTheEnd_DoesNotPreventTheSave()
    {
        using var app = new PlayedApp(1, 900, 600, svg: Folder); // a folder cannot be written as a file

        Exception? error = Record.Exception(() => app.Run(Write(app, 150, 150, to: 390)));

        Assert.True(error is IOException or UnauthorizedAccessException, $"{error}");
        // The document is written after the export that failed.
        Assert.True(DocumentFile.Read(app.SavedAtTheEnd).Rows.Length > 20);
    }

    [Fact]
    public void CopyOfAPageTooLongForAPicture_DoesNotEndTheApp()
    {
        using var app = new PlayedApp(1, 900, 600);
        app.Run(Play());
        Assert.Equal(40, DocumentFile.Read(app.SavedAtTheEnd).Rows.Length);

        IEnumerable<int> Play()
        {
            PageRow[] rows = AnyDocument.Example.Rows.ToArray();
            rows[^1] = rows[^1] with { Y = 200_000, Line = 2000 };
            string path = Path.Combine(app.Folder, "long.hmink");
            DocumentFile.Write(path, AnyDocument.Example with { Rows = rows, TracedRows = 0, Model = null, Snapshot = null, Pen = null });
            foreach (int frame in Open(app, path)) yield return frame;
            app.Press(InkKey.C, KeyModifiers.Control);
            foreach (int frame in Frames(5)) yield return frame;
        }
    }

    [Fact]
    public void ReplayedPage_IsExportedWhole_AndContinues()
    {
        using var app = new PlayedApp(1, 900, 600);
        app.Run(Play());
        byte[][] pictures = [.. Directory.GetFiles(Path.Combine(app.Folder, "documents", "exports"), "*.png").Select(File.ReadAllBytes)];
        Assert.Equal(2, pictures.Length);
        Assert.Equal(pictures[0], pictures[1]);

        IEnumerable<int> Play()
        {
            foreach (int frame in Write(app, 150, 150, to: 390)) yield return frame;
            foreach (int frame in Frames(60)) yield return frame; // until the model has read the page
            app.Press(InkKey.P);
            foreach (int frame in Frames(3)) yield return frame;
            app.Press(InkKey.R);
            foreach (int frame in Frames(3)) yield return frame;
            app.Press(InkKey.P);
            foreach (int frame in Frames(3)) yield return frame;
            Assert.True(Shown() < 20); // the end of the stroke is not visible yet
        }

        int Shown()
        {
            using Screenshot shot = Screenshot.Take(app.Window.Gl, 900, 600);
            return app.Ink.Rows.Count(row => shot.Bitmap.HasInkAt((int)row.X, (int)row.Y, reach: 2));
        }
    }
}
