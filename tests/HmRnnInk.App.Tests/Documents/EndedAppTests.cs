using System.Diagnostics;
using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>The real program, ended by a signal, a crash or the end of its X server while a page is open.</summary>
public sealed class EndedAppTests : FolderTests
{
    private readonly string _documents;
    private readonly string[] _arguments;

    public EndedAppTests()
    {
        _documents = Path.Combine(Folder, "documents");
        // The model waits for a minute, so only the pointer writes.
        _arguments = ["--model", HandlikeModel.SaveIn(Folder), "--delay", "60", "--size", "800x600", "--documents", _documents];
    }

    private static VirtualScreen Screen => VirtualScreen.Open();

    private string SavedPage => Path.Combine(Folder, "end.hmink");

    [Theory]
    [InlineData(15, 143)] // SIGTERM
    [InlineData(1, 129)] // SIGHUP
    [InlineData(2, 130)] // SIGINT
    [InlineData(3, 131)] // SIGQUIT
    [InlineData(10, 138)] // SIGUSR1
    [InlineData(12, 140)] // SIGUSR2
    public void Signal_EndsTheProgramLikeClosingItsWindow_AndThePageIsSavedAndExported(int signal, int exitCode)
    {
        using AppRun app = Start("--save-as", "end.hmink", "--svg", "end.svg");
        int rows = WriteStroke(app);
        app.Signal(signal);

        Assert.Equal(exitCode, app.WaitForEnd());
        Assert.Equal("", app.Errors);
        Assert.Equal(rows, DocumentFile.Read(SavedPage).Rows.Length);
        Assert.True(File.Exists(Path.Combine(Folder, "end.svg")));
        Assert.Null(new DocumentFolder(_documents).FindLost()); // the program ended properly
    }

    [Fact]
    public void UnsavedPage_IsAutosavedWhenASignalEndsTheProgram()
    {
        using AppRun app = Start();
        int rows = WriteStroke(app);
        app.Signal(15); // SIGTERM, before an autosave is due

        Assert.Equal(143, app.WaitForEnd());
        AssertIsAutosaved(rows);
        Assert.Null(new DocumentFolder(_documents).FindLost());
    }

    [Fact]
    public void PageOfAKilledProgram_IsRecoveredByItsKeyAtTheNextStart()
    {
        PageRow[] autosaved = [];
        using (AppRun app = Start())
        {
            WriteStroke(app);
            Screen.Do("mousemove 300 112 mousedown 1 mousemove 320 130 mousemove 340 100 mouseup 1");
            int written = app.WaitFor(report => IsRead(report) && report.Strokes == 2).PersonRows;
            string autosave = Path.Combine(_documents, "autosave"); // created when the first stroke was written to the journal
            Programs.WaitUntil(
                () => Directory.GetFiles(autosave, "*" + DocumentFile.Extension) is [var file]
                    && (autosaved = DocumentFile.Read(file).Rows.ToArray()).Length == written,
                () => "The page was not autosaved.");
            app.Crash();
        }

        using AppRun again = Start("--save-as", "end.hmink");
        Screen.Do("key ctrl+r");
        again.WaitFor(report => IsRead(report) && report.PersonRows == autosaved.Length);
        again.Quit(Screen);
        Assert.Equal(autosaved, DocumentFile.Read(SavedPage).Rows.ToArray());

        static bool IsRead(JsonElement report) => report.Phase is "PenRests" or "Idle" && report.TracedRows == report.PersonRows;
    }

    [Fact]
    public void EndOfTheXServer_AutosavesThePage()
    {
        _ = Screen; // skips the test if a program that it needs is missing
        using Process server = Programs.StartAndReadLine(
            new ProcessStartInfo("/usr/bin/Xvfb", "-displayfd 1 -screen 0 900x700x24 -nolisten tcp"), out string number);
        string display = ":" + number;
        using var app = new AppRun(new Dictionary<string, string?> { ["DISPLAY"] = display }, Folder, _arguments);
        app.WaitForPhase("Idle");
        Do("search --sync --name HmRnnInk windowmove 0 0 windowfocus --sync");
        Do(VirtualScreen.Stroke);
        int rows = app.WaitForPhase("PenRests").PersonRows;
        server.Kill();
        Programs.WaitForEnd(server);

        Assert.Equal(1, app.WaitForEnd());
        AssertIsAutosaved(rows);

        void Do(string arguments) => Assert.Equal(
            0, Programs.Run(new ProcessStartInfo("/usr/bin/xdotool", arguments) { Environment = { ["DISPLAY"] = display } }));
    }

    private AppRun Start(params string[] more)
    {
        var app = new AppRun(Screen, Folder, [.. _arguments, .. more]);
        app.Focus(Screen);
        return app;
    }

    /// <returns>The number of rows of the stroke.</returns>
    private int WriteStroke(AppRun app)
    {
        Screen.WriteStroke();
        return app.WaitForPhase("PenRests").PersonRows;
    }

    private void AssertIsAutosaved(int rows)
    {
        StoredPage page = Assert.Single(new DocumentFolder(_documents).Pages());
        Assert.Equal((rows, true), (page.Rows, page.Unsaved));
    }
}
