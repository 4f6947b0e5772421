using static HmRnnInk.App.Tests.Played.PlayedScripts;

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
            app.Run(Play());
            File.Move(app.SavedAtTheEnd, saved);

            IEnumerable<int> Play()
            {
                // The ruled lines are those of larger handwriting, although the size of the handwriting is average at the end.
                for (int press = 0; press < 6; press++) app.Press(InkKey.Plus);
                foreach (int frame in Frames(5)) yield return frame;
                foreach (int frame in Write(app, 100, 150, to: 300)) yield return frame;
                for (int press = 0; press < 6; press++) app.Press(InkKey.Minus);
                app.Press(InkKey.C); // from nested hulls to segments
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
    public void StyleOfAnOpenedPage_IsReadBeforeIt_AndThePageContinuesWithTheSameBits()
    {
        string styled = Path.Combine(Folder, "styled.hmink"), saved = Path.Combine(Folder, "saved.hmink");
        string written = Path.Combine(Folder, "written.hmink");
        SavePage(written, 1000, 700, to: 300);
        // Without a model in the file, the page is reread after the style. After that it is saved, and continued here and where it is
        // opened.
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
            app.Run(Play());
            Assert.Equal(styleIsThere ? "style-1" : "", DocumentFile.Read(app.SavedAtTheEnd).Look.Style);
            return continued;

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
                continued = [.. app.Ink.Rows.Skip(rows).Select(row => row.Offset)];
                app.Press(InkKey.Escape);
                yield return 0;
            }
        }
    }
}
