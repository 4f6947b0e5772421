using System.Text.Json;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Page;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Tests;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>The real window, written in with a real pointer, whose process is killed.</summary>
public sealed class CrashedAppTests : FolderTests
{
    [Fact]
    public void PageOfAKilledProgram_IsRecoveredByItsKeyAtTheNextStart()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string documents = Path.Combine(Folder, "documents");
        string model = HandlikeModel.SaveIn(Folder);

        // The model waits for a minute, so only the pointer writes.
        string[] arguments = ["--model", model, "--delay", "60", "--size", "800x600", "--documents", documents];
        PageRow[] autosaved = [];
        using (var app = new AppRun(screen, Folder, arguments))
        {
            app.Focus(screen);
            screen.Do("mousemove 200 112 mousedown 1 mousemove 220 130 mousemove 240 100 mousemove 260 125 mouseup 1");
            app.WaitForPhase("PenRests");
            screen.Do("mousemove 300 112 mousedown 1 mousemove 320 130 mousemove 340 100 mouseup 1");
            int written = app.WaitFor(told => IsRead(told)
                && told.GetProperty("strokes").GetInt32() == 2).GetProperty("personRows").GetInt32();
            string autosave = Path.Combine(documents, "autosave"); // the journal of the first stroke has made it
            Assert.True(SpinWait.SpinUntil(
                () => Directory.GetFiles(autosave, "*" + DocumentFile.Extension) is [var file]
                    && (autosaved = DocumentFile.Read(file).Rows.ToArray()).Length == written,
                Programs.Patience), "The page was not autosaved.");
            app.Crash();
        }

        using var again = new AppRun(screen, Folder, [.. arguments, "--save-as", "end.hmink"]);
        again.Focus(screen);
        screen.Do("key ctrl+r");
        again.WaitFor(told => IsRead(told) && told.GetProperty("personRows").GetInt32() == autosaved.Length);
        screen.Do("key ctrl+q");
        Assert.Equal(0, again.WaitForEnd());
        Assert.Equal("", again.Errors);
        Assert.Equal(autosaved, DocumentFile.Read(Path.Combine(Folder, "end.hmink")).Rows.ToArray());

        static bool IsRead(JsonElement told) => told.TryGetProperty("phase", out JsonElement phase)
            && phase.GetString() is "PenRests" or "Idle"
            && told.GetProperty("tracedRows").GetInt32() == told.GetProperty("personRows").GetInt32();
    }
}
