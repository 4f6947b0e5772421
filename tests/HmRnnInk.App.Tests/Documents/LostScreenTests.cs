using System.Diagnostics;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Tests;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Writes in the real window, and ends its X server.</summary>
public sealed class LostScreenTests : FolderTests
{
    [Fact]
    public void EndOfTheXServer_AutosavesThePage()
    {
        VirtualScreen.Open(); // skips the test if a program that it needs is missing
        using Process server = Programs.StartAndReadLine(
            new ProcessStartInfo("/usr/bin/Xvfb", "-displayfd 1 -screen 0 900x700x24 -nolisten tcp"), out string number);
        string display = ":" + number;
        string documents = Path.Combine(Folder, "documents"), model = HandlikeModel.SaveIn(Folder);
        using var app = new AppRun(new Dictionary<string, string?> { ["DISPLAY"] = display }, Folder,
            "--model", model, "--delay", "60", "--size", "800x600", "--documents", documents);
        app.WaitForPhase("Idle");
        Do("search --sync --name HmRnnInk windowmove 0 0 windowfocus --sync");
        Do(VirtualScreen.Stroke);
        int rows = app.WaitForPhase("PenRests").GetProperty("personRows").GetInt32();
        server.Kill();
        Programs.WaitForEnd(server);

        Assert.Equal(1, app.WaitForEnd());
        StoredPage page = Assert.Single(new DocumentFolder(documents).Pages());
        Assert.Equal((rows, true), (page.Rows, page.Unsaved));

        void Do(string arguments) => Assert.Equal(
            0, Programs.Run(new ProcessStartInfo("/usr/bin/xdotool", arguments) { Environment = { ["DISPLAY"] = display } }));
    }
}
