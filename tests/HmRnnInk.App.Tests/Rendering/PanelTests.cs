using HmRnnInk.App.Rendering;
using HmRnnInk.App.Rendering.Panels;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Rendering;

public class PanelTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 4)]
    public void Legend_ShowsAColourOfEachHandForEachDepth(int flushingLayers, int depths)
    {
        using var screen = new Offscreen(700, 60);
        using Screenshot shot = Draw(screen, ui => Legend(ui, 10, 30, flushingLayers == 0 ? 0 : flushingLayers + 1));
        HashSet<SKColor> seen = [.. shot.Bitmap.Pixels];
        for (int depth = 0; depth < 4; depth++)
            foreach (bool byModel in (bool[])[false, true])
                Assert.Equal(depth < depths, seen.Contains(Colour(Palette.Light.Ink.Of(byModel, depth))));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.75)]
    public void Meter_FillsTheRatesShareOfItsBar(double rate)
    {
        using var screen = new Offscreen(500, 60);
        using Screenshot shot = Draw(screen, ui => MeterPanel.Draw(ui, Palette.Light, 490, 30, 1234, 60, 0.5, [Layer(rate), default], rates: true));
        SKColor filled = Colour(Palette.Light.Ink.Of(byModel: false, 1));
        int length = Enumerable.Range(0, 500).Count(x => shot.Bitmap.GetPixel(x, 30) == filled);

        // The bar is 44 long, and its round ends are soft.
        Assert.Equal(44 * rate, length, 2.5);
    }

    [Fact]
    public void MeterAndLegend_AllocateNothing()
    {
        using var screen = new Offscreen(900, 60);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        PageView view = screen.View();
        LayerFigures[] layers = [Layer(0.187), Layer(0.021), default];
        long before = 0;
        for (int frame = 0; frame < 200; frame++)
        {
            // The first hundred see every figure.
            if (frame == 100) before = GC.GetAllocatedBytesForCurrentThread();
            ui.Begin(view);
            Legend(ui, 10, 30, 3);
            MeterPanel.Draw(ui, Palette.Light, 890, 30, 111 * (frame % 10), 11 * (frame % 10), 0.5, layers, rates: frame % 2 == 0);
            ui.End();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Panels_LookAsTheyDid()
    {
        using var screen = new Offscreen(620, 260);
        using Screenshot shot = Draw(screen, ui =>
        {
            Legend(ui, 16, 28, 3);
            MeterPanel.Draw(ui, Palette.Light, 604, 220, 1234, 60, 0.64, [Layer(0.187), Layer(0.021), default], rates: true);
            MeterPanel.Draw(ui, Palette.Light, 604, 240, 1234, 60, 0.64, [Layer(0.187), Layer(0) with { Firing = Firing.Never }, default], rates: false);
            NoticePanel.Draw(ui, Palette.Light, 170, 80, "No model was found", "Name one: --model FILE\nYou can still write.", warns: true);
        });
        GoldenImage.AssertMatches(shot, "panels");
    }

    private static LayerFigures Layer(double rate) => new(rate, AtPenUps: 0.1, Skipped: 0, Firing.Sometimes);

    private static void Legend(UiRenderer ui, float x, float centre, int layers) =>
        LegendPanel.Draw(ui, Palette.Light, x, centre, default, layers, unitRange: 1, surprise: (3, -3));

    private static Screenshot Draw(Offscreen screen, Action<UiRenderer> draw)
    {
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        screen.Clear(252, 249, 242);
        ui.Begin(screen.View());
        draw(ui);
        ui.End();
        return screen.Take();
    }

    private static SKColor Colour(uint rgba) => new((byte)(rgba >> 24), (byte)(rgba >> 16), (byte)(rgba >> 8), (byte)rgba);
}
