namespace HmRnnInk.App.Tests.Played;

/// <summary>A line of writing that climbs above the sheet.</summary>
public sealed class ClimbingLineTests : FolderTests
{
    [Fact]
    public void InkAboveTheSheet_ScrollsIntoView_AndIsSeenAgainWhenThePageIsOpened()
    {
        string path = Path.Combine(Folder, "climbing.hmink");
        using (var app = new PlayedApp(1, 900, 600))
        {
            app.Run(() =>
            {
                app.Frame();
                app.Window.Send(new InputEvent(InputKind.PenDown, 200, 150, 0));
                for (int x = 200; x < 420; x += 4, app.Frame())
                    app.Window.Send(new InputEvent(InputKind.PenMove, x, 150 - 0.8f * (x - 200), 0)); // to a place above the window
                app.Window.Send(new InputEvent(InputKind.PenUp, 420, -26, 0));
                app.Frames(3);
                app.Press(InkKey.Escape);
                app.Frames(140);
                AssertIsShown(app);
                app.Window.Send(new InputEvent(InputKind.Scroll, 0, 9, 0));
                app.Frames(60);
                AssertIsShown(app);
                Assert.Equal(app.Ink.Layout.Top, app.View.ToWindow(0, app.Ink.Layout.SheetTop).Y, 1f);
            });
            File.Move(app.SavedAtTheEnd, path);
        }

        using var again = new PlayedApp(1, 900, 600);
        again.Run(() =>
        {
            again.Open(path);
            AssertIsShown(again);
        });
    }

    /// <summary>Asserts that all ink lies on the visible paper.</summary>
    private static void AssertIsShown(PlayedApp app)
    {
        PageArea paper = app.Ink.Layout.VisibleIn(app.View);
        Assert.True(app.Ink.Rows.Min(row => row.Y) < 0);
        Assert.All(app.Ink.Rows, row => Assert.True(paper.Contains(row.X, row.Y)));
    }
}
