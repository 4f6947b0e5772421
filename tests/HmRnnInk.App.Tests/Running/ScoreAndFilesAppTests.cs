using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Running;

/// <summary>
/// The real window with a real pointer and real keys: the model continues from the score, segments are rewritten, files are saved.
/// </summary>
public sealed class ScoreAndFilesAppTests : FolderTests
{
    // In a window of 1280×800 at a scale of 1: x of the right end of the newest column of the score, and y in the lane of layer 1.
    private const int Newest = 1046, Lane = 702, ColumnWidth = 3;

    [Fact]
    public void ClickInTheScore_RewindsTheModelToThatRow_AndUndoRestoresTheInk()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using AppRun app = Open(screen);
        JsonElement written = WriteWithTheModel(screen, app);
        int rows = ModelRows(written);
        screen.Do($"mousemove {Newest - 60} {Lane} mousemove {Newest - 10 * ColumnWidth + 1} {Lane} click 1");
        JsonElement back = app.WaitForPhase("ModelWrites");
        Assert.InRange(ModelRows(back), rows - 11, rows - 1);
        Assert.Equal(written.GetProperty("personRows").GetInt32(), back.GetProperty("personRows").GetInt32());
        screen.Do("key Escape");
        app.WaitForPhase("Idle");
        screen.Do("key ctrl+z");
        app.WaitFor(report => ModelRows(report) == rows);
        app.Quit(screen);
    }

    [Fact]
    public void SelectedSegment_IsRewritten_AndThePageIsSavedAndExported()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using AppRun app = Open(screen);
        JsonElement written = WriteWithTheModel(screen, app);
        screen.Do("key ctrl+s");
        string before = app.WaitForFile();
        foreach (string key in (string[])["s", "a", "p"])
        {
            screen.Do($"key {key}");
            Assert.True(new FileInfo(Path.Combine(Folder, app.WaitForFile())).Length > 1000);
        }

        InkDocument page = DocumentFile.Read(Path.Combine(Folder, before));
        Assert.Equal(ModelRows(written) + written.GetProperty("personRows").GetInt32(), page.Rows.Length);

        // The model rewrites the segment of the person's ink at (280, 112), and the page is saved.
        screen.Do("mousemove 280 112 sleep 0.6 click 1 click 1 sleep 0.6 key r sleep 1 key ctrl+s");
        InkDocument after = DocumentFile.Read(Path.Combine(Folder, app.WaitForFile()));
        Assert.NotEqual(page.Rows.ToArray().Select(row => row.Offset), after.Rows.ToArray().Select(row => row.Offset));
        app.Quit(screen);
    }

    private AppRun Open(VirtualScreen screen)
    {
        string model = Path.Combine(Folder, "random.safetensors");
        HandlikeModel.Create(23).Save(model);
        return new AppRun(screen, Folder, "--model", model, "--delay", "60", "--size", "1280x800", "--documents",
            Path.Combine(Folder, "pages"));
    }

    /// <summary>Writes a stroke, and lets the model continue for a while.</summary>
    private static JsonElement WriteWithTheModel(VirtualScreen screen, AppRun app)
    {
        app.Focus(screen);
        screen.WriteWave(points: 40);
        app.WaitForPhase("PenRests");
        screen.Do("key Return sleep 1 key Escape");
        app.WaitForPhase("ModelWrites");
        JsonElement written = app.WaitFor(report => report.GetProperty("phase").GetString() == "Idle"
            && report.GetProperty("tracedRows").GetInt32() == ModelRows(report) + report.GetProperty("personRows").GetInt32());
        Assert.True(ModelRows(written) > 12, $"{written}");
        return written;
    }

    private static int ModelRows(JsonElement report) => report.TryGetProperty("modelRows", out JsonElement rows) ? rows.GetInt32() : -1;
}
