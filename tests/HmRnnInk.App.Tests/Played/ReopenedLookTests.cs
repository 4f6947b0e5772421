namespace HmRnnInk.App.Tests.Played;

/// <summary>The look and the style of a page that is saved and opened again.</summary>
public sealed class ReopenedLookTests : FolderTests
{
    [Fact]
    public void Look_IsRestored()
    {
        string saved = Path.Combine(Folder, "look.hmink");
        float xHeight = 0;
        using (var app = new PlayedApp(1, 1000, 700))
        {
            app.Run(() =>
            {
                // The ruled lines are those of larger handwriting, although the size of the handwriting is average at the end.
                for (int press = 0; press < 6; press++) app.Press(InkKey.Plus);
                app.Frames(5);
                app.StrokeAlone(100, 150, to: 300);
                for (int press = 0; press < 6; press++) app.Press(InkKey.Minus);
                app.Press(InkKey.C); // from nested hulls to segments
                app.Press(InkKey.L);
                app.Press(InkKey.G);
                app.Press(InkKey.Plus, KeyModifiers.Control);
                app.Frames(60);
                xHeight = app.Ink.Layout.XHeight;
            });
            File.Move(app.SavedAtTheEnd, saved);
        }

        PageLook look = DocumentFile.Read(saved).Look;
        Assert.Equal(new ColourScheme(ColourMode.Segments, 1), look.Colours);
        Assert.Equal((1.25f, xHeight, ""), (look.Zoom, look.XHeight, look.Style));
        Assert.True(xHeight > 30);
        using var again = new PlayedApp(1, 1000, 700);
        again.Run(() =>
        {
            again.Open(saved);
            Assert.Equal((xHeight, 1.25f, 8), (again.Ink.Layout.XHeight, again.View.Zoom, again.Ink.Settings.Ghosts));
            // One undo restores the page before with its look, and one redo this page.
            again.Press(InkKey.Z, KeyModifiers.Control);
            again.Frames(5);
            Assert.Empty(again.Ink.Rows);
            Assert.Equal((1f, 5), (again.View.Zoom, again.Ink.Settings.Ghosts));
            again.Press(InkKey.Z, KeyModifiers.Control | KeyModifiers.Shift);
            again.Frames(5);
            Assert.Equal((xHeight, 1.25f, 8), (again.Ink.Layout.XHeight, again.View.Zoom, again.Ink.Settings.Ghosts));
        });
        Assert.Equal(look, DocumentFile.Read(again.SavedAtTheEnd).Look);
    }

    [Fact]
    public void StyleOfAnOpenedPage_IsReadBeforeIt_AndThePageContinuesWithTheSameBits()
    {
        string styled = Path.Combine(Folder, "styled.hmink"), saved = Path.Combine(Folder, "saved.hmink");
        string written = Path.Combine(Folder, "written.hmink");
        PlayedApp.SavePage(written, 1000, 700, to: 300);
        // Without a saved state of the model, the page is read again after its style. Then it is saved, and continued both here and where
        // it is opened.
        DocumentFile.Write(styled, DocumentFile.Read(written) with
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

            PenOffset[] continued = [];
            app.Run(() =>
            {
                app.Open(path);
                app.Frames(200);
                if (saves)
                {
                    app.Press(InkKey.Enter); // so that the next random numbers are not the first ones
                    app.Frames(200);
                    app.Press(InkKey.Escape);
                    app.Frames(60);
                    app.Press(InkKey.S, KeyModifiers.Control);
                    app.Frames(200);
                    File.Copy(path, saved);
                }

                int rows = app.Ink.Rows.Count;
                app.Press(InkKey.Enter);
                app.Frames(200); // beyond the ghost that the model follows first
                continued = [.. app.Ink.Rows.Skip(rows).Select(row => row.Offset)];
                app.Press(InkKey.Escape);
                app.Frame();
            });
            Assert.Equal(styleIsThere ? "style-1" : "", DocumentFile.Read(app.SavedAtTheEnd).Look.Style);
            return continued;
        }
    }
}
