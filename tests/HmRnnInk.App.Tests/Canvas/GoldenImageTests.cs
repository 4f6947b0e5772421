using HmRnnInk.App.Canvas.Text;

namespace HmRnnInk.App.Tests.Canvas;

public class GoldenImageTests
{
    private const uint Black = 0x000000FF;

    [Fact]
    public void Strokes_LookAsTheyDid()
    {
        using var screen = new Offscreen(200, 150);
        using Screenshot shot = DrawStrokes(screen, shift: 0);
        GoldenImage.AssertMatches(shot, "strokes");
    }

    [Fact]
    public void HalfAPixelOfShift_IsCaught()
    {
        using var screen = new Offscreen(200, 150);
        using Screenshot straight = DrawStrokes(screen, shift: 0), shifted = DrawStrokes(screen, shift: 0.5f);
        Assert.NotNull(GoldenImage.Difference(straight.Bitmap, shifted.Bitmap));
    }

    [Theory]
    [InlineData("layer 3", 12)]
    [InlineData("O", 12)]
    [InlineData("−", 12)]
    [InlineData("→", 11)]
    [InlineData("i", 11)]
    [InlineData("1", 10)]
    public void MissingLabel_IsCaught_InALargePicture(string label, float size)
    {
        using var screen = new Offscreen(1280, 800);
        foreach (Palette palette in (Palette[])[Palette.Light, Palette.Dark])
        {
            using Screenshot with = Draw(palette, label), without = Draw(palette, "");
            Assert.NotNull(GoldenImage.Difference(with.Bitmap, without.Bitmap));
        }

        Screenshot Draw(Palette palette, string text) =>
            screen.Draw(palette.Paper, ui => ui.Text(text, 40, 652, size, palette.MutedText));
    }

    [Fact]
    public void Page_LooksAsItDid()
    {
        using var screen = new Offscreen(300, 200);
        using Screenshot shot = screen.Draw(SmallPage, Palette.Light);
        GoldenImage.AssertMatches(shot, "page");
    }

    [Fact]
    public void Panel_LooksAsItDid()
    {
        using var screen = new Offscreen(270, 135);
        using Screenshot shot = DrawPanel(screen, scale: 1.5f);
        GoldenImage.AssertMatches(shot, "panel");
    }

    private static PageLayout SmallPage { get; } = new()
    {
        X = 20,
        Y = 20,
        Width = 260,
        Height = 150,
        LeftMargin = 50,
        RightMargin = 250,
        FirstBaseline = 80,
        LineSpacing = 60,
        Lines = 2,
        ActiveLine = 0,
        XHeight = 16,
    };

    /// <summary>Widths from half a pixel to 14, dots, sharp and soft joins, translucent ink that crosses itself.</summary>
    private static Screenshot DrawStrokes(Offscreen screen, float shift)
    {
        using var ink = new InkRenderer(screen.Gl, screen.Shaders);
        float[] widths = [0.5f, 1, 2, 3, 5, 8, 14];
        float x = 12 + shift;
        foreach (float width in widths)
        {
            ink.Append([new Capsule(x, 12, x + 9, 44, width, Black, 0), new Capsule(x, 62, x, 62, width, Black, 0)]);
            x += 14 + width;
        }

        ink.Append(Scribble.Of(14 + shift, 132, 22, 9, byModel: false, 3));
        (float X, float Y)[] zigzag = [(120, 90), (135, 140), (145, 90), (148, 140), (175, 132), (185, 90), (122, 118)];
        for (int i = 1; i < zigzag.Length; i++)
            ink.Append([new Capsule(zigzag[i - 1].X + shift, zigzag[i - 1].Y, zigzag[i].X + shift, zigzag[i].Y, 7, 0xAA370A80, 0)]);

        screen.Clear(255, 255, 255);
        ink.Draw(screen.View());
        return screen.Take();
    }

    private static Screenshot DrawPanel(Offscreen screen, float scale) => screen.Draw(Palette.Light.Desk, ui =>
    {
        Palette palette = Palette.Light;
        ui.Shadow(10, 12, 160, 70, 8, 8, palette.Shadow);
        ui.Rect(10, 8, 160, 70, 8, palette.Panel, palette.PanelBorder);
        ui.Text("Boundary rates", 20, 26, 13, palette.Text, FontWeight.SemiBold);
        ui.Text("layer 1", 20, 45, 12, palette.MutedText);
        ui.Text("0.187", 160, 45, 12, palette.Text, align: TextAlign.Right, tabular: true);
        ui.Rect(72, 37, 50, 7, 3.5f, palette.PanelBorder);
        ui.Rect(72, 37, 20, 7, 3.5f, palette.Ink.Of(false, 1));
        ui.Line(22, 62, 46, 62, 4, palette.Ink.Of(true, 2));
        ui.Text("the model, layer 2", 54, 66, 12, palette.MutedText);
    }, scale);
}
