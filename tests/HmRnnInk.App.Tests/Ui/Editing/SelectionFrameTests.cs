using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Editing;

namespace HmRnnInk.App.Tests.Ui.Editing;

public sealed class SelectionFrameTests
{
    private const float Left = 130, Width = 400, Top = 190, Bottom = 250;

    /// <param name="above">The baseline of ink above the selection, window coordinates; 0 for none.</param>
    /// <param name="below">The baseline of ink below it.</param>
    /// <param name="expected">The upper edge of the card.</param>
    [Theory]
    [InlineData(0, 0, Bottom + SelectionFrame.Gap)]
    [InlineData(170, 0, Bottom + SelectionFrame.Gap)]
    [InlineData(0, 310, Top - SelectionFrame.Gap - SelectionFrame.Height)]
    [InlineData(170, 310, null)] // at the bottom of the page
    public void Card_CoversNoInk_WhereThereIsRoom(float above, float below, float? expected)
    {
        var page = new TestPage(new LiveSettings { DelaySeconds = 1000 });
        page.Loops(Left, 245, 8);
        if (above > 0) page.Loops(Left, above, 8);
        if (below > 0) page.Loops(Left, below, 8);
        page.Wait(0.6);
        var picture = new PagePicture(page.Ink);
        picture.Update(Palette.Light, default);
        float top = SelectionFrame.CardTop(
            Left, Width, Top, Bottom, TestPage.Layout, PageView.Unscrolled(1, (1280, 800)), picture);
        Assert.Equal(expected ?? TestPage.Layout.Bottom - SelectionFrame.Gap - SelectionFrame.Height, top);
        Assert.DoesNotContain(page.Ink.Rows, row => row.Y > top && row.Y < top + SelectionFrame.Height);
    }
}
