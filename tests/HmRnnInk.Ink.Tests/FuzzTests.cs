using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace HmRnnInk.Ink.Tests;

/// <summary>Damaged and hostile files of each format that this project reads.</summary>
public sealed class FuzzTests : FileTests
{
    private static readonly Type[] Documented = [typeof(InkFormatException)];

    [Fact]
    public void DamagedLine_IsReadOrRejected() =>
        Fuzz.Run([TestInk.LineXml, TestInk.Xml(TestInk.Zigzag(3, 40))], file => IamLineXml.Parse(file, "line.xml"), Documented);

    [Fact]
    public void DamagedInkMl_IsReadOrRejected()
    {
        var own = new MemoryStream();
        InkMl.Write(own, TestInk.Zigzag(2, 30));
        byte[] other = """
            <ink xmlns="http://www.w3.org/2003/InkML"><traceFormat><channel name="X" type="integer"/>
            <channel name="Y" type="integer"/><channel name="T" type="integer" units="ms"/></traceFormat>
            <traceGroup><trace id="t">10 20 0, 14 40 '10, 20 60 "5, 31 22 *7</trace></traceGroup></ink>
            """u8.ToArray();
        string path = Path.Combine(Folder, "ink.inkml");
        Fuzz.Run([own.ToArray(), other], file =>
        {
            File.WriteAllBytes(path, file);
            InkFile.Read(path);
        }, Documented, allocatedPerByte: 256);
    }

    [Theory]
    [InlineData("""<xournal><page width="600" height="800"><layer><stroke width="1.4">1 2 3 4.5 5 6</stroke></layer></page></xournal>""")]
    [InlineData("""<svg viewBox="0 0 100 50" stroke="black"><path d="M1 2L3 4h1v-1c1 2 3 4 5 6z"/><line x1="7" y1="8" x2="9"/></svg>""")]
    public void DamagedInkOfOtherPrograms_IsReadOrRejected(string seed)
    {
        string path = Path.Combine(Folder, "ink");
        Fuzz.Run([Encoding.UTF8.GetBytes(seed)], file =>
        {
            File.WriteAllBytes(path, file);
            InkFile.Read(path);
        }, Documented, allocatedPerByte: 1024);
    }

    [Fact]
    public void DamagedArchive_IsReadOrRejected()
    {
        string path = Path.Combine(Folder, "lines.tar.gz");
        (string Name, byte[] Content)[] lines = TestInk.Lines(2);
        var names = new[] { lines[0].Name, "lineStrokes/" + new string('n', 200) + ".xml" };
        byte[] tar = TestInk.Tar(names.Select(name =>
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(lines[0].Content) }));
        Fuzz.Run([tar], file =>
        {
            File.WriteAllBytes(path, TestInk.Gzip(file));
            foreach (IamOnDbFile _ in IamOnDb.ReadFiles(path)) { }
        }, Documented, finish: CorrectHeaders);
        Fuzz.Run([TestInk.Gzip(tar)], file =>
        {
            File.WriteAllBytes(path, file);
            if (file is [0x1F, 0x8B, ..])
                foreach (IamOnDbFile _ in IamOnDb.ReadFiles(path)) { }
        }, Documented);
    }

    /// <summary>Corrects the checksums of the headers of a tar file.</summary>
    private static byte[] CorrectHeaders(byte[] tar)
    {
        for (int block = 0; block + 512 <= tar.Length; block += 512)
        {
            Span<byte> header = tar.AsSpan(block, 512);
            if (header[257..].StartsWith("ustar"u8)) TestInk.SetChecksum(header);
        }

        return tar;
    }

    [Fact]
    public void DamagedTranscript_IsReadOrRejected()
    {
        string path = Path.Combine(Folder, "a01-000u.txt");
        Fuzz.Run([Encoding.Latin1.GetBytes("OCR:\n\nA MOVE\n\nCSR:\n\nA MOVE to\nstop Mr.\n")], file =>
        {
            File.WriteAllBytes(path, file);
            Transcripts.Load(path);
        }, Documented);
    }

    /// <summary>The checksum is corrected after each change, as by someone who forges a cache.</summary>
    [Fact]
    public void DamagedLineCache_IsReadOrRejected()
    {
        (string Name, byte[] Content)[] lines = TestInk.Lines(2);
        string archive = Write("lines.tar.gz", TestInk.TarGz(lines));
        LineDataset.Load(archive, Cache);
        string path = Assert.Single(Directory.GetFiles(Cache));
        Fuzz.Run([File.ReadAllBytes(path)], file =>
        {
            File.WriteAllBytes(path, file);
            LineDataset.Load(path);
        }, Documented, finish: file =>
        {
            if (file.Length >= 40) SHA256.HashData(file.AsSpan(40), file.AsSpan(8, 32));
            return file;
        });
    }
}
