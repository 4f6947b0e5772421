using HmRnnInk.App.Documents;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>The real program, ended by a signal.</summary>
public sealed class SignalledAppTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-signal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(15, 143)]
    [InlineData(1, 129)]
    [InlineData(2, 130)]
    [InlineData(3, 131)]
    [InlineData(10, 138)]
    [InlineData(12, 140)]
    public void Signal_EndsTheProgramLikeClosingItsWindow_AndThePageIsAutosaved(int signal, int exitCode)
    {
        VirtualScreen screen = VirtualScreen.Open();
        string documents = Path.Combine(_folder, "documents"), model = Path.Combine(_folder, "random.safetensors");
        HandlikeModel.Create().Save(model);
        using var app = new AppRun(
            screen, _folder, "--model", model, "--delay", "60", "--size", "800x600", "--documents", documents, "--save-as", "end.hmink",
                "--svg", "end.svg");
        app.WaitForPhase("Idle");
        screen.Do("search --sync --name HmRnnInk windowmove 0 0 windowfocus --sync");
        screen.Do("mousemove 200 112 mousedown 1 mousemove 220 130 mousemove 240 100 mousemove 260 125 mouseup 1");
        int rows = app.WaitForPhase("PenRests").GetProperty("personRows").GetInt32();
        app.Signal(signal);

        Assert.Equal(exitCode, app.WaitForEnd());
        Assert.Equal("", app.Errors);
        Assert.Equal(rows, DocumentFile.Read(Path.Combine(_folder, "end.hmink")).Rows.Length);
        Assert.True(File.Exists(Path.Combine(_folder, "end.svg")));
        Assert.Null(new DocumentFolder(documents).FindLost()); // the program ended properly
    }

    [Fact]
    public void UnsavedPage_IsAutosavedWhenASignalEndsTheProgram()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string documents = Path.Combine(_folder, "documents"), model = Path.Combine(_folder, "random.safetensors");
        HandlikeModel.Create().Save(model);
        using var app = new AppRun(screen, _folder, "--model", model, "--delay", "60", "--size", "800x600", "--documents", documents);
        app.WaitForPhase("Idle");
        screen.Do("search --sync --name HmRnnInk windowmove 0 0 windowfocus --sync");
        screen.Do("mousemove 200 112 mousedown 1 mousemove 220 130 mousemove 240 100 mousemove 260 125 mouseup 1");
        int rows = app.WaitForPhase("PenRests").GetProperty("personRows").GetInt32();
        app.Signal(15); // before an autosave is due

        Assert.Equal(143, app.WaitForEnd());
        StoredPage kept = Assert.Single(new DocumentFolder(documents).Pages());
        Assert.Equal((rows, true), (kept.Rows, kept.Unsaved));
        Assert.Null(new DocumentFolder(documents).FindLost());
    }
}
