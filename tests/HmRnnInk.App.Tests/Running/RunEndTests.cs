using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Running;

public sealed class RunEndTests : FolderTests
{
    [Fact]
    public void FilesThatCannotBeWritten_AreAllNamed_AndTheOthersAreWritten()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string model = HandlikeModel.SaveIn(Folder);
        string ink = Path.Combine(Repository.Root, "tests", "data", "own-line.xml");
        // The path of the SVG leads through a file, and the PNG has too many pixels.
        using var app = new AppRun(screen, Folder, "--model", model, "--open", ink,
            "--frames", "30", "--svg", "random.safetensors/no.svg", "--png", "large.png", "--png-scale", "32", "--inkml", "end.inkml",
            "--save-as", "end.hmink");

        Assert.Equal(1, app.WaitForEnd());
        string[] errors = app.Errors.TrimEnd().Split('\n');
        Assert.Equal(2, errors.Length);
        Assert.Contains("random.safetensors/no.svg", errors[0]);
        Assert.Contains("large.png", errors[1]);
        Assert.Contains("million pixels. Choose a smaller scale", errors[1]);
        int rows = DocumentFile.Read(Path.Combine(Folder, "end.hmink")).Rows.Length;
        Assert.True(rows > 300);
        Assert.NotEmpty(InkFile.Read(Path.Combine(Folder, "end.inkml")).Strokes);
    }

    [Fact]
    public void FileWithoutAnOption_IsOpened_WhateverItsFormat()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string model = HandlikeModel.SaveIn(Folder);
        int rows = Opened(Path.Combine(Repository.Root, "tests", "data", "own-line.xml"), "--svg", "line.svg", "--inkml", "line.inkml");
        Assert.True(rows > 300);
        Assert.Equal(rows, Opened("end.hmink"));
        Assert.Equal(rows, Opened("line.inkml"));
        Assert.Equal(rows, Opened("line.svg"));
        File.WriteAllText(Path.Combine(Folder, "notes.xopp"), """
            <xournal><page width="612" height="792"><layer><stroke tool="pen">72 144 144.5 36</stroke></layer></page></xournal>
            """);
        Assert.True(Opened("notes.xopp") > 1);

        int Opened(string file, params string[] outputs)
        {
            using var app = new AppRun(screen, Folder, ["--model", model, "--frames", "30", "--save-as", "end.hmink", .. outputs, file]);
            Assert.True(app.WaitForEnd() == 0, app.Errors);
            return DocumentFile.Read(Path.Combine(Folder, "end.hmink")).Rows.Length;
        }
    }
}
