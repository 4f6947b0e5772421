namespace HmRnnInk.App.Tests.Played;

/// <summary>The sheet of a page that is opened in a window of another size, and of ink from another program.</summary>
public sealed class ReopenedPageTests : FolderTests
{
    [Theory]
    [InlineData(900, 600)]
    [InlineData(640, 480)]
    public void PageOfAWiderWindow_IsShownInItsWholeWidth_AndWrittenToItsOwnMargin(int width, int height)
    {
        string path = WrittenIn(1280, 800, to: 1150);
        float margin = PageLayout.Fit(1280, 800, 25).RightMargin;
        using var app = new PlayedApp(1, width, height);
        app.Run(() =>
        {
            app.Open(path);
            PageLayout layout = app.Ink.Layout;
            Assert.Equal((1280 - 2 * PageLayout.Desk, margin), (layout.SheetWidth, layout.RightMargin));
            Assert.Equal(width - 2 * PageLayout.Desk, layout.Width);
            PageView view = app.View;
            Assert.Equal(layout.X, view.ToWindow(layout.X, 0).X, 0.6f);
            Assert.Equal(layout.X + layout.Width, view.ToWindow(layout.X + layout.SheetWidth, 0).X, 0.6f);
            // no desk below a sheet that is longer than the window
            Assert.True(view.ToWindow(0, layout.SheetBottom).Y >= layout.Y + layout.Height - 1);
            Assert.All(app.Ink.Rows, row => Assert.InRange(view.ToWindow(row.X, 0).X, layout.X, layout.X + layout.Width));

            // The person can reset the zoom, and fit the page again.
            app.Press(InkKey.Digit0, KeyModifiers.Control);
            app.Frames(40);
            Assert.Equal(1, app.View.Zoom);
            app.Window.Send(new InputEvent(InputKind.Scroll, 3, 0, 0, Modifiers: KeyModifiers.Shift));
            app.Frames(40);
            app.Press(InkKey.Delete);
            app.Frames(40);
            Assert.Equal(layout.Width, app.Ink.Layout.SheetWidth); // a new page fits the window
        });
    }

    [Fact]
    public void PageOfANarrowerWindow_IsAsWideAsTheWindow()
    {
        string path = WrittenIn(900, 600, to: 780);
        using var app = new PlayedApp(1, 1280, 800);
        app.Run(() =>
        {
            app.Open(path);
            Assert.Equal((1280 - 2 * PageLayout.Desk, 1f), (app.Ink.Layout.SheetWidth, app.View.Zoom));
        });
    }

    [Fact]
    public void NarrowerWindow_KeepsTheInkOnThePaper_AndAWideOneRestoresTheSheet()
    {
        using var app = new PlayedApp(1, 1280, 800);
        app.Run(() =>
        {
            app.StrokeAlone(100, 150, to: 700);
            app.Window.Size = (900, 600);
            app.Frames(5);
            Assert.Equal((900 - 2 * PageLayout.Desk, 1f), (app.Ink.Layout.SheetWidth, app.View.Zoom)); // this ink fits the window
            app.Window.Size = (1280, 800);
            app.StrokeAlone(800, 150, to: 1100);
            app.Window.Size = (900, 600);
            app.Frames(5);
            Assert.Equal((1280 - 2 * PageLayout.Desk, (900 - 2 * PageLayout.Desk) / (1280 - 2 * PageLayout.Desk)),
                (app.Ink.Layout.SheetWidth, app.View.Zoom));
            app.Window.Size = (1280, 800);
            app.Frames(5);
            Assert.Equal(1, app.View.Zoom);
        });
    }

    [Fact]
    public void InkOfAnotherProgram_IsOnASheetThatHoldsIt_AndStaysOnIt()
    {
        string wide = WrittenIn(1280, 800, to: 1150), ink = Path.Combine(Folder, "line.inkml");
        File.WriteAllText(ink,
            "<ink xmlns=\"http://www.w3.org/2003/InkML\"><trace>"
            + string.Join(", ", Enumerable.Range(0, 200).Select(x => $"{50 * x} {x % 7 * 20}")) + "</trace></ink>");
        using var app = new PlayedApp(1, 900, 600);
        app.Run(() =>
        {
            app.Open(wide);
            app.Open(ink);
            // It is wider than the window at a readable size, so the sheet is as wide as it needs, and all of it is shown.
            float sheet = app.Ink.Layout.SheetWidth, right = app.Ink.Rows.Max(row => row.X);
            Assert.InRange(right, 900, app.Ink.Layout.X + sheet);
            Assert.InRange(app.View.ToWindow(right, 0).X, 600, 900 - PageLayout.Desk);
            app.Window.Size = (700, 500);
            app.Frames(5);
            Assert.Equal(sheet, app.Ink.Layout.SheetWidth);
        });
    }

    [Fact]
    public void InkOfAnotherProgram_IsNotSavedOverTheDocumentOpenBefore()
    {
        using var app = new PlayedApp(1, 900, 600);
        string[] files = app.WriteFiles();
        byte[] document = File.ReadAllBytes(files[0]);
        app.Run(() =>
        {
            app.Open(files[0]);
            app.Open(files[1]);
            app.Press(InkKey.S, KeyModifiers.Control);
            app.Frames(60);
            Assert.Equal(document, File.ReadAllBytes(files[0]));
            Assert.Equal(app.Ink.Rows.Count, DocumentFile.Read(Assert.Single(Directory.GetFiles(Path.Combine(app.Folder, "documents"),
                "*.hmink"))).Rows.Length);
        });
    }

    [Fact]
    public void DocumentWithoutASheetWidth_GetsASheetThatHoldsItsInk()
    {
        string path = WrittenIn(1280, 800, to: 1150);
        InkDocument document = DocumentFile.Read(path);
        DocumentFile.Write(path, document with { Look = new PageLook() });
        using var app = new PlayedApp(1, 900, 600);
        app.Run(() =>
        {
            app.Open(path);
            PageLayout layout = app.Ink.Layout;
            Assert.All(app.Ink.Rows, row => Assert.InRange(app.View.ToWindow(row.X, 0).X, layout.X, layout.X + layout.Width - 20));
        });
    }

    /// <returns>The path of a page with one stroke across the window.</returns>
    private string WrittenIn(int width, int height, float to)
    {
        string path = Path.Combine(Folder, $"{width}.hmink");
        PlayedApp.SavePage(path, width, height, to);
        return path;
    }
}
