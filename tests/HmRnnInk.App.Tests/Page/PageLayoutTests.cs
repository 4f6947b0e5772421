namespace HmRnnInk.App.Tests.Page;

public sealed class PageLayoutTests
{
    [Fact]
    public void LineAt_FindsTheLineThatIsWrittenOn()
    {
        PageLayout layout = PageLayout.Fit(900, 700, 20);
        for (int line = 0; line < layout.Lines; line++)
        {
            Assert.Equal(line, layout.LineAt(layout.Baseline(line) - layout.Ascender + 1));
            Assert.Equal(line, layout.LineAt(layout.Baseline(line) + layout.Descender - 1));
        }

        Assert.Equal(0, layout.LineAt(-500));
        Assert.Equal(layout.Lines, layout.LineAt(layout.Baseline(layout.Lines))); // the sheet gets this line when there is ink on it
        Assert.True(layout.Baseline(layout.Lines - 1) + layout.Descender < layout.Y + layout.Height);
        Assert.True(layout.Baseline(0) - layout.Ascender > layout.Y);
    }

    [Fact]
    public void PaperBelowTheLastLine_IsTheNextLine()
    {
        PageLayout layout = PageLayout.Fit(800, 600, 25, new PanelRoom(0, 150));
        Assert.Equal(2, layout.Lines);
        int line = layout.LineAt(layout.Bottom - 20);
        Assert.Equal(2, line);
        Assert.True(layout.LongEnoughFor(line).Lines > line + 1);
    }

    [Fact]
    public void LineOfText_TakesRoomFromTheFrame_AndMovesNothing()
    {
        PageLayout without = PageLayout.Fit(640, 400, 25), with = PageLayout.Fit(640, 400, 25, new PanelRoom(44, 0));
        Assert.Equal((without.Baseline(0), without.Lines, without.Bottom), (with.Baseline(0), with.Lines, with.Bottom));
        Assert.Equal(without.Top + 44, with.Top);
        PageArea paper = with.PaperIn(PageView.Unscrolled(1, (640, 400)));
        Assert.Equal((with.Top, with.Bottom), (paper.MinY, paper.MaxY));
        Assert.True(with.Baseline(0) - with.Ascender > paper.MinY + 15); // tall letters of the first line are in the frame
    }
}
