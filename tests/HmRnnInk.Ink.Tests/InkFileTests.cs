namespace HmRnnInk.Ink.Tests;

public sealed class InkFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LineOfIamAndInkMl_AreToldApartByContent()
    {
        StrokeCollection line = InkFile.Read(OwnInk.LinePath);
        var inkMl = new MemoryStream();
        InkMl.Write(inkMl, line);

        InkAssert.Same(line, InkFile.Read(_folder.Write("ink.xml", inkMl.ToArray())));
    }

    [Theory]
    [InlineData("<html/>", "<html>")]
    [InlineData("<form/>", "offline")]
    [InlineData("", "not XML")]
    [InlineData("%PDF-1.7", "not XML")]
    public void OtherContent_IsRefused(string content, string found)
    {
        string path = _folder.Write("ink.xml", System.Text.Encoding.ASCII.GetBytes(content));

        InkAssert.Refused(() => InkFile.Read(path), path, found);
    }

    [Fact]
    public void Archive_IsRefusedWithWhatToGive()
    {
        string path = _folder.Write("lines.tar.gz", OwnInk.TarGz(OwnInk.Lines(1)));

        InkAssert.Refused(() => InkFile.Read(path), path, "archive", "one line");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ink\0.inkml")]
    public void PathThatIsNone_IsRefused(string path) => InkAssert.Refused(() => InkFile.Read(path), "cannot be read");

    [Fact]
    public void NoFile_IsRefused() => InkAssert.Refused(() => InkFile.Read("/no/such/ink.inkml"), "/no/such/ink.inkml");
}
