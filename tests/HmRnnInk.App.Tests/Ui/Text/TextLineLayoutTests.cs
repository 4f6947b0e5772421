using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Tests.Ui.Text;

public class TextLineLayoutTests
{
    /// <summary>A character beyond U+FFFF is two chars. The caret is never between them.</summary>
    [Theory]
    [InlineData(0.1f, 0, 0)]
    [InlineData(0.9f, 0, 1)]
    [InlineData(1.2f, 1, 1)]
    [InlineData(1.8f, 1, 3)]
    [InlineData(2.1f, 3, 3)]
    [InlineData(2.9f, 3, 4)]
    [InlineData(3.5f, 4, 4)]
    public void Place_IsAtWholeCharacters(float place, int character, int caret)
    {
        using var screen = new Offscreen(64, 64);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        var layout = new TextLineLayout();
        layout.Update(ui, "a😀b", new Box(0, 0, 500, 32), 0, 0);
        float[] edges = [layout.XOf(0), layout.XOf(1), layout.XOf(3), layout.XOf(4), layout.XOf(4) + 10];
        float x = layout.Left + edges[(int)place] + (place - (int)place) * (edges[(int)place + 1] - edges[(int)place]);

        Assert.Equal((character, caret), (layout.CharacterAt(x), layout.CaretAt(x)));
    }
}
