using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

public class InkPreviewTests
{
    [Theory]
    [InlineData(0, 0, 1, 0.1f, true)] // as wide as the preview
    [InlineData(-40, 300, 1, 3, false)] // taller than the preview
    [InlineData(90, -70, 1.4f, 0.1f, false)] // longer than the preview
    [InlineData(20, 20, 0.4f, 0.1f, true)] // shorter, but not scaled up
    public void Preview_LiesWhollyInItsBox(float x, float y, float length, float height, bool atItsSize)
    {
        var preview = new InkPreview { Points = () => [], Units = 500, Bounds = new Box(960, 150, 264, 74) };
        (float X, float Y, bool PenUp)[] line =
            [(x + 100 * length, y, false), (x, y + 500 * height, true), (x + 500 * length, y + 200 * height, true)];

        (float scale, float left, float top) = preview.Place(line);

        Box box = preview.Box;
        Assert.All(line, point =>
        {
            Assert.InRange(left + point.X * scale, box.X + InkPreview.Pad - 0.01f, box.Right - InkPreview.Pad + 0.01f);
            Assert.InRange(top + point.Y * scale, box.Y + InkPreview.Pad - 0.01f, box.Bottom - InkPreview.Pad + 0.01f);
        });
        Assert.Equal(box.X + InkPreview.Pad, line.Min(point => left + point.X * scale), 0.01f);
        Assert.Equal(atItsSize, scale == (box.Width - 2 * InkPreview.Pad) / 500);
    }
}
