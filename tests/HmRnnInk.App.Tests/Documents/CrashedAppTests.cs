using System.Text.Json;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Page;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Tests;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Writes in the real window with a real pointer, and kills the process.</summary>
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
            screen.WriteStroke();
            app.WaitForPhase("PenRests");
            screen.Do("mousemove 300 112 mousedown 1 mousemove 320 130 mousemove 340 100 mouseup 1");
            int written = app.WaitFor(report => IsRead(report)
                && report.GetProperty("strokes").GetInt32() == 2).GetProperty("personRows").GetInt32();
            string autosave = Path.Combine(documents, "autosave"); // created when the first stroke was written to the journal
            Programs.WaitUntil(
                () => Directory.GetFiles(autosave, "*" + DocumentFile.Extension) is [var file]
                    && (autosaved = DocumentFile.Read(file).Rows.ToArray()).Length == written,
                () => "The page was not autosaved.");
            app.Crash();
        }

        using var again = new AppRun(screen, Folder, [.. arguments, "--save-as", "end.hmink"]);
        again.Focus(screen);
        screen.Do("key ctrl+r");
        again.WaitFor(report => IsRead(report) && report.GetProperty("personRows").GetInt32() == autosaved.Length);
        screen.Do("key ctrl+q");
        Assert.Equal(0, again.WaitForEnd());
        Assert.Equal("", again.Errors);
        Assert.Equal(autosaved, DocumentFile.Read(Path.Combine(Folder, "end.hmink")).Rows.ToArray());

        static bool IsRead(JsonElement report) => report.TryGetProperty("phase", out JsonElement phase)
            && phase.GetString() is "PenRests" or "Idle"
            && report.GetProperty("tracedRows").GetInt32() == report.GetProperty("personRows").GetInt32();
    }
}
