using HmRnnInk.App.Documents;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Tests;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Folders with pipes, links that lead nowhere, and programs of a stranger.</summary>
public sealed class HostileFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PipesAndLinks_AreNeitherPagesNorAutosavesNorModelsNorStyles()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes are files on Linux only.");
        string autosave = Directory.CreateDirectory(Path.Combine(_folder, "autosave")).FullName;
        Pipe("page.hmink");
        Pipe("autosave/a.hmink");
        Pipe("autosave/b.0.journal");
        Pipe("autosave/b.lock");
        Pipe("model.safetensors");
        Pipe("style.inkml");
        File.CreateSymbolicLink(Path.Combine(autosave, "c.hmink"), "/no/such/file");
        File.CreateSymbolicLink(Path.Combine(_folder, "zero.inkml"), "/dev/zero");
        string lost = Path.Combine(autosave, "d.hmink");
        DocumentFile.Write(lost, AnyDocument.Example);
        File.WriteAllText(Path.ChangeExtension(lost, ".lock"), "");

        Assert.Equal(lost, new DocumentFolder(_folder).FindLost()?.Path);
        Assert.Equal([lost], new DocumentFolder(_folder).Pages().Select(page => page.Path));
        Assert.Empty(ModelCatalogue.Files(_folder));
        Assert.Empty(new StyleFolder(_folder).Files());
        Assert.Throws<InkFormatException>(() => InkFile.Read(Path.Combine(_folder, "style.inkml")));
        Assert.Throws<InkFormatException>(() => InkFile.Read(Path.Combine(_folder, "zero.inkml")));
        Assert.Throws<ModelFileException>(() => InkModel.Load(Path.Combine(_folder, "model.safetensors")));
    }

    [Fact]
    public void OldAutosaves_StayUntilThePersonDeletesThem()
    {
        for (int page = 0; page < 25; page++)
            DocumentFile.Write(Path.Combine(_folder, "autosave", $"20260101-0000{page:00}-1.hmink"), AnyDocument.Example);
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        new PageSaver(ink, new DocumentFolder(_folder), () => null, TimeProvider.System, autosave: true, inline: true).Dispose();
        Assert.Equal(25, new DocumentFolder(_folder).Pages().Count);
    }

    [Fact]
    public void LockOfAProgramThatWasKilledBeforeItWrote_IsDeletedWithTheNextAutosave()
    {
        string orphan = Path.Combine(_folder, "autosave", "20260101-000000-1.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        File.WriteAllText(orphan, "");
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        using var saver = new PageSaver(ink, new DocumentFolder(_folder), () => null, TimeProvider.System, autosave: true, inline: true);
        ink.PenDown(new(200, 140, 1));
        for (int point = 1; point < 40; point++) ink.PenMove(new(200 + 3 * point, 140 - 12 * MathF.Sin(0.5f * point), 1 + 0.015 * point));
        saver.Frame(2);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(orphan)!, "*.journal"));
        Assert.False(File.Exists(orphan));
    }

    [Fact]
    public void ProgramOfTheWorkingDirectory_IsNotFound_AndOneOfAnAbsoluteFolderIs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "programs have other names there");
        string here = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder), program = Script("xclip", "exit 0");
        Assert.Null(ProgramSearch.Find("xclip", $".:{here}::/no/such/folder"));
        Assert.Null(ProgramSearch.Find("xclip", null));
        Assert.Equal(program, ProgramSearch.Find("xclip", $".:/no/such/folder:{_folder}"));
        File.WriteAllText(Path.Combine(_folder, "not-executable"), "");
        Assert.Null(ProgramSearch.Find("not-executable", _folder));
    }

    [Fact]
    public void ClipboardProgramThatNeverReads_IsEnded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a program copies only on Linux");
        Script("xclip", "exec sleep 1000");
        string? path = Environment.GetEnvironmentVariable("PATH"), wayland = Environment.GetEnvironmentVariable("WAYLAND_DISPLAY");
        try
        {
            Environment.SetEnvironmentVariable("WAYLAND_DISPLAY", null);
            Environment.SetEnvironmentVariable("PATH", $"{_folder}:{path}");
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
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{command}\n");
        const UnixFileMode Runs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Runs);
        return path;
    }

    private void Pipe(string name)
    {
        Assert.Equal(0, Programs.Run("mkfifo", Path.Combine(_folder, name)));
    }
}
