using System.Text.RegularExpressions;
using HmRnnInk.App.Background;

namespace HmRnnInk.App.Tests.Played;

/// <summary>Tests what the app does when an unexpected exception is thrown while a person writes.</summary>
public sealed partial class FaultedAppTests
{
    [Fact]
    public void FaultOfABackgroundThread_AutosavesThePageAndSaysWhereTheDetailsAre_WithExitCode70()
    {
        using var app = new PlayedApp(seed: 1, 640, 400);
        TextWriter before = Console.Error;
        using var errors = new StringWriter();
        int code, rows = 0;
        Console.SetError(errors);
        try
        {
            code = CommandRunner.Run(() =>
            {
                app.Run(() =>
                {
                    app.Stroke(100, 105, points: 40);
                    rows = app.Ink.Rows.Count;
                    Programs.WaitForEnd(ProgramFault.Start("test", Fail));
                    app.Frame();
                    Assert.Fail("The app continues after a fault.");
                });
                return 0;
            });
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Equal(70, code);
        Assert.True(rows > 10);
        string page = Assert.Single(Directory.GetFiles(Path.Combine(app.Folder, "documents", "autosave"), "*" + DocumentFile.Extension));
        Assert.Equal(rows, DocumentFile.Read(page).Rows.Length);
        Assert.False(File.Exists(app.SavedAtTheEnd)); // only the page is autosaved: nothing else can be trusted after a fault
        Assert.Contains("because of a fault of the program: no code expects this", errors.ToString(), StringComparison.Ordinal);
        string details = DetailsFile().Match(errors.ToString()).Groups[1].Value;
        string text = File.ReadAllText(details);
        File.Delete(details);
        Assert.Contains("InvalidCastException: no code expects this", text, StringComparison.Ordinal);
        Assert.Contains(nameof(Fail), text, StringComparison.Ordinal); // where it happened
    }

    private static void Fail() => throw new InvalidCastException("no code expects this");

    [GeneratedRegex("details in '([^']+)'")]
    private static partial Regex DetailsFile();
}
