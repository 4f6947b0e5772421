using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Running;

/// <summary>The real window with real keys: ghosts are chosen and accepted.</summary>
public sealed class GhostKeysAppTests : FolderTests
{
    [Fact]
    public void Keys_ChooseGhostsAndAcceptSegments_AndEachUndoRemovesOne()
    {
        VirtualScreen screen = VirtualScreen.Open();
        // The model waits for a minute, so it writes only what the keys accept.
        using var app = new AppRun(screen, Folder, "--model", HandlikeModel.SaveIn(Folder, seed: 23), "--delay", "60", "--ghosts", "4");
        app.Focus(screen);
        screen.WriteWave(points: 40);
        JsonElement rest = app.WaitFor(report => report.Phase == "PenRests" && Ghosts(report) > 1);
        Assert.Equal(1, Favourite(rest));
        Assert.InRange(Ghosts(rest), 2, 4);

        screen.Do("key 2");
        Assert.Equal(0, app.WaitFor(report => Favourite(report) == 2).ModelRows);

        screen.Do("key Right");
        int first = app.WaitFor(report => report.ModelRows > 0 && Ghosts(report) > 0).ModelRows;
        screen.Do("key Tab");
        Assert.Equal("Idle", app.WaitFor(report => report.ModelRows > first && Ghosts(report) > 0).Phase);

        screen.Do("key ctrl+z");
        app.WaitFor(report => report.ModelRows == first);
        screen.Do("key ctrl+z");
        app.WaitFor(report => report.ModelRows == 0);

        // Enter lets the model continue. → stops it, and then accepts ghosts segment by segment.
        screen.Do("key Return");
        app.WaitForPhase("ModelWrites");
        screen.Do("key Right");
        int stopped = app.WaitFor(report => report.Phase == "Idle" && Ghosts(report) > 0).ModelRows;
        screen.Do("key Right");
        app.WaitFor(report => report.ModelRows > stopped);

        screen.Do("mousemove 300 300 mousedown 1 mousemove 301 300");
        app.WaitForPhase("PersonWrites");
        screen.Do("mouseup 1");
        app.Quit(screen);
    }

    private static int Ghosts(JsonElement report) => report.Count("ghosts");

    private static int Favourite(JsonElement report) => report.Count("favourite");
}
