using HmRnnInk.App.Inference.Models;
using HmRnnInk.App.Session.Models;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Folders with pipes, broken links, and programs that a stranger put there.</summary>
public sealed class HostileFolderTests : SavedPages
{
    [Fact]
    public void PipesAndLinks_AreNeitherPagesNorAutosavesNorModelsNorStyles()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test makes a pipe with mkfifo, and runs on Linux only.");
        string autosave = Directory.CreateDirectory(Path.Combine(Folder, "autosave")).FullName;
        Pipe("page.hmink");
        Pipe("autosave/a.hmink");
        Pipe("autosave/b.0.journal");
        Pipe("autosave/b.lock");
        Pipe("model.safetensors");
        Pipe("style.inkml");
        File.CreateSymbolicLink(Path.Combine(autosave, "c.hmink"), "/no/such/file");
        File.CreateSymbolicLink(Path.Combine(Folder, "zero.inkml"), "/dev/zero");
        string lost = Path.Combine(autosave, "d.hmink");
        DocumentFile.Write(lost, AnyDocument.Example);
        File.WriteAllText(Path.ChangeExtension(lost, ".lock"), "");

        Assert.Equal(lost, new DocumentFolder(Folder).FindLost()?.Path);
        Assert.Equal([lost], new DocumentFolder(Folder).Pages().Select(page => page.Path));
        Assert.Empty(ModelCatalogue.Files(Folder));
        Assert.Empty(new StyleFolder(Folder).Files());
        Assert.Throws<InkFormatException>(() => InkFile.Read(Path.Combine(Folder, "style.inkml")));
        Assert.Throws<InkFormatException>(() => InkFile.Read(Path.Combine(Folder, "zero.inkml")));
        Assert.Throws<ModelFileException>(() => InkModel.Load(Path.Combine(Folder, "model.safetensors")));
    }

    [Fact]
    public void OldAutosaves_StayUntilThePersonDeletesThem()
    {
        for (int page = 0; page < 25; page++)
            DocumentFile.Write(Path.Combine(Folder, "autosave", $"20260101-0000{page:00}-1.hmink"), AnyDocument.Example);
        StartWithoutModel(Folder).Saver.Dispose();
        Assert.Equal(25, new DocumentFolder(Folder).Pages().Count);
    }

    [Fact]
    public void LockOfAProgramThatWasKilledBeforeItWrote_IsDeletedWithTheNextAutosave()
    {
        string orphan = Path.Combine(Folder, "autosave", "20260101-000000-1.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        File.WriteAllText(orphan, "");
        (LiveInk ink, PageSaver saver) = StartWithoutModel(Folder);
        Stroke(ink, 200);
        saver.Update(2);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(orphan)!, "*.journal"));
        Assert.False(File.Exists(orphan));
        saver.Dispose();
    }

    [Fact]
    public void ProgramOfTheWorkingDirectory_IsNotFound_AndOneOfAnAbsoluteFolderIs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the name of a program ends with .exe.");
        string here = Path.GetRelativePath(Directory.GetCurrentDirectory(), Folder), program = Script("xclip", "exit 0");
        Assert.Null(ProgramSearch.Find("xclip", $".:{here}::/no/such/folder"));
        Assert.Null(ProgramSearch.Find("xclip", null));
        Assert.Equal(program, ProgramSearch.Find("xclip", $".:/no/such/folder:{Folder}"));
        File.WriteAllText(Path.Combine(Folder, "not-executable"), "");
        Assert.Null(ProgramSearch.Find("not-executable", Folder));
    }

    [Fact]
    public void ClipboardProgramThatNeverReads_IsEnded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux does the app start a program to copy.");
        Script("xclip", "exec sleep 1000");
        string? path = Environment.GetEnvironmentVariable("PATH"), wayland = Environment.GetEnvironmentVariable("WAYLAND_DISPLAY");
        try
        {
            Environment.SetEnvironmentVariable("WAYLAND_DISPLAY", null);
            Environment.SetEnvironmentVariable("PATH", $"{Folder}:{path}");
            Assert.False(PictureClipboard.TryCopy(new byte[1 << 22]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
            Environment.SetEnvironmentVariable("WAYLAND_DISPLAY", wayland);
        }
    }

    private string Script(string name, string command)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{command}\n");
        const UnixFileMode Runs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Runs);
        return path;
    }

    private void Pipe(string name) => Assert.Equal(0, Programs.Run("mkfifo", Path.Combine(Folder, name)));
}
