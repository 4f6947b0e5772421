namespace HmRnnInk.Ink.Tests;

public sealed class WholeFileTests : FolderTests
{
    private string FilePath => Path.Combine(Folder, "page");

    [Fact]
    public void FailedWrite_LeavesTheExistingFileAndNoOther()
    {
        File.WriteAllText(FilePath, "before");
        Assert.Throws<InvalidDataException>(() => WholeFile.Write(FilePath, file =>
        {
            file.WriteByte(1);
            throw new InvalidDataException();
        }));
        Assert.Equal("before", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(Folder));
    }

    [Fact]
    public void CompletedWrite_ReplacesTheExistingFile()
    {
        File.WriteAllText(FilePath, "the previous content");
        WholeFile.Write(FilePath, file => file.Write("after"u8));
        Assert.Equal("after", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(Folder));
    }

    [Fact]
    public void TwoWritersOfOnePath_LeaveWhatTheLastOneWrote_Whole()
    {
        WholeFile.Write(FilePath, outer =>
        {
            outer.Write("the outer writer, "u8);
            WholeFile.Write(FilePath, inner => inner.Write("the inner writer"u8));
            outer.Write("which ended last"u8);
        });
        Assert.Equal("the outer writer, which ended last", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(Folder));
    }

    [Fact]
    public void Link_StaysALink_AndItsTargetIsReplaced()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "elsewhere")).FullName;
        string target = Path.Combine(folder, "page"), link = Path.Combine(Folder, "link"), dangling = Path.Combine(Folder, "dangling");
        File.WriteAllText(target, "before");
        File.CreateSymbolicLink(link, target);
        File.CreateSymbolicLink(dangling, Path.Combine(folder, "missing"));

        WholeFile.Write(link, file => file.Write("after"u8));
        WholeFile.Write(dangling, file => file.Write("new"u8));

        Assert.Equal((target, "after"), (new FileInfo(link).LinkTarget, File.ReadAllText(target)));
        Assert.Equal("new", File.ReadAllText(Path.Combine(folder, "missing")));
        Assert.Equal([dangling, link], Directory.GetFiles(Folder).Order());
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead)]
    public void FileThatReplacesAnother_HasItsPermissions(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes.");
            return;
        }

        File.WriteAllText(FilePath, "before");
        File.SetUnixFileMode(FilePath, mode);
        WholeFile.Write(FilePath, file => file.Write("after"u8));
        Assert.Equal(mode, File.GetUnixFileMode(FilePath));
        Assert.Equal("after", File.ReadAllText(FilePath));
    }

    [Fact]
    public void NewFileForItsOwnerOnly_CannotBeReadByOthers()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes.");
            return;
        }

        WholeFile.Write(FilePath, file => file.Write("new"u8), ownerOnly: true);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void LongestName_IsWritten()
    {
        string path = Path.Combine(Folder, new string('n', 255));
        WholeFile.Write(path, file => file.Write("whole"u8));
        Assert.Equal("whole", File.ReadAllText(path));
    }

    [Fact]
    public void FolderPipeOrDevice_IsNotReplaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test makes a pipe with mkfifo, and runs on Linux only.");
        string pipe = Path.Combine(Folder, "pipe"), device = Path.Combine(Folder, "device");
        Programs.Run("mkfifo", pipe);
        File.CreateSymbolicLink(device, "/dev/null");
        foreach (string path in (string[])[pipe, device, Folder])
            Assert.Throws<IOException>(() => WholeFile.Write(path, file => file.Write("x"u8)));
        Assert.Equal([device, pipe], Directory.GetFiles(Folder).Order());
    }

    [Fact]
    public void TemporaryFileOfAKilledProgram_IsDeletedByALaterWrite_ButNoneThatIsInUse()
    {
        string[] old = [Path.Combine(Folder, ".hmrnnink-killed.part"), Path.Combine(Folder, ".hmrnnink-in-use.part")];
        string young = Path.Combine(Folder, ".hmrnnink-young.part"), other = Path.Combine(Folder, "other.part");
        foreach (string leftover in (string[])[.. old, young, other]) File.WriteAllText(leftover, "half");
        foreach (string leftover in (string[])[.. old, other]) File.SetLastWriteTimeUtc(leftover, DateTime.UnixEpoch);

        using (new FileStream(old[1], FileMode.Open, FileAccess.Read, FileShare.None))
            WholeFile.Write(FilePath, file => file.Write("whole"u8));

        Assert.Equal([old[1], young, other, FilePath], Directory.GetFiles(Folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rules_DecideAboutTheVersionThatIsThere()
    {
        WholeFile.Write(FilePath, file => file.Write("first"u8), mayReplace: now => now is null);
        FileVersion first = FileVersion.Of(FilePath)!;
        Assert.Throws<FileConflictException>(() =>
            WholeFile.Write(FilePath, file => file.Write("second"u8), mayReplace: now => now is null));
        WholeFile.Write(FilePath, file => file.Write("second"u8), mayReplace: now => now == first);
        Assert.Throws<FileConflictException>(() =>
            WholeFile.Write(FilePath, file => file.Write("third"u8), mayReplace: now => now == first));
        Assert.Equal("second", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(Folder));
    }
}
