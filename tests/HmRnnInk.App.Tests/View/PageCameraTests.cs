using HmRnnInk.App.View;

namespace HmRnnInk.App.Tests.View;

public sealed class PageCameraTests
{
    private static readonly PageLayout Short = PageLayout.Fit(1280, 800, 25, new PanelRoom(0, 120)), Long = Short.LongEnoughFor(40);

    private readonly PageCamera _camera = new();
    private double _seconds = 1;

    [Fact]
    public void NewCamera_ShowsThePageNeitherScrolledNorZoomed()
    {
        Settle(Short);
        Assert.Equal(Window(1.5f), _camera.Of(Window(1.5f)));
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(1.25f)]
    [InlineData(2f)]
    public void View_GoesToThePageAndBack(float scale)
    {
        _camera.ZoomTo(1.7f, 300, 200);
        Settle(Long);
        _camera.Scroll(50, 777, Long);
        Settle(Long);
        PageView view = _camera.Of(Window(scale));
        (float pageX, float pageY) = view.ToPage(431, 217);
        AssertNear((431, 217), view.ToWindow(pageX, pageY), 0.01f);
        AssertNear((431 * scale, 217 * scale), view.ToPixels(pageX, pageY), 0.02f);
        (int x, int y) = view.Shift;
        AssertNear((x, y), (view.OriginX * view.PixelsPerUnit, view.OriginY * view.PixelsPerUnit), 0.01f); // whole pixels
    }

    [Fact]
    public void Scroll_EndsAtThePagesEnds()
    {
        _camera.Scroll(0, 300, Long);
        Settle(Long);
        Assert.Equal(300, _camera.Of(Window(1)).OriginY);
        _camera.Scroll(0, 1e6f, Long);
        Settle(Long);
        PageView view = _camera.Of(Window(1));
        Assert.Equal(Long.Y + Long.Height, view.ToWindow(0, Long.SheetBottom).Y, 1f);
        _camera.GoTo(0, Long);
        Settle(Long);
        Assert.Equal(Window(1), _camera.Of(Window(1)));
        _camera.Scroll(0, 400, Short);
        Settle(Short);
        Assert.Equal(Window(1), _camera.Of(Window(1)));
    }

    [Fact]
    public void PageBelowALineOfText_BeginsBelowIt_AndScrollsToItsTop()
    {
        PageLayout headed = PageLayout.Fit(1280, 800, 25, new PanelRoom(44, 120));
        Settle(headed);
        Assert.Equal(Window(1), _camera.Of(Window(1)));
        _camera.Scroll(0, -1e6f, headed);
        Settle(headed);
        Assert.Equal(headed.Top, _camera.Of(Window(1)).ToWindow(0, headed.Y).Y);
        _camera.Scroll(0, 1e6f, headed);
        Settle(headed);
        Assert.Equal(Window(1), _camera.Of(Window(1)));
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(2f)]
    [InlineData(0.5f)]
    public void InkAboveTheSheet_IsShownAtFirst_AndCanBeScrolledTo(float zoom)
    {
        PageLayout climbing = PageLayout.Fit(1280, 800, 25, new PanelRoom(44, 120)).LongEnoughFor(60) with { InkTop = -70 };
        _camera.Open(zoom, climbing);
        Assert.Equal(climbing.Top, TopOfInk(), 3 + PageCamera.InkMargin * zoom);
        Assert.True(TopOfInk() > climbing.Top);
        _camera.GoTo(float.MaxValue, climbing);
        Settle(climbing);
        Assert.True(TopOfInk() < -100);
        _camera.GoTo(0, climbing);
        Settle(climbing);
        Assert.True(TopOfInk() > climbing.Top);
        _camera.Scroll(0, -1e6f, climbing);
        Settle(climbing);
        PageArea paper = climbing.PaperIn(_camera.Of(Window(1)));
        Assert.Equal(climbing.Top, paper.MinY);
        Assert.Equal(climbing.Top + PageLayout.Desk * zoom, TopOfInk(), 1f);

        float TopOfInk() => _camera.Of(Window(1)).ToWindow(0, climbing.InkTop).Y;
    }

    [Fact]
    public void Scroll_IsUnderWayAtOnceAndDoneSoon()
    {
        _camera.Advance(1, Long);
        _camera.Scroll(0, 100, Long);
        _camera.Advance(1 + 1 / 60.0, Long);
        Assert.InRange(_camera.Of(Window(1)).OriginY, 20, 50);
        for (int frame = 2; frame <= 18; frame++) _camera.Advance(1 + frame / 60.0, Long);
        Assert.Equal(100, _camera.Of(Window(1)).OriginY);
        Assert.False(_camera.IsMoving);
    }

    [Fact]
    public void Zoom_KeepsWhatIsUnderThePointer_AndItsLimits()
    {
        _camera.Scroll(0, 900, Long);
        Settle(Long);
        (float x, float y) before = _camera.Of(Window(1)).ToPage(500, 333);
        _camera.ZoomTo(2, 500, 333);
        for (int frame = 0; frame < 30; frame++)
        {
            _camera.Advance(_seconds += 1 / 60.0, Long);
            AssertNear(before, _camera.Of(Window(1)).ToPage(500, 333), 0.6f);
        }

        Assert.Equal(2, _camera.Of(Window(1)).Zoom);
        _camera.ZoomTo(100, 500, 333);
        Settle(Long);
        Assert.Equal(PageCamera.MaximumZoom, _camera.Of(Window(1)).Zoom);
        _camera.ZoomTo(0.001f, 500, 333);
        Settle(Long);
        Assert.Equal(PageCamera.MinimumZoom, _camera.Of(Window(1)).Zoom);

        // A sheet that is smaller than its frame is centred.
        PageView view = _camera.Of(Window(1));
        Assert.Equal(view.ToWindow(Long.X, 0).X - Long.X, Long.X + Long.Width - view.ToWindow(Long.X + Long.Width, 0).X, 1.1f);
    }

    [Fact]
    public void LeadTo_ShowsThePlace_AndScrollsNoFurtherThanNeeded()
    {
        var place = new PageArea(200, 1000, 300, 1100);
        _camera.LeadTo(place, Long);
        Settle(Long);
        Assert.True(_camera.Shows(place, Long));
        Assert.Equal(Long.Y + Long.Height, _camera.Of(Window(1)).ToWindow(0, 1100).Y, 1f);
        PageView there = _camera.Of(Window(1));
        _camera.LeadTo(place with { MinY = 900 }, Long);
        Settle(Long);
        Assert.Equal(there, _camera.Of(Window(1)));
    }

    [Fact]
    public void Hold_StopsAtOnce()
    {
        _camera.Scroll(0, 500, Long);
        _camera.Advance(_seconds += 0.03, Long);
        PageView view = _camera.Of(Window(1));
        _camera.Hold();
        Settle(Long);
        Assert.Equal(view, _camera.Of(Window(1)));
    }

    [Fact]
    public void PageThatBecameShorter_FillsItsFrameAgain()
    {
        _camera.Scroll(0, 1e6f, Long);
        Settle(Long);
        Settle(Short);
        Assert.Equal(Window(1), _camera.Of(Window(1)));
    }

    private static PageView Window(float scale) => new(0, 0, 1, scale, (int)(1280 * scale), (int)(800 * scale));

    private static void AssertNear((float X, float Y) expected, (float X, float Y) actual, float tolerance)
    {
        Assert.Equal(expected.X, actual.X, tolerance);
        Assert.Equal(expected.Y, actual.Y, tolerance);
    }

    private void Settle(PageLayout layout)
    {
        for (int frame = 0; frame < 200; frame++) _camera.Advance(_seconds += 1 / 60.0, layout);
    }
}
