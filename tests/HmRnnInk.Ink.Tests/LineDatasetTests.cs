using System.Security.Cryptography;
using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class LineDatasetTests : IDisposable
{
    private static readonly string[] SplitOfSeed1 = ["z0065-01", "z0056-01", "z0076-01", "z0051-01", "z0135-01", "z0036-01"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ArchiveFolderAndCache_GiveTheSameLines()
    {
        (string Name, byte[] Content)[] files = OwnInk.Lines(40);
        foreach ((string name, byte[] content) in files) _folder.Write($"folder/{name}", content);
        byte[] archive = OwnInk.TarGz(files);

        LineDataset first = Load(archive), cached = Load(archive);
        LineDataset folder = LineDataset.Load(Path.Combine(_folder.Path, "folder"), _folder.Cache);

        IEnumerable<string> ids = files.Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order(StringComparer.Ordinal);
        Assert.Equal(ids, first.Lines.Select(line => line.Id));
        Assert.Equal(StrokeOffsets.FromStrokes(OwnInk.Zigzag(7, 307)), first.Lines[7].Offsets);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(archive)), first.Sha256);
        InkAssert.Same(first.Lines, cached.Lines);
        InkAssert.Same(first.Lines, folder.Lines);
        Assert.Equal(2, Directory.GetFiles(_folder.Cache).Length);
    }

    /// <summary>A checksum tells of damage. A cache that a stranger wrote is rebuilt from the archive, too.</summary>
    [Theory]
    [InlineData("no lines", 0, 0, 0)]
    [InlineData("more lines than bytes", 0, 0, int.MaxValue)]
    [InlineData("a negative number of lines", 0, 0, -1)]
    [InlineData("two billion messages", int.MaxValue)]
    [InlineData("a line of two billion rows without bytes", 0, 0, 1, 0, int.MaxValue, 0)]
    [InlineData("a line of negative rows", 0, 0, 1, 0, -1, 2)]
    [InlineData("numbers of three bytes", 0, 0, 1, 0, 1, 3, 0, 0)]
    [InlineData("a short line", 0, 0, 1, 0, 1, 4, 0, 0)]
    [InlineData("nothing")]
    public void CacheWithARightChecksumAndWrongContents_IsRebuilt(string contents, params int[] numbers)
    {
        byte[] archive = OwnInk.TarGz(OwnInk.Lines(4));
        LineDataset first = Load(archive);
        string cache = Assert.Single(Directory.GetFiles(_folder.Cache));
        byte[] body = [.. numbers.SelectMany(BitConverter.GetBytes)];
        File.WriteAllBytes(cache, [.. "HmRnnInk"u8, .. SHA256.HashData(body), .. body]);

        LineDataset again = Load(archive);

        Assert.NotEqual("", contents);
        InkAssert.Same(first.Lines, again.Lines);
        Assert.True(new FileInfo(cache).Length > 1000); // and is as it should be now
    }

    [Fact]
    public void OneFile_IsADataSetOfOneLine()
    {
        InkLine line = Assert.Single(LineDataset.Load(OwnInk.LinePath, _folder.Cache).Lines);

        Assert.Equal("own-line", line.Id);
        Assert.Equal(StrokeOffsets.FromStrokes(InkFile.Read(OwnInk.LinePath)), line.Offsets);
    }

    [Theory]
    [InlineData(299, 0)]
    [InlineData(300, 1)]
    public void LinesUnder300Points_AreLeftOutWithoutAnError(int points, int included)
    {
        LineDataset dataset = Load(OwnInk.TarGz([.. OwnInk.Lines(3), ("y.xml", OwnInk.Xml(OwnInk.Zigzag(0, points)))]));

        Assert.Equal(3 + included, dataset.Lines.Count);
        Assert.Empty(dataset.Skipped);
        Assert.Equal(included == 1 ? [] : ["y"], dataset.OtherIds);
    }

    [Fact]
    public void OneBadLineInAHundred_IsSkippedAndReported()
    {
        byte[] archive = OwnInk.TarGz([.. OwnInk.Lines(99), ("lineStrokes/bad.xml", "<WhiteboardCaptureSession>"u8.ToArray())]);

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
        byte[] archive = OwnInk.TarGz([.. OwnInk.Lines(98), ("bad.xml", "<a>"u8.ToArray()), ("worse.xml", [])]);

        InkAssert.Rejects(() => Load(archive), "2 of 100 files", "'bad.xml'", "'worse.xml'");
        Assert.False(Directory.Exists(_folder.Cache));
    }

    [Fact]
    public void OfflineForms_AreRejectedNamingTheRightArchive() => InkAssert.Rejects(
        () => Load(OwnInk.TarGz([("a01-000u.xml", "<form id=\"a01-000u\"/>"u8.ToArray())])), "offline", "lineStrokes-all.tar.gz");

    [Fact]
    public void DuplicateLine_IsReadOnceAndReported()
    {
        (string Name, byte[] Content)[] lines = OwnInk.Lines(150);
        string copy = "z-copy/" + Path.GetFileName(lines[3].Name);
        LineDataset dataset = Load(OwnInk.TarGz([(copy, OwnInk.Xml(OwnInk.Zigzag(99, 400))), .. lines]));

        Assert.Equal(150, dataset.Lines.Count);
        Assert.Equal(303, dataset.Lines[3].Offsets.Length);
        Assert.Contains("'z-copy/z0003-01.xml'", Assert.Single(dataset.Skipped));
    }

    [Fact]
    public void NoFiles_AreRejected() => InkAssert.Rejects(() => Load(OwnInk.TarGz([("README", [1])])), "lines.tar.gz", "no XML files");

    [Fact]
    public void EmptyFile_IsRejected() => InkAssert.Rejects(() => Load([]), "lines.tar.gz");

    [Fact]
    public void OnlyShortLines_AreRejected() =>
        InkAssert.Rejects(() => Load(OwnInk.TarGz([("a.xml", OwnInk.Xml(OwnInk.Zigzag(0, 299)))])), "lines.tar.gz", "300 points");

    [Fact]
    public void MissingPath_IsRejected() => InkAssert.Rejects(() => LineDataset.Load("/no/such/folder", _folder.Cache), "/no/such/folder");

    [Fact]
    public void DamagedCache_IsRebuilt()
    {
        byte[] archive = OwnInk.TarGz(OwnInk.Lines(3));
        LineDataset whole = Load(archive);
        string cache = Assert.Single(Directory.GetFiles(_folder.Cache));
        byte[] bytes = File.ReadAllBytes(cache);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[1, 255], Gen.Bool).Sample(
            (place, difference, cut) =>
            {
                byte[] damaged = cut ? bytes[..place] : [.. bytes];
                if (!cut) damaged[place] ^= (byte)difference;
                File.WriteAllBytes(cache, damaged);

                InkAssert.Same(whole.Lines, Load(archive).Lines);
                Assert.Equal(bytes, File.ReadAllBytes(cache));
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void CopiedCacheFile_GivesTheSameData()
    {
        LineDataset whole = Load(OwnInk.TarGz(OwnInk.Lines(3)));
        string elsewhere = CacheElsewhere(bytes => bytes);

        LineDataset copied = LineDataset.Load(elsewhere, Path.Combine(_folder.Path, "no-cache"));

        InkAssert.Same(whole.Lines, copied.Lines);
        Assert.Equal(whole.Sha256, copied.Sha256);
        Assert.False(Path.Exists(Path.Combine(_folder.Path, "no-cache")));
        Assert.True(LineDataset.IsPrepared(elsewhere));
    }

    [Fact]
    public void TruncatedCacheFile_IsRejected()
    {
        Load(OwnInk.TarGz(OwnInk.Lines(3)));
        string cut = CacheElsewhere(bytes => bytes[..^1]);

        InkAssert.Rejects(() => LineDataset.Load(cut, _folder.Cache), Path.GetFileName(cut), "damaged", "Copy");
    }

    [Fact]
    public void CacheFileOfAnotherVersion_IsRejected()
    {
        string other = _folder.Write($"lines-v1-{new string('0', 64)}.bin", [1]);

        InkAssert.Rejects(() => LineDataset.Load(other, _folder.Cache), Path.GetFileName(other), "another version", "archive");
    }

    [Fact]
    public void LargeOffsets_SurviveTheCache()
    {
        // A whole archive in a unit 200 times as fine as that of the database.
        Stroke far = new([.. Enumerable.Range(0, 300).Select(index => new InkPoint(index % 2 * 900_000, index % 3 * -40_000, index))]);
        byte[] archive = OwnInk.TarGz([("far.xml", OwnInk.Xml(new StrokeCollection([far])))]);

        PenOffset[] read = Load(archive).Lines[0].Offsets, cached = Load(archive).Lines[0].Offsets;

        Assert.Equal(read, cached);
        PenOffset[] recorded = StrokeOffsets.FromStrokes(new StrokeCollection([far]));
        float scale = read[1].DeltaX / recorded[1].DeltaX;
        Assert.InRange(scale, 1 / 500f, 1 / 100f);
        Assert.Equal(recorded.Select(row => (row.DeltaX * scale, row.DeltaY * scale)), read.Select(row => (row.DeltaX, row.DeltaY)));
    }

    [Fact]
    public void UnwritableCacheFolder_DoesNotFailTheLoad()
    {
        string archive = _folder.Write("lines.tar.gz", OwnInk.TarGz(OwnInk.Lines(3)));
        string blocked = _folder.Write("a-file", [1]);

        Assert.Equal(3, LineDataset.Load(archive, Path.Combine(blocked, "cache")).Lines.Count);
    }

    [Fact]
    public void ChangedFolder_IsReadAgain()
    {
        (string Name, byte[] Content)[] files = OwnInk.Lines(4);
        foreach ((string name, byte[] content) in files) _folder.Write($"folder/{name}", content);
        string folder = Path.Combine(_folder.Path, "folder");
        LineDataset before = LineDataset.Load(folder, _folder.Cache);
        _folder.Write($"folder/{files[2].Name}", OwnInk.Xml(OwnInk.Zigzag(50, 333)));
        LineDataset after = LineDataset.Load(folder, _folder.Cache);

        Assert.NotEqual(before.Sha256, after.Sha256);
        Assert.Equal(333, after.Lines[2].Offsets.Length);
    }

    [Fact]
    public void Split_IsDisjointAndCompleteAndHasTheStatedSizes()
    {
        LineDataset dataset = Load(OwnInk.TarGz(OwnInk.Lines(137)));
        Gen.ULong.Sample(seed =>
        {
            DatasetSplit split = dataset.Split(seed);

            Assert.Equal((123, 6, 8), (split.Train.Count, split.Validation.Count, split.Test.Count));
            IEnumerable<InkLine> all = split.Train.Concat(split.Validation).Concat(split.Test);
            Assert.Equal(dataset.Lines, all.OrderBy(line => line.Id, StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Split_NeverChangesForASeed()
    {
        LineDataset dataset = Load(OwnInk.TarGz(OwnInk.Lines(137)));

        Assert.Equal(dataset.Split(1).Train, dataset.Split(1).Train);
        Assert.NotEqual(dataset.Split(1).Train, dataset.Split(2).Train);
        // Computed by another implementation of the same permutation. If the split changed, results could not be compared with old ones.
        Assert.Equal(SplitOfSeed1, dataset.Split().Validation.Select(line => line.Id));
    }

    [Fact]
    public void SplitByForm_KeepsFormsWhole_AndHasAboutTheSameSizes()
    {
        // Forms of one to five lines, 135 lines in all.
        LineDataset dataset = Load(OwnInk.TarGz(
            from form in Enumerable.Range(0, 45)
            from line in Enumerable.Range(1, 1 + (form % 5))
            select ($"z{form:00}-000u-{line:00}.xml", OwnInk.Xml(OwnInk.Zigzag(form, 300 + line)))));
        Gen.ULong.Sample(seed =>
        {
            DatasetSplit split = dataset.Split(seed, SplitBy.Form);
            IReadOnlyList<InkLine>[] parts = [split.Train, split.Validation, split.Test];

            Assert.Equal(dataset.Lines, parts.SelectMany(part => part).OrderBy(line => line.Id, StringComparer.Ordinal));
            Assert.Equal(45, parts.Sum(part => part.DistinctBy(line => InkLine.FormOf(line.Id)).Count()));
            Assert.InRange(split.Train.Count, 121, 125);
            Assert.InRange(split.Train.Count + split.Validation.Count, 127, 131);
        });
        Assert.Equal(dataset.Split(1, SplitBy.Form).Train, dataset.Split(1, SplitBy.Form).Train);
        Assert.NotEqual(dataset.Split(1, SplitBy.Form).Train, dataset.Split(2, SplitBy.Form).Train);
        Assert.Equal(dataset.Split(1).Train, dataset.Split(1, SplitBy.Line).Train);
    }

    [Fact]
    public void SplitByForm_MixesTheFormsWithinAPart()
    {
        LineDataset dataset = Load(OwnInk.TarGz(
            from form in Enumerable.Range(0, 10)
            from line in Enumerable.Range(1, 10)
            select ($"z{form:00}-000u-{line:00}.xml", OwnInk.Xml(OwnInk.Zigzag(form, 300 + line)))));

        // An evaluation may use only the first lines of a part, so they should be a random sample of it.
        Assert.True(dataset.Split(1, SplitBy.Form).Train.Take(20).DistinctBy(line => InkLine.FormOf(line.Id)).Count() > 5);
    }

    /// <summary>Copies the only cache file to another folder.</summary>
    /// <returns>The path of the copy.</returns>
    private string CacheElsewhere(Func<byte[], byte[]> change)
    {
        string cache = Assert.Single(Directory.GetFiles(_folder.Cache));
        return _folder.Write($"elsewhere/{Path.GetFileName(cache)}", change(File.ReadAllBytes(cache)));
    }

    private LineDataset Load(byte[] archive) => LineDataset.Load(_folder.Write("lines.tar.gz", archive), _folder.Cache);
}
