using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;

namespace HmRnnInk.App.Tests.Session;

/// <summary>Tests the keys of the ghosts in a real window.</summary>
public sealed class GhostKeysTests : FolderTests
{
    [Fact]
    public void Keys_ChooseGhostsAndAcceptSegments_AndEachUndoRemovesOne()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string model = Path.Combine(Folder, "random.safetensors");
        HandlikeModel.Create(23).Save(model);
        // The model waits for a minute, so it writes only what the keys accept.
        using var app = new AppRun(screen, Folder, "--model", model, "--delay", "60", "--ghosts", "4");
        app.Focus(screen);
        screen.WriteWave(points: 40);
        JsonElement rest = app.WaitFor(report => Phase(report) == "PenRests" && Ghosts(report) > 1);
        Assert.Equal(1, Favourite(rest));
        Assert.InRange(Ghosts(rest), 2, 4);

        screen.Do("key 2");
        Assert.Equal(0, ModelRows(app.WaitFor(report => Favourite(report) == 2)));

        screen.Do("key Right");
        int first = ModelRows(app.WaitFor(report => ModelRows(report) > 0 && Ghosts(report) > 0));
        screen.Do("key Tab");
        JsonElement taken = app.WaitFor(report => ModelRows(report) > first && Ghosts(report) > 0);
        Assert.Equal("Idle", Phase(taken));
        Assert.True(ModelRows(taken) > first);

        screen.Do("key ctrl+z");
        app.WaitFor(report => ModelRows(report) == first);
        screen.Do("key ctrl+z");
        app.WaitFor(report => ModelRows(report) == 0);

        // Enter lets the model continue. → stops it, and then accepts ghosts segment by segment.
        screen.Do("key Return");
        app.WaitForPhase("ModelWrites");
        screen.Do("key Right");
        int stopped = ModelRows(app.WaitFor(report => Phase(report) == "Idle" && Ghosts(report) > 0));
        screen.Do("key Right");
        app.WaitFor(report => ModelRows(report) > stopped);

        screen.Do("mousemove 300 300 mousedown 1 mousemove 301 300");
        app.WaitForPhase("PersonWrites");
        screen.Do("mouseup 1 key ctrl+q");
        Assert.Equal(0, app.WaitForEnd());
        Assert.Equal("", app.Errors);
    }

    private static string? Phase(JsonElement report) => report.GetProperty("phase").GetString();

    private static int Ghosts(JsonElement report) => report.GetProperty("ghosts").GetInt32();

    private static int Favourite(JsonElement report) => report.GetProperty("favourite").GetInt32();

    private static int ModelRows(JsonElement report) => report.GetProperty("modelRows").GetInt32();
}
