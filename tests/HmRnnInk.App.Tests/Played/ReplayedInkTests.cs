using HmRnnInk.App.Tests.Canvas;

namespace HmRnnInk.App.Tests.Played;

/// <summary>A line that is replayed while the person moves the view or begins to write.</summary>
public sealed class ReplayedInkTests
{
    private static readonly string Line = Path.Combine(Repository.Root, "tests", "data", "own-line.xml");

    [Fact]
    public void ReplayUnderAViewThatScrollsAndZooms_WritesTheSameInk_AndShowsItWhereItIs()
    {
        (PenOffset, float, float)[] still = Replay(app => app.Frames(330));
        (PenOffset, float, float)[] moved = Replay(app =>
        {
            app.Frames(60);
            Zoom(app, 2, 300, 200);
            app.Frames(60);
            app.Window.Send(new InputEvent(InputKind.Scroll, 0, -2, 0));
            app.Frames(30);
            app.Window.Send(new InputEvent(InputKind.Scroll, -1, 0, 0));
            app.Frames(50);
            Zoom(app, -3, 700, 400);
            app.Frames(40);
            app.Window.Send(new InputEvent(InputKind.Scroll, 0, 1, 0));
            app.Frames(20);
            Zoom(app, 2, 150, 120);
            app.Frames(70);
            Assert.NotEqual(1, app.View.Zoom);
        });

        Assert.Equal(still, moved);

        static void Zoom(PlayedApp app, int notches, float x, float y)
        {
            app.Window.Send(new InputEvent(InputKind.PenMove, x, y, 0));
            app.Window.Send(new InputEvent(InputKind.Scroll, 0, notches, 0, Modifiers: KeyModifiers.Control));
        }
    }

    [Fact]
    public void PersonsPen_TakesOverFromTheReplay()
    {
        using var app = new PlayedApp(1, 1000, 700, replay: Line);
        app.Run(() =>
        {
            app.Frames(100);
            int replayed = app.Ink.Rows.Count;
            Assert.True(replayed > 10);
            app.Stroke(500, 400, points: 33);
            app.Frames(20);
            PageRow[] hand = [.. app.Ink.Rows.Where(row => row.Owner == RowOwner.Person && row.Y > 300)];
            Assert.True(hand.Length > 10);
            Assert.All(hand, row => Assert.InRange(row.X, 495, 605));
            Assert.Equal(hand[^1], app.Ink.Rows.Last(row => row.Owner == RowOwner.Person)); // nothing of the recording follows
        });
    }

    /// <param name="script">What happens until the line is written.</param>
    private static (PenOffset, float, float)[] Replay(Action<PlayedApp> script)
    {
        using var app = new PlayedApp(1, 1000, 700, replay: Line);
        app.Run(() =>
        {
            script(app);
            Assert.True(Shown(app) > 40);
        });
        Assert.True(app.Ink.Rows.Count > 150);
        Assert.All(app.Ink.Rows, row => Assert.Equal(RowOwner.Person, row.Owner));
        return [.. app.Ink.Rows.Select(row => (row.Offset, row.X, row.Y))];
    }

    /// <returns>The number of visible points of the ink, each of which is asserted to be inked.</returns>
    private static int Shown(PlayedApp app)
    {
        PageArea paper = app.Ink.Layout.PaperIn(app.View);
        using Screenshot shot = Screenshot.Take(app.Window.Gl, 1000, 700);
        int shown = 0;
        foreach (PageRow row in app.Ink.Rows)
        {
            (float x, float y) = app.View.ToWindow(row.X, row.Y);
            // not covered by a panel
            if (!(x > paper.MinX + 4 && x < paper.MaxX - 90 && y > paper.MinY + 4 && y < paper.MaxY - 60)) continue;
            Assert.True(shot.Bitmap.HasInkAt((int)x, (int)y, reach: 2), $"{row} is not at {x}, {y}");
            shown++;
        }

        return shown;
    }
}
