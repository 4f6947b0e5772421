using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Running;

/// <summary>What the app says and returns when it cannot start.</summary>
public sealed class StartErrorsAppTests : FolderTests
{
    [Fact]
    public void ModelThatCannotBeRead_IsOneClearErrorAndExitCode1()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(screen, Folder, "--model", "nowhere.safetensors");
        Assert.Contains("nowhere.safetensors", app.WaitForError());
    }

    [Fact]
    public void MissingDisplay_IsReportedWithTheCommandThatFixesIt()
    {
        VirtualScreen.Open(); // skips the test without X
        using var app = new AppRun(new Dictionary<string, string?> { ["DISPLAY"] = null, ["WAYLAND_DISPLAY"] = null }, Folder, "--model",
            HandlikeModel.SaveIn(Folder));
        Assert.Matches("DISPLAY.*sudo apt-get install", app.WaitForError());
    }

    [Fact]
    public void OldOpenGl_IsReportedWithTheCommandThatFixesIt()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(
            new Dictionary<string, string?> { ["DISPLAY"] = screen.Display, ["MESA_GL_VERSION_OVERRIDE"] = "2.1" }, Folder, "--model",
                HandlikeModel.SaveIn(Folder));
        Assert.Matches("OpenGL 3.3.*sudo apt-get install", app.WaitForError());
    }

    [Fact]
    public void OtherFileAsSettings_IsOneClearErrorAndStaysAsItIs()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string file = Path.Combine(Folder, "notes.txt");
        File.WriteAllText(file, "no settings");
        using var app = new AppRun(screen, Folder, "--model", HandlikeModel.SaveIn(Folder), "--settings", "notes.txt");
        Assert.StartsWith("'notes.txt' is not a settings file", app.WaitForError());
        Assert.Equal("no settings", File.ReadAllText(file));
    }

    [Fact]
    public void FileWithoutInk_IsOneClearErrorAndExitCode1()
    {
        VirtualScreen screen = VirtualScreen.Open();
        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "no ink");
        using var app = new AppRun(screen, Folder, "--model", HandlikeModel.SaveIn(Folder), "notes.txt");
        Assert.StartsWith("'notes.txt': this is not XML", app.WaitForError());
    }

    [Theory]
    [InlineData("--size", "12")]
    [InlineData("--frames", "0")]
    [InlineData("--bias", "wild")]
    [InlineData("--colour", "red")]
    [InlineData("--documents", "")]
    [InlineData("--text", "  ")]
    public void WrongUsage_IsExitCode2(string option, string value)
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(screen, Folder, option, value);
        Assert.Equal(2, app.WaitForEnd());
    }
}
