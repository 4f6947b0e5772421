using System.Text.Json;

namespace HmRnnInk.Ink.Tests;

/// <summary>Pages of the app as training data.</summary>
public sealed class OwnPagesTests : FileTests
{
    private const string Start = "{\"format\":\"hmink\",\"version\":1,\"rows\":{\"count\":";

    [Fact]
    public void PageOfTheApp_GivesThePersonsRowsOfEachRuledLine()
    {
        WritePage("p.hmink", rows: 800, line: row => row / 400, owner: row => row is >= 100 and < 150 ? 'M' : 'P');

        LineDataset data = LoadFolder();

        Assert.Equal([("p-01", 350), ("p-02", 400)], data.Lines.Select(line => (line.Id, line.Offsets.Length)));
        Assert.All(data.Lines, line => Assert.Equal((0f, 0f), (line.Offsets[0].DeltaX, line.Offsets[0].DeltaY)));
        Assert.Equal(750, PageFile.ReadRows(Path.Combine(Folder, "p.hmink")).Length);
        Assert.Equal(8f, data.Lines[0].Offsets[100].DeltaX); // the row after the model's
    }

    [Fact]
    public void FolderOfPages_IsReadWithoutItsAutosavesAndExports()
    {
        WritePage("p.hmink", rows: 400, line: _ => 0, owner: _ => 'P');
        Directory.CreateDirectory(Path.Combine(Folder, "autosave"));
        Directory.CreateDirectory(Path.Combine(Folder, "exports"));
        File.Copy(Path.Combine(Folder, "p.hmink"), Path.Combine(Folder, "autosave", "a.hmink"));
        string points = string.Join(", ", Enumerable.Range(0, 400).Select(point => $"{9 * point} {40 * (point % 5)}"));
        File.WriteAllText(
            Path.Combine(Folder, "exports", "e.inkml"), $"<ink xmlns=\"http://www.w3.org/2003/InkML\"><trace>{points}</trace></ink>");

        Assert.Equal("p-01", Assert.Single(LoadFolder().Lines).Id);
    }

    [Theory]
    [InlineData("{\"format\":\"hmink\",\"version\":1}", "rows")]
    [InlineData("{\"format\":\"other\",\"version\":1}", "format")]
    [InlineData("{\"format\":\"hmink\",\"version\":9}", "version 9")]
    [InlineData(Start + "2,\"deltaX\":[0],\"deltaY\":[0],\"penUp\":\"1\",\"owner\":\"P\",\"line\":[0]}}", "differ in length")]
    [InlineData(Start + "1,\"deltaX\":[\"left\"]}}", "deltaX")]
    [InlineData(Start + "1,\"deltaX\":[0],\"deltaY\":[0],\"penUp\":\"1\",\"owner\":\"M\",\"line\":[0]}}", "no person")]
    [InlineData("nonsense", "cannot be read")]
    public void DamagedPage_IsRejectedByName(string json, string expected)
    {
        string path = Path.Combine(Folder, "p.hmink");
        File.WriteAllText(path, json);

        InkAssert.Rejects(() => PageFile.ReadRows(path), "p.hmink", expected);
        InkAssert.Rejects(() => LoadFolder(), "p.hmink", expected);
    }

    [Fact]
    public void LinesOfACopiedPage_AreReadOnce()
    {
        WritePage("a.hmink", rows: 1200, line: row => row / 400, owner: _ => 'P');
        File.Copy(Path.Combine(Folder, "a.hmink"), Path.Combine(Folder, "b.hmink"));

        LineDataset data = LoadFolder();

        Assert.Equal(["a-01", "a-02", "a-03"], data.Lines.Select(line => line.Id));
        Assert.Contains(data.Notes, note => note.Contains("b.hmink") && note.Contains("3 lines are left out"));
    }

    [Fact]
    public void ShortLines_AreJoinedUntilTheyAreLongEnough()
    {
        WritePage("p.hmink", rows: 120 * 6, line: row => row / 120, owner: _ => 'P');

        LineDataset data = LoadFolder();

        Assert.Equal([360, 360], data.Lines.Select(line => line.Offsets.Length));
        Assert.All(data.Lines, line => Assert.True(line.Offsets[119].PenUp));
        Assert.All(data.Lines, line => Assert.InRange(line.Offsets[120].DeltaX, 150, 400));
        Assert.All(data.Lines, line => Assert.All(line.Offsets, row => Assert.InRange(Math.Abs(row.DeltaY), 0, 200)));
    }

    private void WritePage(string name, int rows, Func<int, int> line, Func<int, char> owner)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        File.WriteAllBytes(Path.Combine(Folder, name), TestInk.Gzip(JsonSerializer.SerializeToUtf8Bytes(new
        {
            format = "hmink",
            version = 1,
            rows = new
            {
                count = rows,
                deltaX = all.Select(_ => 8f),
                deltaY = all.Select(row => (float)(40 * Math.Cos(0.3 * row))),
                penUp = new string([.. all.Select(row => row % 40 == 39 ? '1' : '0')]),
                owner = new string([.. all.Select(owner)]),
                line = all.Select(line),
            },
        })));
    }
}
