using HmRnnInk.App.Page;

namespace HmRnnInk.App.Tests.Page;

public sealed class PageLayoutTests
{
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
