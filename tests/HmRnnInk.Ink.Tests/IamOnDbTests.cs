using System.Formats.Tar;
using System.Text;
using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class IamOnDbTests : FileTests
{
    [Fact]
    public void ArchiveFolderAndFile_GiveTheSameContent()
    {
        (string Name, byte[] Content)[] lines = TestInk.Lines(5);
        foreach ((string name, byte[] content) in lines) Write($"folder/{name}", content);
        Write("folder/README.txt", "not a line"u8.ToArray());
        Write("folder/lineStrokes/._z0000-01.xml", "hidden file of a file system"u8.ToArray());
        string archive = Write("lines.tar.gz", TestInk.TarGz(lines));
        string folder = Path.Combine(Folder, "folder");

        var expected = lines.OrderBy(line => line.Name, StringComparer.Ordinal).ToArray();
        Assert.Equal(lines.Select(line => line.Name), IamOnDb.ReadFiles(archive).Select(file => file.Name));
        Assert.Equal(lines.Select(line => line.Content), IamOnDb.ReadFiles(archive).Select(file => file.Content));
        Assert.Equal(expected.Select(line => line.Name), IamOnDb.ReadFiles(folder).Select(file => file.Name));
        Assert.Equal(expected.Select(line => line.Content), IamOnDb.ReadFiles(folder).Select(file => file.Content));
        Assert.Equal(lines[0].Content, Assert.Single(IamOnDb.ReadFiles(Path.Combine(folder, lines[0].Name))).Content);
    }

    [Fact]
    public void LineId_IsTheFileName() =>
        Assert.Equal("a01-000u-01", new IamOnDbFile("lineStrokes/a01/a01-000/a01-000u-01.xml", []).LineId);

    [Fact]
    public void MissingPath_IsRejectedNamingTheArchive() =>
        InkAssert.Rejects(() => IamOnDb.ReadFiles("/no/such/lines.tar.gz"), "/no/such/lines.tar.gz", "lineStrokes-all.tar.gz");

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("# Read me\nFirst unpack it.", "this is neither an archive (.tar.gz) nor XML")]
    [InlineData("PK\u0003\u0004....", "this is a zip archive")]
    [InlineData("\u0089PNG\r\n", "this is an image.")]
    [InlineData("\u0040\u0003\0\0\0\0\0\0{\"__metadata__\":{}}", "this is a model")]
    [InlineData("\u0007\u0001\u0002", "this is neither an archive (.tar.gz) nor XML")]
    public void OtherFile_IsNotCalledDamaged(string content, string found)
    {
        string path = Write("other", Encoding.Latin1.GetBytes(content));
        InkFormatException error = InkAssert.Rejects(() => LineDataset.Load(path, Cache), path, found, "lineStrokes");
        Assert.DoesNotContain("damaged", error.Message);
    }

    [Fact]
    public void GzipWithoutAnArchive_IsNotCalledDamaged()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Read me. ", 100)));
        InkFormatException error = InkAssert.Rejects(() => Read(TestInk.Gzip(text)), "lines.tar.gz", "no tar archive in it");
        Assert.DoesNotContain("damaged", error.Message);
        InkAssert.Rejects(() => Read(TestInk.Gzip(text[..20])), "only 20 bytes in it. It is not an archive, or it is damaged");
    }

    [Fact]
    public void TruncatedArchive_IsRejected()
    {
        byte[] archive = TestInk.TarGz(TestInk.Lines(6));
        for (int tenth = 1; tenth < 10; tenth++)
            InkAssert.Rejects(() => Read(archive[..(archive.Length * tenth / 10)]), "lines.tar.gz", "damaged or truncated");
    }

    [Fact]
    public void ArchiveTruncatedOrChangedAnywhere_IsRejectedOrReadCompletely()
    {
        (string Name, byte[] Content)[] lines = TestInk.Lines(6);
        byte[] archive = TestInk.TarGz(lines);
        Gen.Select(Gen.Int[2, archive.Length - 1], Gen.Byte, Gen.Bool).Sample(
            (place, value, cut) =>
            {
                byte[] damaged = cut ? archive[..place] : [.. archive];
                if (!cut) damaged[place] = value;
                IamOnDbFile[]? files = null;
                try
                {
                    files = Read(damaged);
                }
                catch (InkFormatException error)
                {
                    Assert.Contains("lines.tar.gz", error.Message);
                }

                // Then the change only affects padding, the checksum or unused fields of the header.
                if (files is not null) Assert.Equal(lines.Select(line => line.Content), files.Select(file => file.Content));
            },
            threads: 1);
    }

    [Theory]
    [InlineData("/etc/line.xml")]
    [InlineData("../line.xml")]
    [InlineData("lineStrokes/../../line.xml")]
    [InlineData("lineStrokes\\..\\line.xml")]
    [InlineData("C:/line.xml")]
    public void PathOutsideTheArchive_IsRejected(string name) =>
        InkAssert.Rejects(() => Read(TestInk.TarGz([Entry(name)])), "lines.tar.gz", name, "outside");

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void Link_IsSkipped(TarEntryType type)
    {
        var link = new PaxTarEntry(type, "lineStrokes/link.xml") { LinkName = "/etc/passwd" };

        Assert.Equal("lineStrokes/line.xml", Assert.Single(Read(TestInk.TarGz([link, Entry("lineStrokes/line.xml")]))).Name);
    }

    [Theory]
    [InlineData('0', "77777777777")]
    [InlineData('0', "00040000000")]
    [InlineData('L', "77777777777")]
    [InlineData('L', "10000000000")]
    [InlineData('x', "77777777777")]
    [InlineData('x', "10000000000")]
    [InlineData('K', "10000000000")]
    [InlineData('g', "10000000000")]
    public void EntryWithAnAbsurdSize_IsRejectedBeforeItIsAllocated(char type, string octalSize)
    {
        byte[] tar = TestInk.Tar([Entry("lineStrokes/line.xml")]);
        int header = Array.FindIndex(tar, octet => octet == (byte)'l'); // the entry's own header begins with its name
        tar = tar[(header / 512 * 512)..];
        tar[156] = (byte)type;
        Encoding.ASCII.GetBytes(octalSize).CopyTo(tar, 124);
        TestInk.SetChecksum(tar.AsSpan(0, 512));
        long before = GC.GetAllocatedBytesForCurrentThread();

        InkAssert.Rejects(() => Read(TestInk.Gzip(tar)), "lines.tar.gz");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void EveryKindOfTar_GivesNamesAndContents(TarEntryFormat format)
    {
        // The long name does not fit the oldest header. In the others it needs the prefix field or a long-name entry.
        string longName = format == TarEntryFormat.V7 ? "short.xml" : $"{new string('p', 90)}/{new string('n', 80)}.xml";
        byte[][] contents = [TestInk.Xml(TestInk.Zigzag(0, 3)), TestInk.Xml(TestInk.Zigzag(1, 40))];
        string[] names = [longName, "b.xml"];
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, format, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in names.Zip(contents))
            {
                string path = Write("entry.xml", content);
                writer.WriteEntry(path, name);
            }
        }

        IamOnDbFile[] files = Read(TestInk.Gzip(tar.ToArray()));

        Assert.Equal(names, files.Select(file => file.Name));
        Assert.Equal(contents, files.Select(file => file.Content));
    }

    [Fact]
    public void TruncatedTar_IsRejected()
    {
        byte[] tar = TestInk.Tar([Entry("a.xml"), Entry("b.xml")]);
        int end = tar.AsSpan().TrimEnd((byte)0).Length;
        for (int length = 1; length < end; length += 100)
            InkAssert.Rejects(() => Read(TestInk.Gzip(tar[..length])), "lines.tar.gz", "damaged or truncated");
    }

    [Fact]
    public void EntryLargerThanAnyLine_IsRejected()
    {
        var large = new PaxTarEntry(TarEntryType.RegularFile, "lineStrokes/large.xml") { DataStream = new MemoryStream(new byte[5 << 20]) };

        InkAssert.Rejects(() => Read(TestInk.TarGz([large])), "lines.tar.gz", "lineStrokes/large.xml", "5242880 bytes");
    }

    [Theory]
    [InlineData("<!DOCTYPE html><title>Please log in</title>", "web page (HTML)")]
    [InlineData("PK\u0003\u0004", "zip archive")]
    public void OtherFormats_AreNamed(string content, string found) =>
        InkAssert.Rejects(() => Read(Encoding.Latin1.GetBytes(content)), "lines.tar.gz", found, "lineStrokes-all.tar.gz");

    [Fact]
    public void GzipOfSomethingElse_IsRejected() => InkAssert.Rejects(() => Read(TestInk.Gzip(TestInk.LineXml)), "lines.tar.gz");

    [Fact]
    public void EndlessNamesAndAttributes_AreRejected_BeforeTheyFillTheMemory()
    {
        byte[] longName = TestInk.Tar([Entry("lineStrokes/" + new string('n', 5000) + ".xml")]);
        InkAssert.Rejects(() => Read(TestInk.Gzip(longName)), "An entry's name has 5016 bytes");

        byte[] attributes = TestInk.Tar([Entry("lineStrokes/" + new string('n', 200) + ".xml")])[..1024];
        byte[] many = [.. Enumerable.Repeat(attributes, 40).SelectMany(each => each)];
        InkAssert.Rejects(() => Read(TestInk.Gzip(many)), "An entry has more than 16 headers");
    }

    [Fact]
    public void MoreThan200000EmptyEntries_AreRejected()
    {
        byte[] header = TestInk.Tar([new PaxTarEntry(TarEntryType.Directory, "lineStrokes/")])[..1536];
        byte[] many = [.. Enumerable.Repeat(header, 200_001).SelectMany(each => each)];
        InkAssert.Rejects(() => Read(TestInk.Gzip(many)), "more than 200000 entries");
    }

    [Fact]
    public void PipeBrokenLinkAndUnreadableFolder_AreReported_AndTheRestIsRead()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test makes a pipe with mkfifo, and runs on Linux only.");
        Write("folder/lineStrokes/z0000-01.xml", TestInk.Lines(1)[0].Content);
        string folder = Path.Combine(Folder, "folder"), lines = Path.Combine(folder, "lineStrokes");
        File.CreateSymbolicLink(Path.Combine(lines, "dangling.xml"), "/no/such/file");
        Programs.Run("mkfifo", Path.Combine(lines, "pipe.xml"));

        IamOnDbFile[] files = [.. IamOnDb.ReadFiles(folder)];

        Assert.Equal(["dangling", "pipe"], files.Where(file => file.Problem is not null).Select(file => file.LineId));
        Assert.Contains("'lineStrokes/pipe.xml': expected a file; this is a folder, a pipe or a device", files[1].Problem);
        Assert.Equal(TestInk.Lines(1)[0].Content, files[2].Content);
        InkAssert.Rejects(() => LineDataset.Load(folder, Cache), "2 of 3 files cannot be read", "dangling.xml");
        InkAssert.Rejects(() => LineDataset.Load(Path.Combine(lines, "pipe.xml"), Cache), "this is a pipe or a device");
        InkAssert.Rejects(() => TimedLines.Read(folder, ["pipe"]).ToArray(), "'lineStrokes/pipe.xml': expected a file");
    }

    private static PaxTarEntry Entry(string name) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(TestInk.Xml(TestInk.Zigzag(0, 3))) };

    private IamOnDbFile[] Read(byte[] archive) => [.. IamOnDb.ReadFiles(Write("lines.tar.gz", archive))];
}
