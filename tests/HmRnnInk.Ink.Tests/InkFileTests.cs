namespace HmRnnInk.Ink.Tests;

public sealed class InkFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LineOfIamAndInkMl_AreDistinguishedByContent()
    {
        StrokeCollection line = InkFile.Read(OwnInk.LinePath);
        var inkMl = new MemoryStream();
        InkMl.Write(inkMl, line);

        InkAssert.Same(line, InkFile.Read(_folder.Write("ink.xml", inkMl.ToArray())));
    }

    [Theory]
    [InlineData("<html/>", "<html>")]
    [InlineData("<form/>", "offline")]
    [InlineData("", "not well-formed XML")]
    [InlineData("%PDF-1.7", "not well-formed XML")]
    public void OtherContent_IsRejected(string content, string found)
    {
        string path = _folder.Write("ink.xml", System.Text.Encoding.ASCII.GetBytes(content));

        InkAssert.Rejects(() => InkFile.Read(path), path, found);
    }

    [Fact]
    public void Archive_IsRejectedWithAHint()
    {
        string path = _folder.Write("lines.tar.gz", OwnInk.TarGz(OwnInk.Lines(1)));

        InkAssert.Rejects(() => InkFile.Read(path), path, "archive", "one line");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ink\0.inkml")]
    public void InvalidPath_IsRejected(string path) => InkAssert.Rejects(() => InkFile.Read(path), "cannot be read");

    [Fact]
    public void MissingFile_IsRejected() => InkAssert.Rejects(() => InkFile.Read("/no/such/ink.inkml"), "/no/such/ink.inkml");
}
