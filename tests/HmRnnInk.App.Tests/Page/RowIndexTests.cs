using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Page;

public sealed class RowIndexTests
{
    [Fact]
    public void FreeAreas_AreThoseWithoutAPointOfTheInk()
    {
        TestPage page = new TestPage(new LiveSettings { DelaySeconds = 1000 }).Loops(130, 144, 12).Loops(130, 344, 12).Wait(0.6);
        PageRow[] rows = [.. page.Ink.Rows];
        var index = new RowIndex();
        index.Update(rows, 0);
        Assert.True(rows.Length > 300); // several blocks
        int free = 0, taken = 0;
        for (float x = 100; x < 420; x += 7)
            for (float y = 60; y < 400; y += 7)
            {
                var area = new PageArea(x, y, x + 30, y + 12);
                bool expected = !rows.Any(row => area.Contains(row.X, row.Y));
                Assert.Equal(expected, index.IsFree(rows, area));
                if (expected) free++;
                else taken++;
            }

        Assert.True(free > 100 && taken > 100, $"{free} free, {taken} with ink");
    }
}
