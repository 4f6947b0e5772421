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
}
