using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Running;

/// <summary>The real window with a real keyboard: words are typed, and the model writes them.</summary>
public sealed class TypedTextAppTests : FolderTests
{
    [Fact]
    public void TypedWords_AreWritten_AndTheRestContinuesAfterAStroke()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string model = Path.Combine(Folder, "writer.safetensors");
        TextModel.Create().Save(model);
        using var app = new AppRun(screen, Folder, "--model", model, "--documents", Folder);
        app.Focus(screen);
        screen.Do("mousemove 300 52 click 1"); // the line of the text, above the page
        screen.Do("key --delay 30 m o m space w r o t e");
        app.WaitFor(report => Text(report) == "mom wrote");
        screen.Do("key ctrl+BackSpace");
        app.WaitFor(report => Text(report) == "mom ");
        screen.Do("key --delay 30 c h o p s space s o m e");
        screen.Do("key Return");
        app.WaitForPhase("ModelWrites");
        screen.Do("mousemove 700 300 mousedown 1 mousemove 720 310 mousemove 740 290 mouseup 1");
        JsonElement cut = app.WaitForPhase("PenRests");
        Assert.Equal("mom chops some", Text(cut));
        app.WaitForPhase("ModelWrites");
        JsonElement end = app.WaitForPhase("Idle");
        Assert.Equal(14, end.GetProperty("writtenCharacters").GetInt32());
        app.Quit(screen);
    }

    [Fact]
    public void TextOfTheCommandLine_IsDrawnTheSameEachTime()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string model = Path.Combine(Folder, "writer.safetensors");
        TextModel.Create().Save(model);
        byte[][] shots = [.. Enumerable.Range(0, 2).Select(run =>
        {
            string shot = Path.Combine(Folder, $"{run}.png");
            using var app = new AppRun(
                screen, Folder, "--model", model, "--text", "some words", "--frames", "200", "--screenshot", shot);
            Assert.Equal(10, app.WaitForLast().GetProperty("writtenCharacters").GetInt32());
            Assert.Equal(0, app.WaitForEnd());
            return File.ReadAllBytes(shot);
        })];
        Assert.Equal(shots[0], shots[1]);
    }

    [Theory]
    [InlineData("so", false, "trained without texts")]
    [InlineData("日本", true, "knows none of its characters")]
    public void TextThatCannotBeWritten_IsOneClearErrorAndExitCode1(string text, bool writesTexts, string message)
    {
        VirtualScreen screen = VirtualScreen.Open();
        string model = Path.Combine(Folder, "model.safetensors");
        (writesTexts ? TextModel.Create() : HandlikeModel.Create()).Save(model);
        using var app = new AppRun(screen, Folder, "--model", model, "--text", text);
        Assert.Contains(message, app.WaitForError(), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement report) => report.TryGetProperty("text", out JsonElement text) ? text.GetString() : null;
}
