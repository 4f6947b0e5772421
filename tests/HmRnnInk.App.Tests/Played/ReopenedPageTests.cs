using HmRnnInk.App.Colours;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Tests.Played;

/// <summary>A page that was written in one window, saved, and opened in another window.</summary>
public sealed class ReopenedPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-reopened-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(900, 600)]
    [InlineData(640, 480)]
    public void PageOfAWiderWindow_IsShownInItsWholeWidth_AndWrittenToItsOwnMargin(int width, int height)
    {
        string path = WrittenIn(1280, 800, to: 1150);
        float margin = PageLayout.Fit(1280, 800, 25).RightMargin;
        using var app = new PlayedApp(1, width, height);
        app.Run(Play());

        IEnumerable<int> Play()
        {
            foreach (int frame in Open(app, path)) yield return frame;
            PageLayout layout = app.Ink.Layout;
            Assert.Equal((1280 - 2 * PageLayout.Desk, margin), (layout.SheetWidth, layout.RightMargin));
            Assert.Equal(width - 2 * PageLayout.Desk, layout.Width);
            PageView view = app.View;
            Assert.Equal(layout.X, view.ToWindow(layout.X, 0).X, 0.6f);
            Assert.Equal(layout.X + layout.Width, view.ToWindow(layout.X + layout.SheetWidth, 0).X, 0.6f);
            // no desk below a sheet that is longer than the window
            Assert.True(view.ToWindow(0, layout.Y + layout.SheetHeight).Y >= layout.Y + layout.Height - 1);
            Assert.All(app.Ink.Rows, row => Assert.InRange(view.ToWindow(row.X, 0).X, layout.X, layout.X + layout.Width));

            // The person can reset the zoom, and fit the page again.
            app.Press(InkKey.Digit0, KeyModifiers.Control);
            foreach (int frame in Frames(40)) yield return frame;
            Assert.Equal(1, app.View.Zoom);
            app.Window.Send(new InputEvent(InputKind.Scroll, 3, 0, 0, Modifiers: KeyModifiers.Shift));
            foreach (int frame in Frames(40)) yield return frame;
            app.Press(InkKey.Delete);
            foreach (int frame in Frames(40)) yield return frame;
            Assert.Equal(layout.Width, app.Ink.Layout.SheetWidth); // a new page fits the window
        }
    }

    [Fact]
    public void PageOfANarrowerWindow_IsAsWideAsTheWindow()
    {
        string path = WrittenIn(900, 600, to: 780);
        using var app = new PlayedApp(1, 1280, 800);
        app.Run(Play());

        IEnumerable<int> Play()
        {
            foreach (int frame in Open(app, path)) yield return frame;
            Assert.Equal((1280 - 2 * PageLayout.Desk, 1f), (app.Ink.Layout.SheetWidth, app.View.Zoom));
        }
    }

    [Fact]
    public void NarrowerWindow_KeepsTheInkOnThePaper_AndAWideOneRestoresTheSheet()
    {
        using var app = new PlayedApp(1, 1280, 800);
        app.Run(Play());

        IEnumerable<int> Play()
        {
            foreach (int frame in Write(app, 100, 150, to: 700)) yield return frame;
            app.Window.Size = (900, 600);
            foreach (int frame in Frames(5)) yield return frame;
            Assert.Equal((900 - 2 * PageLayout.Desk, 1f), (app.Ink.Layout.SheetWidth, app.View.Zoom)); // this ink fits the window
            app.Window.Size = (1280, 800);
            foreach (int frame in Write(app, 800, 150, to: 1100)) yield return frame;
            app.Window.Size = (900, 600);
            foreach (int frame in Frames(5)) yield return frame;
            Assert.Equal((1280 - 2 * PageLayout.Desk, (900 - 2 * PageLayout.Desk) / (1280 - 2 * PageLayout.Desk)),
                (app.Ink.Layout.SheetWidth, app.View.Zoom));
            app.Window.Size = (1280, 800);
            foreach (int frame in Frames(5)) yield return frame;
            Assert.Equal(1, app.View.Zoom);
        }
    }

    [Fact]
    public void InkOfAnotherProgram_IsOnASheetThatHoldsIt_AndStaysOnIt()
    {
        string wide = WrittenIn(1280, 800, to: 1150), ink = Path.Combine(_folder, "line.inkml");
        File.WriteAllText(ink,
            "<ink xmlns=\"http://www.w3.org/2003/InkML\"><trace>"
            + string.Join(", ", Enumerable.Range(0, 200).Select(x => $"{50 * x} {x % 7 * 20}")) + "</trace></ink>");
        using var app = new PlayedApp(1, 900, 600);
        app.Run(Play());

        IEnumerable<int> Play()
        {
            foreach (int frame in Open(app, wide)) yield return frame;
            foreach (int frame in Open(app, ink)) yield return frame;
            // It is wider than the window at a readable size, so the sheet is as wide as it needs, and all of it is shown.
            float sheet = app.Ink.Layout.SheetWidth, right = app.Ink.Rows.Max(row => row.X);
            Assert.InRange(right, 900, app.Ink.Layout.X + sheet);
            Assert.InRange(app.View.ToWindow(right, 0).X, 600, 900 - PageLayout.Desk);
            app.Window.Size = (700, 500);
            foreach (int frame in Frames(5)) yield return frame;
            Assert.Equal(sheet, app.Ink.Layout.SheetWidth);
        }
    }

    [Fact]
    public void InkOfAnotherProgram_IsNotSavedOverTheDocumentOpenBefore()
    {
        using var app = new PlayedApp(1, 900, 600);
        string[] files = app.WriteFiles();
        byte[] document = File.ReadAllBytes(files[0]);
        app.Run(Play());

        IEnumerable<int> Play()
        {
            foreach (int frame in Open(app, files[0])) yield return frame;
            foreach (int frame in Open(app, files[1])) yield return frame;
            app.Press(InkKey.S, KeyModifiers.Control);
            foreach (int frame in Frames(60)) yield return frame;
            Assert.Equal(document, File.ReadAllBytes(files[0]));
            Assert.Equal(app.Ink.Rows.Count, DocumentFile.Read(Assert.Single(Directory.GetFiles(Path.Combine(app.Folder, "documents"),
                "*.hmink"))).Rows.Length);
        }
    }

    [Fact]
    public void Look_IsRestored()
    {
        string saved = Path.Combine(_folder, "look.hmink");
        float xHeight = 0;
        using (var app = new PlayedApp(1, 1000, 700))
        {
            app.Run(Play());
            File.Move(app.SavedAtTheEnd, saved);

            IEnumerable<int> Play()
            {
                // The ruled lines are those of larger handwriting, although the size of the handwriting is average at the end.
                for (int press = 0; press < 6; press++) app.Press(InkKey.Plus);
                foreach (int frame in Frames(5)) yield return frame;
                foreach (int frame in Write(app, 100, 150, to: 300)) yield return frame;
                for (int press = 0; press < 6; press++) app.Press(InkKey.Minus);
                app.Press(InkKey.C); // from the deepest flush to segments
                app.Press(InkKey.L);
                app.Press(InkKey.G);
                app.Press(InkKey.Plus, KeyModifiers.Control);
                foreach (int frame in Frames(60)) yield return frame;
                xHeight = app.Ink.Layout.XHeight;
            }
        }

        PageLook look = DocumentFile.Read(saved).Look;
        Assert.Equal(new ColourScheme(ColourMode.Segments, 1), look.Colours);
        Assert.Equal((1.25f, xHeight, ""), (look.Zoom, look.XHeight, look.Style));
        Assert.True(xHeight > 30);
        using var again = new PlayedApp(1, 1000, 700);
        again.Run(PlayAgain());
        Assert.Equal(look, DocumentFile.Read(again.SavedAtTheEnd).Look);

        IEnumerable<int> PlayAgain()
        {
            foreach (int frame in Open(again, saved)) yield return frame;
            Assert.Equal((xHeight, 1.25f, 8), (again.Ink.Layout.XHeight, again.View.Zoom, again.Ink.Settings.Ghosts));
            // One undo restores the page before with its look, and one redo this page.
            again.Press(InkKey.Z, KeyModifiers.Control);
            foreach (int frame in Frames(5)) yield return frame;
            Assert.Empty(again.Ink.Rows);
            Assert.Equal((1f, 5), (again.View.Zoom, again.Ink.Settings.Ghosts));
            again.Press(InkKey.Z, KeyModifiers.Control | KeyModifiers.Shift);
            foreach (int frame in Frames(5)) yield return frame;
            Assert.Equal((xHeight, 1.25f, 8), (again.Ink.Layout.XHeight, again.View.Zoom, again.Ink.Settings.Ghosts));
        }
    }

    [Fact]
    public void StyleOfThePage_IsReadBeforeItAgain_AndThePageContinuesWithTheSameBits()
    {
        string styled = Path.Combine(_folder, "styled.hmink"), saved = Path.Combine(_folder, "saved.hmink");
        // Without a model in the file, the page is reread after the style. After that it is saved, and continued here and where it is
        // opened.
        DocumentFile.Write(styled, DocumentFile.Read(WrittenIn(1000, 700, to: 300)) with
        {
            Look = new PageLook { Style = "style-1" },
            Snapshot = null
        });
        PenOffset[] here = Played(styled, saves: true), there = Played(saved), unstyled = Played(saved, styleIsThere: false);
        Assert.True(here.Length > 80);
        Assert.Equal(here, there);
        Assert.NotEqual(here, unstyled);

        PenOffset[] Played(string path, bool saves = false, bool styleIsThere = true)
        {
            using var app = new PlayedApp(1, 1000, 700);
            string styles = Directory.CreateDirectory(Path.Combine(app.Folder, "styles")).FullName;
            if (styleIsThere)
            {
                File.WriteAllText(Path.Combine(styles, "style-1.inkml"), """
                    <ink xmlns="http://www.w3.org/2003/InkML"><trace>10 20, 14 40, 20 60, 26 40, 31 22</trace>
                    <trace>50 30</trace><trace>60 20, 64 60</trace></ink>
                    """);
            }

            PenOffset[] written = [];
            app.Run(Play());
            Assert.Equal(styleIsThere ? "style-1" : "", DocumentFile.Read(app.SavedAtTheEnd).Look.Style);
            return written;

            IEnumerable<int> Play()
            {
                foreach (int frame in Open(app, path)) yield return frame;
                foreach (int frame in Frames(200)) yield return frame;
                if (saves)
                {
                    app.Press(InkKey.Enter); // so that the next random numbers are not the first ones
                    foreach (int frame in Frames(200)) yield return frame;
                    app.Press(InkKey.Escape);
                    foreach (int frame in Frames(60)) yield return frame;
                    app.Press(InkKey.S, KeyModifiers.Control);
                    foreach (int frame in Frames(200)) yield return frame;
                    File.Copy(path, saved);
                }

                int rows = app.Ink.Rows.Count;
                app.Press(InkKey.Enter);
                foreach (int frame in Frames(200)) yield return frame; // beyond the ghost that the model follows first
                written = [.. app.Ink.Rows.Skip(rows).Select(row => row.Offset)];
                app.Press(InkKey.Escape);
                yield return 0;
            }
        }
    }

    [Fact]
    public void DocumentThatSaysNothingOfItsSheet_HasOneThatHoldsItsInk()
    {
        string path = WrittenIn(1280, 800, to: 1150);
        InkDocument document = DocumentFile.Read(path);
        DocumentFile.Write(path, document with { Look = new PageLook() });
        using var app = new PlayedApp(1, 900, 600);
        app.Run(Play());

        IEnumerable<int> Play()
        {
            foreach (int frame in Open(app, path)) yield return frame;
            PageLayout layout = app.Ink.Layout;
            Assert.All(app.Ink.Rows, row => Assert.InRange(app.View.ToWindow(row.X, 0).X, layout.X, layout.X + layout.Width - 20));
        }
    }

    /// <returns>The path of a page with one stroke across the window.</returns>
    private string WrittenIn(int width, int height, float to)
    {
        string path = Path.Combine(_folder, $"{width}.hmink");
        using var app = new PlayedApp(1, width, height);
        app.Run(Write(app, 150, 150, to));
        File.Move(app.SavedAtTheEnd, path);
        Assert.InRange(DocumentFile.Read(path).Rows.ToArray().Max(row => row.X), to - 10, to + 10);
        return path;
    }

    private static IEnumerable<int> Open(PlayedApp app, string path)
    {
        yield return 0;
        app.Window.Send(new InputEvent(InputKind.FilesDropped, 300, 300, 0, Files: [path]));
        foreach (int frame in Frames(5)) yield return frame;
        Assert.NotEmpty(app.Ink.Rows);
    }

    /// <summary>Writes a stroke, and stops the model.</summary>
    private static IEnumerable<int> Write(PlayedApp app, float x, float y, float to)
    {
        yield return 0;
        app.Window.Send(new InputEvent(InputKind.PenDown, x, y, 0));
        for (int step = 1; x < to; step++)
        {
            app.Window.Send(new InputEvent(InputKind.PenMove, x = Math.Min(to, x + 6), y - 12 * MathF.Sin(step), 0));
            yield return 0;
        }

        app.Window.Send(new InputEvent(InputKind.PenUp, x, y, 0));
        foreach (int frame in Frames(3)) yield return frame;
        app.Press(InkKey.Escape);
        yield return 0;
    }

    private static IEnumerable<int> Frames(int frames) => Enumerable.Range(0, frames);
}
