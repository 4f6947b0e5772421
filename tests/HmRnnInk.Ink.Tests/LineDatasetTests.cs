using System.Security.Cryptography;

namespace HmRnnInk.Ink.Tests;

/// <summary>Which lines of an archive, a folder or a file are read, and which are rejected.</summary>
public sealed class LineDatasetTests : FileTests
{
    [Fact]
    public void ArchiveFolderAndCache_GiveTheSameLines()
    {
        (string Name, byte[] Content)[] files = TestInk.Lines(40);
        foreach ((string name, byte[] content) in files) Write($"folder/{name}", content);
        byte[] archive = TestInk.TarGz(files);

        LineDataset first = Load(archive), cached = Load(archive);
        LineDataset folder = LineDataset.Load(Path.Combine(Folder, "folder"), Cache);

        IEnumerable<string> ids = files.Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order(StringComparer.Ordinal);
        Assert.Equal(ids, first.Lines.Select(line => line.Id));
        Assert.Equal(StrokeOffsets.FromStrokes(TestInk.Zigzag(7, 307)), first.Lines[7].Offsets);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(archive)), first.Sha256);
        InkAssert.Same(first.Lines, cached.Lines);
        InkAssert.Same(first.Lines, folder.Lines);
        Assert.Equal(2, Directory.GetFiles(Cache).Length); // one of the archive, one of the folder
    }

    [Fact]
    public void OneFile_IsADataSetOfOneLine()
    {
        InkLine line = Assert.Single(LineDataset.Load(TestInk.LinePath, Cache).Lines);

        Assert.Equal("own-line", line.Id);
        Assert.Equal(StrokeOffsets.FromStrokes(InkFile.Read(TestInk.LinePath)), line.Offsets);
    }

    [Theory]
    [InlineData(299, 0)]
    [InlineData(300, 1)]
    public void LinesUnder300Points_AreLeftOutWithoutAnError(int points, int included)
    {
        LineDataset dataset = Load(TestInk.TarGz([.. TestInk.Lines(3), ("y.xml", TestInk.Xml(TestInk.Zigzag(0, points)))]));

        Assert.Equal(3 + included, dataset.Lines.Count);
        Assert.Empty(dataset.Skipped);
        Assert.Equal(included == 1 ? [] : ["y"], dataset.OtherIds);
    }

    [Fact]
    public void OneBadLineInAHundred_IsSkippedAndReported()
    {
        byte[] archive = TestInk.TarGz([.. TestInk.Lines(99), ("lineStrokes/bad.xml", "<WhiteboardCaptureSession>"u8.ToArray())]);

        LineDataset dataset = Load(archive), cached = Load(archive);

        Assert.Equal(99, dataset.Lines.Count);
        Assert.Contains("'lineStrokes/bad.xml', line 1", Assert.Single(dataset.Skipped));
        Assert.Equal(dataset.Skipped, cached.Skipped);
        Assert.Equal(["bad"], dataset.OtherIds);
        Assert.Equal(["bad"], cached.OtherIds);
    }

    [Fact]
    public void MoreThanOnePerCentOfBadLines_AreAnError()
    {
        byte[] archive = TestInk.TarGz([.. TestInk.Lines(98), ("bad.xml", "<a>"u8.ToArray()), ("worse.xml", [])]);

        InkAssert.Rejects(() => Load(archive), "2 of 100 files", "'bad.xml'", "'worse.xml'");
        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public void OfflineForms_AreRejectedNamingTheRightArchive() => InkAssert.Rejects(
        () => Load(TestInk.TarGz([("a01-000u.xml", "<form id=\"a01-000u\"/>"u8.ToArray())])), "offline", "lineStrokes-all.tar.gz");

    [Fact]
    public void DuplicateLine_IsReadOnceAndReported()
    {
        (string Name, byte[] Content)[] lines = TestInk.Lines(150);
        string copy = "z-copy/" + Path.GetFileName(lines[3].Name);
        LineDataset dataset = Load(TestInk.TarGz([(copy, TestInk.Xml(TestInk.Zigzag(99, 400))), .. lines]));

        Assert.Equal(150, dataset.Lines.Count);
        Assert.Equal(303, dataset.Lines[3].Offsets.Length);
        Assert.Contains("'z-copy/z0003-01.xml'", Assert.Single(dataset.Skipped));
    }

    [Fact]
    public void NoFiles_AreRejected() => InkAssert.Rejects(() => Load(TestInk.TarGz([("README", [1])])), "lines.tar.gz", "no XML files");

    [Fact]
    public void EmptyFile_IsRejected() => InkAssert.Rejects(() => Load([]), "lines.tar.gz");

    [Fact]
    public void OnlyShortLines_AreRejected() =>
        InkAssert.Rejects(() => Load(TestInk.TarGz([("a.xml", TestInk.Xml(TestInk.Zigzag(0, 299)))])), "lines.tar.gz", "300 points");

    [Fact]
    public void MissingPath_IsRejected() => InkAssert.Rejects(() => LineDataset.Load("/no/such/folder", Cache), "/no/such/folder");

    [Fact]
    public void ChangedFolder_IsReadAgain()
    {
        (string Name, byte[] Content)[] files = TestInk.Lines(4);
        foreach ((string name, byte[] content) in files) Write($"folder/{name}", content);
        string folder = Path.Combine(Folder, "folder");
        LineDataset before = LineDataset.Load(folder, Cache);
        Write($"folder/{files[2].Name}", TestInk.Xml(TestInk.Zigzag(50, 333)));
        LineDataset after = LineDataset.Load(folder, Cache);

        Assert.NotEqual(before.Sha256, after.Sha256);
        Assert.Equal(333, after.Lines[2].Offsets.Length);
    }
}
