using HmRnnInk.App.Documents;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Tests;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>The real program, ended by a signal.</summary>
public sealed class SignalledAppTests : FolderTests
{
    [Theory]
    [InlineData(15, 143)] // SIGTERM
    [InlineData(1, 129)] // SIGHUP
    [InlineData(2, 130)] // SIGINT
    [InlineData(3, 131)] // SIGQUIT
    [InlineData(10, 138)] // SIGUSR1
    [InlineData(12, 140)] // SIGUSR2
    public void Signal_EndsTheProgramLikeClosingItsWindow_AndThePageIsSavedAndExported(int signal, int exitCode)
    {
        VirtualScreen screen = VirtualScreen.Open();
        string documents = Path.Combine(Folder, "documents"), model = HandlikeModel.SaveIn(Folder);
        using var app = new AppRun(
            screen, Folder, "--model", model, "--delay", "60", "--size", "800x600", "--documents", documents, "--save-as", "end.hmink",
                "--svg", "end.svg");
        app.Focus(screen);
        screen.WriteStroke();
        int rows = app.WaitForPhase("PenRests").GetProperty("personRows").GetInt32();
        app.Signal(signal);

        Assert.Equal(exitCode, app.WaitForEnd());
        Assert.Equal("", app.Errors);
        Assert.Equal(rows, DocumentFile.Read(Path.Combine(Folder, "end.hmink")).Rows.Length);
        Assert.True(File.Exists(Path.Combine(Folder, "end.svg")));
        Assert.Null(new DocumentFolder(documents).FindLost()); // the program ended properly
    }

    [Fact]
    public void UnsavedPage_IsAutosavedWhenASignalEndsTheProgram()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string documents = Path.Combine(Folder, "documents"), model = HandlikeModel.SaveIn(Folder);
        using var app = new AppRun(screen, Folder, "--model", model, "--delay", "60", "--size", "800x600", "--documents", documents);
        app.Focus(screen);
        screen.WriteStroke();
        int rows = app.WaitForPhase("PenRests").GetProperty("personRows").GetInt32();
        app.Signal(15); // SIGTERM, before an autosave is due

        Assert.Equal(143, app.WaitForEnd());
        StoredPage page = Assert.Single(new DocumentFolder(documents).Pages());
        Assert.Equal((rows, true), (page.Rows, page.Unsaved));
        Assert.Null(new DocumentFolder(documents).FindLost());
    }
}
