using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.Tests;

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
        (int X, int Y)[] path = [.. Enumerable.Range(0, 40).Select(step => (200 + 4 * step, (int)(112 - 16 * Math.Sin(0.4 * step))))];
        screen.Do($"mousemove {path[0].X} {path[0].Y} mousedown 1 "
            + string.Join(' ', path.Select(point => $"mousemove {point.X} {point.Y} sleep 0.008")) + " mouseup 1");
        JsonElement rest = app.WaitFor(told => Phase(told) == "PenRests" && Ghosts(told) > 1);
        Assert.Equal(1, Favourite(rest));
        Assert.InRange(Ghosts(rest), 2, 4);

        screen.Do("key 2");
        Assert.Equal(0, ModelRows(app.WaitFor(told => Favourite(told) == 2)));

        screen.Do("key Right");
        int first = ModelRows(app.WaitFor(told => ModelRows(told) > 0 && Ghosts(told) > 0));
        screen.Do("key Tab");
        JsonElement taken = app.WaitFor(told => ModelRows(told) > first && Ghosts(told) > 0);
        Assert.Equal("Idle", Phase(taken));
        Assert.True(ModelRows(taken) > first);

        screen.Do("key ctrl+z");
        app.WaitFor(told => ModelRows(told) == first);
        screen.Do("key ctrl+z");
        app.WaitFor(told => ModelRows(told) == 0);

        // Enter lets the model continue. → stops it, and then accepts ghosts segment by segment.
        screen.Do("key Return");
        app.WaitForPhase("ModelWrites");
        screen.Do("sleep 0.4 key Right");
        int stopped = ModelRows(app.WaitFor(told => Phase(told) == "Idle" && Ghosts(told) > 0));
        Assert.True(stopped > 0);
        screen.Do("key Right");
        app.WaitFor(told => ModelRows(told) > stopped);

        screen.Do("mousemove 300 300 mousedown 1 mousemove 301 300");
        app.WaitForPhase("PersonWrites");
        screen.Do("mouseup 1 key ctrl+q");
        Assert.Equal(0, app.WaitForEnd());
        Assert.Equal("", app.Errors);
    }

    private static string? Phase(JsonElement told) => told.GetProperty("phase").GetString();

    private static int Ghosts(JsonElement told) => told.GetProperty("ghosts").GetInt32();

    private static int Favourite(JsonElement told) => told.GetProperty("favourite").GetInt32();

    private static int ModelRows(JsonElement told) => told.GetProperty("modelRows").GetInt32();
}
