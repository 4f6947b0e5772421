using HmRnnInk.Tests;

namespace HmRnnInk.Ink.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-whole-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void FailedWrite_LeavesTheExistingFileAndNoOther()
    {
        string path = Path.Combine(_folder, "ink.svg");
        File.WriteAllText(path, "before");
        Assert.Throws<InvalidDataException>(() => WholeFile.Write(path, file =>
        {
            file.WriteByte(1);
            throw new InvalidDataException();
        }));
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void CompletedWrite_ReplacesTheExistingFile()
    {
        string path = Path.Combine(_folder, "ink.svg");
        File.WriteAllText(path, "the previous content");
        WholeFile.Write(path, file => file.Write("after"u8));
        Assert.Equal("after", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void TwoWritersOfOnePath_LeaveWhatTheLastOneWrote_Whole()
    {
        string path = Path.Combine(_folder, "ink.svg");
        WholeFile.Write(path, outer =>
        {
            outer.Write("the outer writer, "u8);
            WholeFile.Write(path, inner => inner.Write("the inner writer"u8));
            outer.Write("which ended last"u8);
        });
        Assert.Equal("the outer writer, which ended last", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Link_StaysALink_AndItsTargetIsReplaced()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        string target = Path.Combine(folder, "page"), link = Path.Combine(_folder, "link"), dangling = Path.Combine(_folder, "dangling");
        File.WriteAllText(target, "before");
        File.CreateSymbolicLink(link, target);
        File.CreateSymbolicLink(dangling, Path.Combine(folder, "missing"));

        WholeFile.Write(link, file => file.Write("after"u8));
        WholeFile.Write(dangling, file => file.Write("new"u8));

        Assert.Equal((target, "after"), (new FileInfo(link).LinkTarget, File.ReadAllText(target)));
        Assert.Equal("new", File.ReadAllText(Path.Combine(folder, "missing")));
        Assert.Equal([dangling, link], Directory.GetFiles(_folder).Order());
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead)]
    public void FileThatReplacesAnother_HasItsPermissions(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows()) return;
        string path = Path.Combine(_folder, "page");
        File.WriteAllText(path, "before");
        File.SetUnixFileMode(path, mode);
        WholeFile.Write(path, file => file.Write("after"u8));
        Assert.Equal(mode, File.GetUnixFileMode(path));
        Assert.Equal("after", File.ReadAllText(path));
    }

    [Fact]
    public void NewFileForItsOwnerOnly_CannotBeReadByOthers()
    {
        if (OperatingSystem.IsWindows()) return;
        string path = Path.Combine(_folder, "page");
        WholeFile.Write(path, file => file.Write("new"u8), new WriteRules(OwnerOnly: true));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void LongestName_IsWritten()
    {
        string path = Path.Combine(_folder, new string('n', 255));
        WholeFile.Write(path, file => file.Write("whole"u8));
        Assert.Equal("whole", File.ReadAllText(path));
    }

    [Fact]
    public void FolderPipeOrDevice_IsNotReplaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes are files on Linux only.");
        string pipe = Path.Combine(_folder, "pipe"), device = Path.Combine(_folder, "device");
        Programs.Run("mkfifo", pipe);
        File.CreateSymbolicLink(device, "/dev/null");
        foreach (string path in (string[])[pipe, device, _folder])
            Assert.Throws<IOException>(() => WholeFile.Write(path, file => file.Write("x"u8)));
        Assert.Equal([device, pipe], Directory.GetFiles(_folder).Order());
    }

    [Fact]
    public void TemporaryFileOfAKilledProgram_IsDeletedByALaterWrite_ButNoneThatIsInUse()
    {
        string path = Path.Combine(_folder, "page");
        string[] old = [Path.Combine(_folder, ".hmrnnink-killed.part"), Path.Combine(_folder, ".hmrnnink-in-use.part")];
        string young = Path.Combine(_folder, ".hmrnnink-young.part"), other = Path.Combine(_folder, "other.part");
        foreach (string leftover in (string[])[.. old, young, other]) File.WriteAllText(leftover, "half");
        foreach (string leftover in (string[])[.. old, other]) File.SetLastWriteTimeUtc(leftover, DateTime.UnixEpoch);

        using (new FileStream(old[1], FileMode.Open, FileAccess.Read, FileShare.None))
            WholeFile.Write(path, file => file.Write("whole"u8));

        Assert.Equal([old[1], young, other, path], Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rules_DecideAboutTheVersionThatIsThere()
    {
        string path = Path.Combine(_folder, "page");
        WholeFile.Write(path, file => file.Write("first"u8), new WriteRules(MayReplace: now => now is null));
        FileVersion first = FileVersion.Of(path)!;
        Assert.Throws<FileConflictException>(() =>
            WholeFile.Write(path, file => file.Write("second"u8), new WriteRules(MayReplace: now => now is null)));
        WholeFile.Write(path, file => file.Write("second"u8), new WriteRules(MayReplace: now => now == first));
        Assert.Throws<FileConflictException>(() =>
            WholeFile.Write(path, file => file.Write("third"u8), new WriteRules(MayReplace: now => now == first)));
        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }
}
