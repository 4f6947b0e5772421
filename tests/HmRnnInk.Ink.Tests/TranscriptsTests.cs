using System.Text;

namespace HmRnnInk.Ink.Tests;

public sealed class TranscriptsTests : FileTests
{
    [Fact]
    public void Form_HasTheLinesOfItsCsrSection()
    {
        Transcripts transcripts = Load(
            ("ascii/z00/z00-000u.txt", "OCR:\n\nas it was printed\n\nCSR:\n\nas it\nwas  written \n\n"),
            ("ascii/z00/z00-000x.txt", "CSR:\r\none line\r\n"));

        Assert.Equal(["as it", "was  written"], transcripts.Forms["z00-000u"]);
        Assert.Equal(["one line"], transcripts.Forms["z00-000x"]);
        Assert.Empty(transcripts.Skipped);
    }

    [Fact]
    public void Lines_ArePairedByTheirNumber()
    {
        TranscriptPairing pairing = Load(Form("a", "first", "second"), Form("b", "other")).PairWith(["a-02", "b-01", "a-01"]);

        Assert.Equal(
            [("a-01", "first"), ("a-02", "second"), ("b-01", "other")],
            pairing.Texts.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Empty(pairing.LeftOut);
    }

    [Fact]
    public void FormsThatDoNotMatch_AreLeftOutWithAReason()
    {
        Transcripts transcripts = Load(Form("a", "first", "second"), Form("b", "1", "2"), Form("c", "1", "2"), Form("d", "no ink"));

        TranscriptPairing pairing = transcripts.PairWith(
            ["a-01", "a-02", "b-01", "c-02", "c-03", "e-01", "without a number"]);

        Assert.Equal(["a-01", "a-02"], pairing.Texts.Keys.Order());
        Assert.Equal(
        [
            new("b", 1, "1 lines of ink, 2 of text"), new("c", 2, "its lines are not numbered from 1 to 2"), new("e", 1, "no transcript"),
            new("without a number", 1, "no transcript"),
        ], pairing.LeftOut);
    }

    [Fact]
    public void ShortLinesOfADataset_AreCounted()
    {
        string folder = Path.Combine(Folder, "lines");
        Write("lines/a-01.xml", TestInk.Xml(TestInk.Zigzag(1, 310)));
        Write("lines/a-02.xml", TestInk.Xml(TestInk.Zigzag(2, 20)));
        Transcripts transcripts = Load(Form("a", "long", "short"));

        // The second time, the ids come from the cache.
        for (int time = 0; time < 2; time++)
            Assert.Equal("long", transcripts.PairWith(LineDataset.Load(folder, Cache)).Texts["a-01"]);
    }

    [Fact]
    public void FileWithoutCsrSection_IsSkippedAndReported()
    {
        Transcripts transcripts = Load(Form("a", "text"), ("README.txt", "nothing"), ("copy/a.txt", "CSR:\nother"));

        Assert.Equal(["text"], transcripts.Forms["a"]);
        Assert.Equal(2, transcripts.Skipped.Count);
        Assert.Contains("'README.txt'", transcripts.Skipped[0]);
        Assert.Contains("'copy/a.txt'", transcripts.Skipped[1]);
    }

    [Fact]
    public void WrongArchive_IsRejectedNamingTheRightOne()
    {
        string lines = Write("lineStrokes-all.tar.gz", TestInk.TarGz(TestInk.Lines(3)));
        InkAssert.Rejects(() => Transcripts.Load(lines), "lineStrokes-all.tar.gz", "no text files", "ascii-all.tar.gz");
        InkAssert.Rejects(() => Load(("words.txt", "a01-000u-00-00 ok")), "text.tar.gz", "CSR:", "ascii-all.tar.gz");
        InkAssert.Rejects(() => Transcripts.Load("/no/such/text"), "/no/such/text", "ascii-all.tar.gz");
        string other = Write("README.md", "# Read me"u8.ToArray());
        InkAssert.Rejects(() => Transcripts.Load(other), other, "this is not a transcript: it has no line 'CSR:'", "ascii-all.tar.gz");
    }

    private static (string Name, string Content) Form(string form, params string[] lines) =>
        ($"ascii/{form}.txt", $"OCR:\n\nprint\n\nCSR:\n\n{string.Join('\n', lines)}\n");

    private Transcripts Load(params (string Name, string Content)[] files) => Transcripts.Load(
        Write("text.tar.gz", TestInk.TarGz(files.Select(file => (file.Name, Encoding.ASCII.GetBytes(file.Content))))));
}
