using System.Security.Cryptography;
using CsCheck;

namespace HmRnnInk.Ink.Tests;

/// <summary>The cache of a data set, whole, damaged or copied.</summary>
public sealed class LineCacheTests : FileTests
{
    [Fact]
    public void DamagedCache_IsRebuilt()
    {
        byte[] archive = TestInk.TarGz(TestInk.Lines(3));
        LineDataset whole = Load(archive);
        string cache = Assert.Single(Directory.GetFiles(Cache));
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

    /// <summary>A checksum only shows damage. A cache with wrong contents and their checksum is rebuilt from the archive, too.</summary>
    [Theory]
    [InlineData("no lines", 0, 0, 0)]
    [InlineData("more lines than bytes", 0, 0, int.MaxValue)]
    [InlineData("a negative number of lines", 0, 0, -1)]
    [InlineData("two billion messages", int.MaxValue)]
    [InlineData("a line of two billion rows without bytes", 0, 0, 1, 0, int.MaxValue, 0)]
    [InlineData("a line of negative rows", 0, 0, 1, 0, -1, 4)]
    [InlineData("rows of three bytes", 0, 0, 1, 0, 1, 3, 0, 0)]
    [InlineData("a short line", 0, 0, 1, 0, 1, 8, 0, 0)]
    [InlineData("a row that is not a number", 0, 0, 1, 0, 1, 9, unchecked((int)0x7FC00000), 0, 0)]
    [InlineData("nothing")]
    public void CacheWithARightChecksumAndWrongContents_IsRebuilt(string contents, params int[] numbers)
    {
        byte[] archive = TestInk.TarGz(TestInk.Lines(4));
        LineDataset first = Load(archive);
        string cache = Assert.Single(Directory.GetFiles(Cache));
        byte[] body = [.. numbers.SelectMany(BitConverter.GetBytes)];
        File.WriteAllBytes(cache, [.. "HmRnnInk"u8, .. SHA256.HashData(body), .. body]);

        LineDataset again = Load(archive);

        InkAssert.Same(first.Lines, again.Lines);
        Assert.True(new FileInfo(cache).Length > 1000, $"The cache still has {contents}.");
    }

    [Fact]
    public void CopiedCacheFile_GivesTheSameData()
    {
        LineDataset whole = Load(TestInk.TarGz(TestInk.Lines(3)));
        string elsewhere = CacheElsewhere(bytes => bytes);

        LineDataset copied = LineDataset.Load(elsewhere, Path.Combine(Folder, "no-cache"));

        InkAssert.Same(whole.Lines, copied.Lines);
        Assert.Equal(whole.Sha256, copied.Sha256);
        Assert.False(Path.Exists(Path.Combine(Folder, "no-cache")));
        Assert.True(LineDataset.IsCache(elsewhere));
    }

    [Fact]
    public void TruncatedCacheFile_IsRejected()
    {
        Load(TestInk.TarGz(TestInk.Lines(3)));
        string cut = CacheElsewhere(bytes => bytes[..^1]);

        InkAssert.Rejects(() => LineDataset.Load(cut, Cache), Path.GetFileName(cut), "damaged", "Copy");
    }

    [Fact]
    public void CacheFileOfAnotherVersion_IsRejected()
    {
        string other = Write($"lines-v1-{new string('0', 64)}.bin", [1]);

        InkAssert.Rejects(() => LineDataset.Load(other, Cache), Path.GetFileName(other), "another version", "archive");
    }

    [Fact]
    public void LargeOffsets_SurviveTheCache()
    {
        // A whole archive in a unit 200 times as fine as that of the database.
        Stroke far = new([.. Enumerable.Range(0, 300).Select(index => new InkPoint(index % 2 * 900_000, index % 3 * -40_000, index))]);
        byte[] archive = TestInk.TarGz([("far.xml", TestInk.Xml(new StrokeCollection([far])))]);

        PenOffset[] read = Load(archive).Lines[0].Offsets, cached = Load(archive).Lines[0].Offsets;

        Assert.Equal(read, cached);
        PenOffset[] recorded = StrokeOffsets.FromStrokes(new StrokeCollection([far]));
        float scale = read[1].DeltaX / recorded[1].DeltaX;
        Assert.InRange(scale, 1 / 500f, 1 / 100f);
        Assert.Equal(recorded.Select(row => (row.DeltaX * scale, row.DeltaY * scale)), read.Select(row => (row.DeltaX, row.DeltaY)));
    }

    /// <summary>Other programs write the database's format with decimals. Rounding would spoil the shape of small writing.</summary>
    [Fact]
    public void Decimals_SurviveTheCache()
    {
        Stroke Small(Stroke stroke) => new([.. stroke.Points.Select(point => point with { X = 0.15f * point.X, Y = 0.15f * point.Y })]);
        var small = new StrokeCollection([.. TestInk.Zigzag(1, 300).Strokes.Select(Small)]);
        byte[] archive = TestInk.TarGz([("small.xml", TestInk.Xml(small))]);

        PenOffset[] read = Load(archive).Lines[0].Offsets, cached = Load(archive).Lines[0].Offsets;

        Assert.Contains(read, row => !float.IsInteger(row.DeltaX));
        Assert.Equal(read, cached);
    }

    [Fact]
    public void UnwritableCacheFolder_DoesNotFailTheLoad()
    {
        string archive = Write("lines.tar.gz", TestInk.TarGz(TestInk.Lines(3)));
        string blocked = Write("a-file", [1]);

        Assert.Equal(3, LineDataset.Load(archive, Path.Combine(blocked, "cache")).Lines.Count);
    }

    /// <summary>Copies the only cache file to another folder.</summary>
    /// <returns>The path of the copy.</returns>
    private string CacheElsewhere(Func<byte[], byte[]> change)
    {
        string cache = Assert.Single(Directory.GetFiles(Cache));
        return Write($"elsewhere/{Path.GetFileName(cache)}", change(File.ReadAllBytes(cache)));
    }
}
