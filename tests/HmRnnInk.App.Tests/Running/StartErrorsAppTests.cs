using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Running;

/// <summary>What the app says and returns when it cannot start.</summary>
public sealed class StartErrorsAppTests : FolderTests
{
    /// <param name="error">A pattern of the error.</param>
    /// <param name="variable">An environment variable of the app; null for none.</param>
    /// <param name="value">Its value; null to remove it.</param>
    [Theory]
    [InlineData("nowhere.safetensors", null, null, "--model", "nowhere.safetensors")]
    [InlineData("^'notes.txt' is not a settings file", null, null, "--settings", "notes.txt")]
    [InlineData("^'notes.txt': this is not XML", null, null, "notes.txt")]
    [InlineData("DISPLAY.*sudo apt-get install", "DISPLAY", null)]
    [InlineData("OpenGL 3.3.*sudo apt-get install", "MESA_GL_VERSION_OVERRIDE", "2.1")]
    public void FailedStart_IsOneClearErrorAndExitCode1(string error, string? variable, string? value, params string[] arguments)
    {
        var environment = new Dictionary<string, string?> { ["DISPLAY"] = VirtualScreen.Open().Display, ["WAYLAND_DISPLAY"] = null };
        if (variable is not null) environment[variable] = value;
        string notes = Path.Combine(Folder, "notes.txt"), model = HandlikeModel.SaveIn(Folder);
        File.WriteAllText(notes, "neither settings nor ink");
        string[] usable = arguments.Contains("--model") ? [] : ["--model", model];

        using var app = new AppRun(environment, Folder, [.. usable, .. arguments]);

        Assert.Matches(error, app.WaitForError());
        Assert.Equal("neither settings nor ink", File.ReadAllText(notes));
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
