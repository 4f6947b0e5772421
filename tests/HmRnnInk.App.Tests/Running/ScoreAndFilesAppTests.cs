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
        int rows = written.ModelRows;
        screen.Do($"mousemove {Newest - 60} {Lane} mousemove {Newest - 10 * ColumnWidth + 1} {Lane} click 1");
        JsonElement back = app.WaitForPhase("ModelWrites");
        Assert.InRange(back.ModelRows, rows - 11, rows - 1);
        Assert.Equal(written.PersonRows, back.PersonRows);
        screen.Do("key Escape");
        app.WaitForPhase("Idle");
        screen.Do("key ctrl+z");
        app.WaitFor(report => report.ModelRows == rows);
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
        Assert.Equal(written.Rows, page.Rows.Length);

        // The model rewrites the segment of the person's ink at the 20th point of the wave, and the page is saved.
        screen.Do("mousemove 280 96 sleep 0.6 click 1 click 1 sleep 0.6 key r");
        app.WaitFor(report => report.ModelRows > written.ModelRows && report.PersonRows < written.PersonRows);
        screen.Do("key ctrl+s");
        InkDocument after = DocumentFile.Read(Path.Combine(Folder, app.WaitForFile()));
        Assert.NotEqual(page.Rows.ToArray().Select(row => row.Offset), after.Rows.ToArray().Select(row => row.Offset));
        app.Quit(screen);
    }

    private AppRun Open(VirtualScreen screen) => new(
        screen, Folder, "--model", HandlikeModel.SaveIn(Folder, seed: 23), "--delay", "60", "--size", "1280x800",
        "--documents", Path.Combine(Folder, "pages"));

    /// <summary>Writes a stroke, and lets the model continue for more than 12 rows.</summary>
    private static JsonElement WriteWithTheModel(VirtualScreen screen, AppRun app)
    {
        app.Focus(screen);
        screen.WriteWave(points: 40);
        app.WaitForPhase("PenRests");
        screen.Do("key Return");
        app.WaitFor(report => report.Phase == "ModelWrites" && report.ModelRows > 12);
        screen.Do("key Escape");
        return app.WaitFor(report => report.Phase == "Idle" && report.TracedRows == report.Rows);
    }
}
