using System.Text;

namespace HmRnnInk.Ink.Tests;

public sealed class InkFileTests : FileTests
{
    [Fact]
    public void LineOfIamAndInkMl_AreDistinguishedByContent()
    {
        StrokeCollection line = InkFile.Read(TestInk.LinePath);
        var inkMl = new MemoryStream();
        InkMl.Write(inkMl, line);

        InkAssert.Same(line, InkFile.Read(Write("ink.xml", inkMl.ToArray())));
    }

    [Theory]
    [InlineData("<page/>", "<page>")]
    [InlineData("<form/>", "offline")]
    [InlineData("", "empty")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("  <!DOCTYPE html>\n<title>Log in</title>", "web page (HTML)")]
    [InlineData("<html/>", "web page (HTML)")]
    [InlineData("PK\u0003\u0004....", "zip archive")]
    [InlineData("BZh91AY", "bzip2")]
    [InlineData("10 20, 30 40", "not XML: there is no XML element")]
    [InlineData("# Notes\n\n<3 & more", "this is not XML. Use")]
    [InlineData("<ink><trace>", "not well-formed XML")]
    [InlineData("\u0040\u0003\0\0\0\0\0\0{\"__metadata__\":{}}", "a model (.safetensors), which has no pen movements: use it with --model")]
    [InlineData("{\"format\":\"hmink\",\"version\":1}", "a page of HmRnnInk")]
    public void OtherContent_IsNamed(string content, string found)
    {
        string path = Write("ink.xml", Encoding.Latin1.GetBytes(content));

        InkAssert.Rejects(() => InkFile.Read(path), path, found);
    }

    [Fact]
    public void OtherArchives_AreNamed()
    {
        byte[] tar = TestInk.Tar([new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "a.xml")]);
        string xz = Write("ink.inkml", [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0, 4]);

        InkAssert.Rejects(() => InkFile.Read(xz), xz, "xz archive");
        InkAssert.Rejects(() => InkFile.Read(Write("line.xml", tar)), "line.xml", "tar archive");
    }

    [Fact]
    public void GzippedInk_IsRead()
    {
        var inkMl = new MemoryStream();
        StrokeCollection ink = TestInk.Zigzag(1, 30);
        InkMl.Write(inkMl, ink);

        InkAssert.Same(ink, InkFile.Read(Write("ink.inkml.gz", TestInk.Gzip(inkMl.ToArray()))));
    }

    [Fact]
    public void XournalDocument_GivesThePenStrokesOfAllPagesInMillimetres()
    {
        const string Document = """
            <?xml version="1.0" standalone="no"?>
            <xournal creator="Xournal++ 1.2.3" fileversion="4"><title>Xournal++ document</title>
            <page width="612.0" height="792.0"><background type="solid" color="#ffffffff" style="lined"/><layer>
            <stroke tool="pen" color="#000000ff" width="1.41">72 144 144.5 36</stroke>
            <stroke tool="eraser" color="#ffffffff" width="8">0 0 1 1</stroke><text font="Sans">a b</text></layer></page>
            <page width="612.0" height="792.0"><layer>
            <stroke tool="pen" color="#0000ffff" width="2 1 1.5 3">0 0 72 72 80 80 90 90 91 91</stroke></layer></page>
            </xournal>
            """;

        ReadInk read = InkFile.Open(Write("notes.xopp", TestInk.Gzip(Encoding.UTF8.GetBytes(Document))));

        Assert.Equal(1, read.MillimetresPerUnit);
        Assert.Equal(["Skipped: 1 stroke of the eraser (line 5)"], read.Notes);
        Assert.Equal([2, 5], read.Ink.Strokes.Select(stroke => stroke.Points.Count));
        Assert.Equal([null, null], read.Ink.Strokes[0].Points.Select(point => point.Pressure));
        Assert.Equal([0.5f, 0.75f, 1f, 1f, 1f], read.Ink.Strokes[1].Points.Select(point => point.Pressure!.Value));
        Assert.Equal((25.4f, 50.8f), (read.Ink.Strokes[0].Points[0].X, read.Ink.Strokes[0].Points[0].Y));
        Assert.Equal(11 * 25.4f, read.Ink.Strokes[1].Points[0].Y, 3); // the second page is below the first
    }

    [Fact]
    public void Archive_IsRejectedWithAHint()
    {
        string path = Write("lines.tar.gz", TestInk.TarGz(TestInk.Lines(1)));

        InkAssert.Rejects(() => InkFile.Read(path), path, "archive", "one line");
    }

    [Fact]
    public void Folder_IsNotCalledMissing() => InkAssert.Rejects(() => InkFile.Read(Folder), Folder, "this is a folder");

    [Theory]
    [InlineData("")]
    [InlineData("ink\0.inkml")]
    public void InvalidPath_IsRejected(string path) => InkAssert.Rejects(() => InkFile.Read(path), "cannot be read");

    [Fact]
    public void MissingFile_IsRejected() => InkAssert.Rejects(() => InkFile.Read("/no/such/ink.inkml"), "/no/such/ink.inkml");
}
