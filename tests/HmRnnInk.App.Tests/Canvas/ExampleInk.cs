namespace HmRnnInk.App.Tests.Canvas;

/// <summary>Ink for the tests of <see cref="InkCanvas"/>, and the comparison with a new canvas.</summary>
internal static class ExampleInk
{
    public const int Width = 320, Height = 240;

    /// <summary>More capsules than one buffer holds.</summary>
    public static int SeveralBuffers { get; } = InkRenderer.ChunkCapsules + 700;

    public static PageLayout Layout { get; } = PageLayout.Fit(Width, Height, 16);

    /// <summary>Random, connected capsules of several colours and widths; always the same ones.</summary>
    public static Capsule[] RandomInk(int count)
    {
        var random = new Random(7);
        var ink = new Capsule[count];
        float x = Width / 2f, y = Height / 2f;
        for (int i = 0; i < count; i++)
        {
            float nextX = Math.Clamp(x + random.NextSingle() * 16 - 8, 0, Width),
                nextY = Math.Clamp(y + random.NextSingle() * 16 - 8, 0, Height);
            uint colour = InkColours.OnLight.Of(i % 2 == 0, i % 5) & 0xFFFFFF00 | (i % 3 == 0 ? 0x80u : 0xFFu);
            ink[i] = new Capsule(x, y, nextX, nextY, 1 + i % 4, colour, i % 5);
            if (i % 50 != 0) (x, y) = (nextX, nextY);
        }

        return ink;
    }

    /// <summary>Asserts that the canvas shows the same pixels as a new one that has drawn this ink at once.</summary>
    public static void AssertLooksAs(
        Offscreen screen, InkCanvas canvas, Capsule[] ink, PageLayout? layout = null, float scale = 1, Palette? palette = null)
    {
        layout ??= Layout;
        palette ??= Palette.Light;
        canvas.Draw(screen.View(scale), layout, palette);
        using Screenshot actual = screen.Take();
        using var fresh = new InkCanvas(screen.Gl, screen.Shaders);
        fresh.Append(ink);
        fresh.Draw(screen.View(scale), layout, palette);
        using Screenshot expected = screen.Take();
        Assert.True(expected.Bitmap.GetPixelSpan().SequenceEqual(actual.Bitmap.GetPixelSpan()));
    }
}
